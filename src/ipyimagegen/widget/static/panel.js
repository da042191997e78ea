// src/ipyimagegen/widget/frontend/dom.js
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name.includes("-") || name === "role") element.setAttribute(name, value);
    else Reflect.set(element, name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}
function button(text2, press, properties = {}) {
  return make("button", { type: "button", onclick: press, ...properties }, text2);
}
var counter = 0;
function freshId() {
  counter += 1;
  return `imagegen-${Date.now().toString(36)}-${counter}`;
}

// src/ipyimagegen/widget/frontend/uploads.js
var PIECE = 512 * 1024;
var MOST_PIXELS = 5e7;
var LONGEST = 2048;
var AS_IT_IS = 4e6;
function filesOf(transfer) {
  const items = [...transfer.items];
  const folder = items.some((item) => item.webkitGetAsEntry?.()?.isDirectory);
  return { files: [...transfer.files], folder };
}
async function prepared(file) {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = () => reject(new Error(`${file.name} is no picture that a browser can read.`));
      image.src = url;
    });
    const { naturalWidth: width, naturalHeight: height } = image;
    if (width * height > MOST_PIXELS) {
      const size = Math.round(width * height / 1e6);
      throw new Error(`${file.name} has ${size} megapixels; 50 is the most. Make it smaller first.`);
    }
    const known = ["image/png", "image/jpeg", "image/webp"].includes(file.type);
    if (known && file.size <= AS_IT_IS && Math.max(width, height) <= 2 * LONGEST) return file;
    const scale = Math.min(1, LONGEST / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const type = file.type === "image/jpeg" ? "image/jpeg" : "image/webp";
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, type, 0.92));
    if (!blob) throw new Error(`${file.name} could not be made smaller.`);
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
function keepUploads(line) {
  return {
    /**
     * Send a picture to the library, piece by piece; return its reference and hash.
     * @param {File} file
     * @returns {Promise<{ref: string, hash: string}>}
     */
    async send(file) {
      const blob = await prepared(file);
      const fields = { id: line.nextId(), name: file.name, total: blob.size };
      let start = 0;
      while (true) {
        const bytes = await blob.slice(start, start + PIECE).arrayBuffer();
        const answer = await line.ask("upload", { ...fields, start }, [bytes]);
        if (answer.kind === "uploaded") return answer;
        start = answer.received;
      }
    }
  };
}

// src/ipyimagegen/widget/frontend/composer.js
var MOST_INPUTS = 8;
var PAUSE = 300;
function makeComposer({ line, pictures, uploads, say, copy, open, sent }) {
  let inputs = [];
  let telling;
  const alert = make("p", { class: "alert", role: "alert", hidden: true });
  const strip = make("ol", { class: "inputs", "aria-label": "Inputs" });
  const file = make("input", { type: "file", multiple: true, hidden: true, accept: "image/*" });
  const drop = button("drop, paste or pick a picture", () => file.click(), { class: "drop" });
  const promptId = freshId();
  const prompt = make("textarea", { id: promptId, rows: 4, spellcheck: false });
  const modelId = freshId();
  const listId = freshId();
  const model = make("input", { id: modelId, type: "text", size: 11, autocomplete: "off" });
  model.setAttribute("list", listId);
  const models = make("datalist", { id: listId });
  const aspectId = freshId();
  const aspect = make("select", { id: aspectId }, make("option", { value: "" }, "auto"));
  const plan = make("p", { class: "plan", hidden: true });
  const generate = button("Generate", () => send(), { class: "primary" });
  const composition = () => ({
    prompt: prompt.value,
    model: model.value.trim(),
    aspect: aspect.value,
    inputs: inputs.map((input2) => input2.ref)
  });
  function complain(words) {
    alert.replaceChildren(...words.map((word) => make("span", {}, word)));
    alert.hidden = words.length === 0;
  }
  function tell() {
    clearTimeout(telling);
    telling = void 0;
    line.send("compose", { view: line.view, ...composition() });
  }
  function tellSoon() {
    clearTimeout(telling);
    telling = setTimeout(tell, PAUSE);
  }
  function send() {
    complain([]);
    if (!prompt.value.trim()) {
      complain(["Write what to paint first."]);
      prompt.focus();
      return;
    }
    if (telling) tell();
    sent();
    line.ask("generate", composition()).then(({ replayed }) => {
      if (replayed) open(replayed);
      say(replayed ? `That is @${replayed} already, at no new call. Again makes a new take.` : "Asked.");
    }, ({ words }) => complain(words));
  }
  function changed() {
    drawInputs();
    tell();
  }
  function drawInputs() {
    strip.replaceChildren(...inputs.map(chip));
    strip.hidden = inputs.length === 0;
  }
  function chip(input2, place) {
    const image = make("img", { alt: input2.label, width: 56, height: 56 });
    if (input2.hash) pictures.url(input2.hash, "thumbnail").then((url) => url && (image.src = url));
    const remove = button("×", () => {
      inputs = inputs.filter((_, other) => other !== place);
      changed();
      (strip.querySelectorAll("button")[place] ?? drop).focus();
    }, { "aria-label": `Remove input ${place + 1}`, title: "Remove (Alt+← and Alt+→ move it)" });
    remove.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
      if (!event.altKey || !step || !inputs[place + step]) return;
      event.preventDefault();
      [inputs[place], inputs[place + step]] = [inputs[place + step], inputs[place]];
      changed();
      strip.querySelectorAll("button")[place + step].focus();
    });
    const replace = (event) => {
      event.preventDefault();
      event.stopPropagation();
      if (event.dataTransfer) take(filesOf(event.dataTransfer), place);
    };
    const title = `image ${place + 1}: ${input2.label}. Drop a picture here to replace it.`;
    return make("li", { title, ondrop: replace }, image, make("span", { class: "order" }, `${place + 1}`), remove);
  }
  function add(input2, place = inputs.length) {
    if (inputs.some((known) => known.ref === input2.ref)) return say(`${input2.label} is an input already.`);
    if (place >= MOST_INPUTS) return complain([`${MOST_INPUTS} inputs are the most.`]);
    inputs = [...inputs.slice(0, place), input2, ...inputs.slice(place + 1)];
    changed();
    say(`${input2.label} is input ${place + 1}.`);
  }
  async function take({ files, folder }, place) {
    complain([]);
    if (folder) return complain(["A folder can't be an input. Drop the pictures in it."]);
    if (files.length === 0) return complain(["There was no picture in what was dropped."]);
    const room = place === void 0 ? MOST_INPUTS - inputs.length : 1;
    if (files.length > room) {
      const why = place === void 0 ? `${MOST_INPUTS} inputs are the most` : "one replaces one";
      return complain([`${files.length} files are too many: ${why}.`]);
    }
    for (const one of files) {
      drop.textContent = `sending ${one.name} …`;
      try {
        const { ref, hash } = await uploads.send(one);
        add({ ref, hash, label: one.name }, place);
      } catch (error) {
        complain([error instanceof Error ? error.message : String(error)]);
      }
      drop.textContent = "drop, paste or pick a picture";
    }
  }
  prompt.addEventListener("input", tellSoon);
  model.addEventListener("change", tell);
  aspect.addEventListener("change", tell);
  file.addEventListener("change", () => {
    take({ files: [...file.files ?? []], folder: false });
    file.value = "";
  });
  prompt.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  });
  line.on("plan", ({ view, words, fine }) => {
    if (view !== line.view) return;
    plan.textContent = words;
    plan.hidden = !words;
    plan.classList.toggle("failed", !fine);
  });
  const element = make(
    "section",
    {
      class: "composer",
      "aria-label": "Composer",
      ondragover: (event) => {
        event.preventDefault();
        drop.classList.add("over");
      },
      ondragleave: () => drop.classList.remove("over"),
      ondrop: (event) => {
        event.preventDefault();
        event.stopPropagation();
        drop.classList.remove("over");
        if (event.dataTransfer) take(filesOf(event.dataTransfer));
      },
      onpaste: (event) => {
        if (!event.clipboardData?.files.length) return;
        event.preventDefault();
        take(filesOf(event.clipboardData));
      }
    },
    make("div", { class: "heading" }, "Inputs"),
    make("div", { class: "strip" }, strip, drop, file),
    make("div", { class: "heading" }, make("label", { htmlFor: promptId }, "Prompt")),
    prompt,
    make(
      "div",
      { class: "options" },
      make("label", { htmlFor: modelId }, "model"),
      model,
      models,
      make("label", { htmlFor: aspectId }, "aspect"),
      aspect
    ),
    plan,
    alert,
    make(
      "div",
      { class: "actions" },
      generate,
      button("Copy cell", () => copy("composedCell", composition()))
    )
  );
  drawInputs();
  return {
    element,
    add,
    complain,
    /**
     * Make a picture the only input, and empty the prompt for the instruction.
     * @param {Input} input
     */
    edit(input2) {
      inputs = [input2];
      prompt.value = "";
      changed();
      prompt.focus();
      say(`Say what to change about ${input2.label}.`);
    },
    /** @param {string} text */
    use(text2) {
      prompt.value = text2;
      changed();
      prompt.focus();
    },
    /**
     * Show what the kernel knows: after a reload, or from another view.
     * @param {Composition & {hashes?: string[], view?: string}} known
     */
    show(known) {
      const mine = known.view === line.view || telling !== void 0;
      if (mine || typeof known.prompt !== "string" || !Array.isArray(known.inputs)) return;
      if (prompt.value !== known.prompt) prompt.value = known.prompt;
      model.value = known.model ?? "";
      aspect.value = known.aspect ?? "";
      const labels = new Map(inputs.map((input2) => [input2.ref, input2.label]));
      inputs = known.inputs.map((ref, place) => ({
        ref,
        hash: known.hashes?.[place] ?? "",
        label: labels.get(ref) ?? ref
      }));
      drawInputs();
    },
    /** @param {Status} status */
    choices(status) {
      model.placeholder = status.model ?? "";
      models.replaceChildren(...(status.models ?? []).map((name) => make("option", { value: name })));
      const chosen = aspect.value;
      const shapes = (status.aspects ?? []).map((name) => make("option", { value: name }, name));
      if (shapes.length + 1 !== aspect.options.length) {
        aspect.replaceChildren(make("option", { value: "" }, "auto"), ...shapes);
        aspect.value = chosen;
      }
    },
    close() {
      if (telling) tell();
    }
  };
}

// src/ipyimagegen/widget/frontend/entries.js
var PAGE = 60;
var PAGES = 40;
function keepEntries(line, changed) {
  let pages = /* @__PURE__ */ new Map();
  let asked = /* @__PURE__ */ new Set();
  let old = new Map(pages);
  let total = 0;
  line.on("entries", ({ view, start, entries }) => {
    if (view !== line.view) return;
    const now = performance.now();
    for (const entry2 of entries) entry2.received = now;
    const page = Math.floor(start / PAGE);
    asked.delete(page);
    pages.delete(page);
    pages.set(page, entries);
    while (pages.size > PAGES) pages.delete(pages.keys().next().value ?? 0);
    changed();
  });
  const ask = (page) => {
    if (pages.has(page) || asked.has(page)) return;
    if (line.send("entries", { view: line.view, start: page * PAGE, count: PAGE })) asked.add(page);
  };
  return {
    get total() {
      return total;
    },
    /**
     * Something changed: fetch anew what is needed, and show what was known meanwhile.
     * @param {number} count how many entries there are now
     */
    renew(count) {
      const added = count - total;
      if (added === 0) old = new Map([...old, ...pages]);
      else old = /* @__PURE__ */ new Map();
      pages = /* @__PURE__ */ new Map();
      asked = /* @__PURE__ */ new Set();
      total = count;
      changed();
    },
    /**
     * Return an entry, or null while it is being fetched.
     * @param {number} index
     * @returns {Entry | null}
     */
    at(index) {
      if (index < 0 || index >= total) return null;
      const page = Math.floor(index / PAGE);
      ask(page);
      return (pages.get(page) ?? old.get(page))?.[index % PAGE] ?? null;
    },
    /**
     * Return where a number stands, as far as is known here; -1 otherwise.
     * @param {number} number
     */
    indexOf(number2) {
      for (const [page, entries] of [...old, ...pages]) {
        const place = entries.findIndex((entry2) => entry2.number === number2);
        if (place >= 0 && (pages.get(page) ?? old.get(page)) === entries) return page * PAGE + place;
      }
      return -1;
    }
  };
}

// src/ipyimagegen/widget/frontend/gallery.js
var TILE = 84;
var GAP = 6;
var SPARE = 2;
var NAMES = { sent: "under way", unknown: "unknown: may have been billed", failed: "failed" };
function makeGallery({ entries, pictures, choose, act }) {
  let tiles = /* @__PURE__ */ new Map();
  let picked = [];
  let active = 0;
  let columns = 1;
  let side = TILE;
  let viewed = 0;
  const space = make("div", { class: "space", role: "presentation" });
  const list = make("div", {
    class: "gallery",
    role: "listbox",
    "aria-label": "Pictures",
    "aria-multiselectable": "true",
    tabIndex: -1
  }, space);
  const none = make("p", { class: "none" }, "Nothing here yet. Write a prompt and press Generate.");
  const element = make(
    "section",
    { class: "history", "aria-label": "History" },
    make("div", { class: "heading" }, "History"),
    none,
    list
  );
  const place = (entry2) => picked.findIndex((ref) => numberIn(ref) === entry2.number);
  function draw() {
    const total = entries.total;
    none.hidden = total > 0;
    list.hidden = total === 0;
    active = Math.min(active, Math.max(0, total - 1));
    space.style.height = `${Math.ceil(total / columns) * side}px`;
    const first = Math.max(0, Math.floor(list.scrollTop / side) - SPARE) * columns;
    const rows = Math.ceil(list.clientHeight / side) + 2 * SPARE;
    const last = Math.min(total, first + rows * columns);
    const focused = list.matches(":focus-within");
    const next = /* @__PURE__ */ new Map();
    const wanted = new Set([...range(first, last), active].filter((index) => index < total));
    for (const index of wanted) {
      const entry2 = entries.at(index);
      const known = tiles.get(index);
      const kept = known && same(known.entry, entry2) ? known : drawn(entry2);
      kept.entry = entry2;
      position(kept.tile, index);
      mark(kept.tile, entry2, index, total);
      next.set(index, kept);
      if (kept.tile.parentNode !== space) space.append(kept.tile);
    }
    const stay = new Set([...next.values()].map(({ tile }) => tile));
    for (const { tile } of tiles.values()) if (!stay.has(tile)) tile.remove();
    tiles = next;
    if (focused) tiles.get(active)?.tile.focus({ preventScroll: true });
  }
  function drawn(entry2) {
    const tile = make("div", { role: "option", class: "tile" });
    let time = null;
    if (entry2?.pictures.length) {
      const image = make("img", { alt: "", draggable: false });
      pictures.url(entry2.pictures[0].hash, "thumbnail").then((url) => {
        if (url) image.src = url;
        else tile.append(make("span", { class: "words" }, "The file is gone."));
      });
      tile.append(image, make("span", { class: "number" }, `@${entry2.number}`), make("span", { class: "order" }));
    } else if (entry2?.status === "sent") {
      time = make("span", {}, "");
      tile.classList.add("running");
      tile.append(make("span", {}, `@${entry2.number}`), time);
    } else if (entry2) {
      tile.classList.add("failed");
      const words = entry2.words || "may have been billed";
      const what = entry2.status === "failed" ? "failed" : "unknown";
      tile.append(make("b", {}, `@${entry2.number} ${what}`), make("span", { class: "words" }, words));
    }
    return { tile, entry: entry2, time };
  }
  function position(tile, index) {
    const x = index % columns * side;
    const y = Math.floor(index / columns) * side;
    tile.style.transform = `translate(${x}px, ${y}px)`;
    tile.style.width = tile.style.height = `${side - GAP}px`;
  }
  function mark(tile, entry2, index, total) {
    const order = entry2 ? place(entry2) : -1;
    tile.tabIndex = index === active ? 0 : -1;
    tile.setAttribute("aria-selected", String(order >= 0));
    tile.setAttribute("aria-setsize", String(total));
    tile.setAttribute("aria-posinset", String(index + 1));
    tile.setAttribute("aria-label", entry2 ? label(entry2) : "loading");
    tile.classList.toggle("viewed", entry2 !== null && entry2.number === viewed);
    const badge = tile.querySelector(".order");
    if (badge) badge.textContent = order >= 0 ? String(order + 1) : "";
  }
  function go(index, more, chosen) {
    if (index < 0 || index >= entries.total) return;
    active = index;
    const top = Math.floor(index / columns) * side;
    if (top < list.scrollTop) list.scrollTop = top;
    if (top + side > list.scrollTop + list.clientHeight) list.scrollTop = top + side - list.clientHeight;
    draw();
    tiles.get(index)?.tile.focus({ preventScroll: true });
    const entry2 = entries.at(index);
    if (chosen && entry2) choose(entry2, more);
  }
  const indexOf = (target) => {
    const tile = target instanceof Element ? target.closest("[role=option]") : null;
    return [...tiles].find(([, known]) => known.tile === tile)?.[0] ?? -1;
  };
  list.addEventListener("click", (event) => {
    const index = indexOf(event.target);
    if (index >= 0) go(index, event.ctrlKey || event.metaKey || event.shiftKey, true);
  });
  list.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(list.clientHeight / side)) * columns;
    const steps = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
      PageUp: -page,
      PageDown: page,
      Home: -Infinity,
      End: Infinity
    };
    const entry2 = entries.at(active);
    if (event.key in steps) {
      go(Math.min(entries.total - 1, Math.max(0, active + steps[event.key])), false, false);
    } else if (event.key === "Enter" || event.key === " ") {
      go(active, event.ctrlKey || event.metaKey || event.shiftKey, true);
    } else if (event.key === "e" && entry2) act("edit", entry2);
    else if (event.key === "a" && entry2) act("add", entry2);
    else return;
    event.preventDefault();
  });
  list.addEventListener("scroll", draw, { passive: true });
  const observer = new ResizeObserver(() => {
    const width = list.clientWidth;
    if (width === 0) return;
    columns = Math.max(3, Math.floor((width + GAP) / (TILE + GAP)));
    side = Math.floor((width + GAP) / columns);
    draw();
  });
  observer.observe(list);
  const ticking = setInterval(() => {
    for (const { entry: entry2, time } of tiles.values()) {
      if (!entry2 || !time) continue;
      time.textContent = `${Math.floor(entry2.age + (performance.now() - entry2.received) / 1e3)} s`;
    }
  }, 1e3);
  return {
    element,
    draw,
    /** @param {string[]} refs */
    pick(refs) {
      picked = refs;
      draw();
    },
    /** @param {number} number */
    view(number2) {
      viewed = number2;
      draw();
    },
    close() {
      observer.disconnect();
      clearInterval(ticking);
    }
  };
}
function numberIn(ref) {
  const found = /^@(\d+)(\.\d+)?$/.exec(ref);
  return found ? Number(found[1]) : 0;
}
function label(entry2) {
  const state = NAMES[
    /** @type {keyof typeof NAMES} */
    entry2.status
  ];
  const words = entry2.error[0] ? `: ${entry2.error[0]}` : "";
  return `@${entry2.number} ${entry2.model}${state ? `, ${state}${words}` : ""}: ${entry2.sent}`;
}
function same(one, other) {
  return one?.number === other?.number && one?.status === other?.status;
}
function range(start, end) {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}

// src/ipyimagegen/widget/frontend/protocol.js
var text = (value) => typeof value === "string";
var number = (value) => typeof value === "number" && Number.isFinite(value);
var texts = (value) => Array.isArray(value) && value.every(text);
var picture = (value) => text(value?.hash) && IMAGE_TYPES.has(value.type) && number(value.width) && number(value.height) && number(value.size);
var input = (value) => text(value?.name) && number(value.number);
function entry(value) {
  return number(value?.number) && text(value.status) && text(value.model) && text(value.servedBy) && text(value.prompt) && text(value.sent) && text(value.text) && text(value.name) && number(value.seconds) && number(value.age) && (value.cost === null || number(value.cost)) && number(value.take) && text(value.aspect) && texts(value.error) && text(value.words) && Array.isArray(value.inputs) && value.inputs.every(input) && Array.isArray(value.pictures) && value.pictures.every(picture);
}
var IMAGE_TYPES = /* @__PURE__ */ new Set(["png", "jpeg", "webp", "gif"]);
var CHECKS = {
  entries: (m) => text(m.view) && number(m.start) && Array.isArray(m.entries) && m.entries.every(entry),
  picture: (m, buffers) => text(m.hash) && text(m.size) && IMAGE_TYPES.has(m.type) && buffers.length === 1 && buffers[0]?.byteLength > 0,
  missing: (m) => text(m.hash) && text(m.size) && texts(m.words),
  accepted: (m) => text(m.view) && number(m.id) && number(m.replayed),
  refused: (m) => text(m.view) && number(m.id) && texts(m.words),
  cell: (m) => text(m.view) && number(m.id) && text(m.text),
  plan: (m) => text(m.view) && text(m.words) && typeof m.fine === "boolean",
  received: (m) => text(m.view) && number(m.id) && number(m.received),
  uploaded: (m) => text(m.view) && number(m.id) && text(m.ref) && text(m.hash)
};
function readMessage(content, buffers = []) {
  const check = Object.hasOwn(CHECKS, content?.kind) ? CHECKS[content.kind] : null;
  if (!check || !check(content, buffers)) return null;
  return content.kind === "picture" ? { ...content, bytes: buffers[0] } : content;
}

// src/ipyimagegen/widget/frontend/model.js
var PATIENCE = 4e3;
var Refusal = class extends Error {
  /** @param {string[]} words what the kernel says; none if there is no kernel to say it */
  constructor(words) {
    super(words.join(" ") || "There is no kernel to send it to.");
    this.words = words;
  }
};
function connect(model) {
  const view = freshId();
  const listeners = /* @__PURE__ */ new Map();
  const watchers = /* @__PURE__ */ new Set();
  let waiting;
  let ids = 0;
  const pending = /* @__PURE__ */ new Map();
  const tell = (state) => {
    for (const watcher of watchers) watcher(state);
  };
  const heard = () => {
    clearTimeout(waiting);
    waiting = void 0;
    tell("well");
  };
  const settle = (message) => {
    const { resolve, reject } = (
      /** @type {any} */
      pending.get(message.id)
    );
    pending.delete(message.id);
    if (message.kind === "refused") reject(new Refusal(message.words));
    else resolve(message);
  };
  const receive = (content, buffers) => {
    heard();
    const message = readMessage(content, buffers);
    if (message && "id" in message && message.view === view && pending.has(message.id)) settle(message);
    else if (message) for (const listener of listeners.get(message.kind) ?? []) listener(message);
  };
  const send = (kind, fields = {}, buffers = []) => {
    try {
      const sent = model.send({ kind, ...fields }, void 0, buffers);
      if (typeof sent?.catch === "function") sent.catch(() => tell("gone"));
    } catch {
      clearTimeout(waiting);
      tell("gone");
      return false;
    }
    waiting ??= setTimeout(() => tell("silent"), PATIENCE);
    return true;
  };
  const check = () => send("hello");
  model.on("msg:custom", receive);
  model.on("change:_status", heard);
  model.on("comm_live_update", check);
  return {
    view,
    /** Return a number for a request of this view. */
    nextId: () => ++ids,
    /** Send a message; return whether there was a kernel to send it to. */
    send,
    /**
     * Send a request; return its answer. A `Refusal` holds the kernel's words, if it has any.
     * @param {string} kind
     * @param {Record<string, any>} [fields]
     * @param {ArrayBuffer[]} [buffers]
     * @returns {Promise<any>}
     */
    ask(kind, fields = {}, buffers = []) {
      const id = fields.id ?? ++ids;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        if (send(kind, { view, id, ...fields }, buffers)) return;
        pending.delete(id);
        reject(new Refusal([]));
      });
    },
    /**
     * Listen for a kind of message.
     * @param {string} kind
     * @param {(message: any) => void} listener
     */
    on(kind, listener) {
      const known = listeners.get(kind) ?? /* @__PURE__ */ new Set();
      listeners.set(kind, known.add(listener));
    },
    /** @param {(state: "well" | "silent" | "gone") => void} watcher */
    watch(watcher) {
      watchers.add(watcher);
    },
    close() {
      clearTimeout(waiting);
      model.off("msg:custom", receive);
      model.off("change:_status", heard);
      model.off("comm_live_update", check);
      listeners.clear();
      watchers.clear();
      for (const { reject } of pending.values()) reject(new Refusal([]));
      pending.clear();
    }
  };
}

// src/ipyimagegen/widget/frontend/pictures.js
var THUMBNAILS = 600;
var FULL = 6;
function keepPictures(line) {
  const known = /* @__PURE__ */ new Map();
  const forget = (key) => {
    const held = known.get(key);
    if (held?.url) URL.revokeObjectURL(held.url);
    known.delete(key);
  };
  const trim = (size, limit) => {
    const keys = [...known.keys()].filter((key) => key.startsWith(size) && known.get(key)?.url);
    for (const key of keys.slice(0, Math.max(0, keys.length - limit))) forget(key);
  };
  line.on("picture", ({ hash, size, type, bytes }) => {
    const held = known.get(`${size} ${hash}`);
    if (!held || held.url) return;
    held.url = URL.createObjectURL(new Blob([bytes], { type: `image/${type}` }));
    for (const resolve of held.waiting.splice(0)) resolve(held.url);
    trim("thumbnail", THUMBNAILS);
    trim("full", FULL);
  });
  line.on("missing", ({ hash, size }) => {
    const held = known.get(`${size} ${hash}`);
    known.delete(`${size} ${hash}`);
    for (const resolve of held?.waiting ?? []) resolve("");
  });
  return {
    /**
     * Return the URL of a picture; an empty one if the kernel has it no more.
     * @param {string} hash
     * @param {"thumbnail" | "full"} size
     * @returns {Promise<string>}
     */
    url(hash, size) {
      const key = `${size} ${hash}`;
      const held = known.get(key);
      if (held?.url) {
        known.delete(key);
        known.set(key, held);
        return Promise.resolve(held.url);
      }
      return new Promise((resolve) => {
        if (held) held.waiting.push(resolve);
        else {
          known.set(key, { url: "", waiting: [resolve] });
          line.send("picture", { hash, size });
        }
      });
    },
    close() {
      for (const key of [...known.keys()]) forget(key);
    }
  };
}

// src/ipyimagegen/widget/frontend/queue.js
function makeQueue(line) {
  let rows = [];
  const list = make("ul", {});
  const element = make(
    "section",
    { class: "queue", hidden: true, "aria-label": "Under way" },
    make("div", { class: "heading" }, "Under way"),
    list
  );
  let ticking;
  const tick = () => {
    for (const { job, since, time } of rows) {
      const seconds = job.seconds + (performance.now() - since) / 1e3;
      const state = job.number ? `${Math.floor(seconds)} s` : "waiting";
      time.textContent = [job.model, state, job.usual].filter(Boolean).join(" · ");
    }
  };
  return {
    element,
    /** @param {Job[]} jobs */
    show(jobs) {
      const since = performance.now();
      rows = jobs.map((job) => ({ job, since, time: make("span", { class: "time" }) }));
      list.replaceChildren(...rows.map(({ job, time }) => make(
        "li",
        {},
        make("span", { class: "what" }, time, make("span", { class: "prompt", title: job.prompt }, job.prompt)),
        button(job.number ? "Stop waiting" : "Remove", () => line.send("stop", { job: job.id }), {
          class: "link",
          title: job.number ? "The picture is still filed when it comes; it may be billed." : "Nothing was sent."
        })
      )));
      element.hidden = rows.length === 0;
      tick();
      clearInterval(ticking);
      ticking = rows.length ? setInterval(tick, 1e3) : void 0;
    },
    close() {
      clearInterval(ticking);
    }
  };
}

// src/ipyimagegen/widget/frontend/viewer.js
function makeViewer({ pictures, act, open }) {
  let shown = null;
  let position = 0;
  const image = make("img", { alt: "" });
  const stage = make("div", { class: "stage" }, image);
  const several = make("div", { class: "several", role: "group", "aria-label": "Pictures of this answer" });
  const caption = make("p", { class: "caption" });
  const prompt = make("p", { class: "prompt" });
  const words = make("p", { class: "words" });
  const parents = make("p", { class: "parents" });
  const download = make("a", { class: "button", download: "" }, "Download");
  const verb = (name) => () => shown && act(name, shown, position);
  const needPicture = [
    button("Edit this", verb("edit"), { class: "primary" }),
    button("Add as input", verb("add"))
  ];
  const actions = make(
    "div",
    { class: "actions" },
    ...needPicture,
    button("Again", verb("again"), { title: "Another take of the same: a new call" }),
    button("Use prompt", verb("use")),
    button("Copy cell", verb("copy")),
    download
  );
  const none = make("p", { class: "none" }, "Pick a picture to see it large.");
  const body = make("div", { hidden: true }, stage, several, caption, prompt, words, parents, actions);
  const element = make("section", { class: "viewer", "aria-label": "Viewer" }, none, body);
  function drawPicture(entry2) {
    const picture2 = entry2.pictures[position];
    stage.hidden = !picture2;
    several.hidden = entry2.pictures.length < 2;
    several.replaceChildren(...entry2.pictures.map((_, place) => button(`${place + 1}`, () => {
      position = place;
      drawPicture(entry2);
    }, { "aria-pressed": String(place === position), "aria-label": `Picture ${place + 1}` })));
    download.hidden = !picture2;
    for (const control of needPicture) control.disabled = !picture2;
    if (!picture2) return;
    image.alt = entry2.sent;
    image.removeAttribute("src");
    stage.style.aspectRatio = `${picture2.width} / ${picture2.height}`;
    download.removeAttribute("href");
    const wanted = () => shown === entry2 && entry2.pictures[position] === picture2;
    pictures.url(picture2.hash, "thumbnail").then((url) => {
      if (url && wanted() && !image.src) image.src = url;
    });
    pictures.url(picture2.hash, "full").then((url) => {
      if (!wanted()) return;
      if (!url) {
        words.textContent = "The picture's file is gone from the library.";
        words.hidden = false;
        return;
      }
      image.src = url;
      download.href = url;
      download.download = `${entry2.name || entry2.number}.${picture2.type === "jpeg" ? "jpg" : picture2.type}`;
    });
  }
  return {
    element,
    get number() {
      return shown?.number ?? 0;
    },
    /** @param {Entry} entry */
    show(entry2) {
      if (shown?.number !== entry2.number) position = 0;
      else if (shown.status === entry2.status) return;
      shown = entry2;
      none.hidden = true;
      body.hidden = false;
      caption.textContent = describe(entry2);
      prompt.textContent = entry2.sent;
      const said = [...entry2.error, entry2.text].filter(Boolean);
      words.replaceChildren(...said.map((line) => make("span", {}, line)));
      words.hidden = said.length === 0;
      words.classList.toggle("failed", entry2.error.length > 0);
      parents.hidden = entry2.inputs.length === 0;
      parents.replaceChildren("from ", ...entry2.inputs.map(({ name, number: number2 }) => number2 ? button(`@${number2}`, () => open(number2), { class: "link" }) : make("span", {}, name)));
      drawPicture(entry2);
    }
  };
}
function describe(entry2) {
  const [picture2] = entry2.pictures;
  const served = entry2.servedBy && entry2.servedBy !== entry2.model ? `${entry2.servedBy} (asked: ${entry2.model})` : entry2.model;
  return [
    `@${entry2.number}${entry2.name ? ` ${entry2.name}` : ""}`,
    served,
    entry2.seconds >= 1 && !entry2.sketch ? `${Math.round(entry2.seconds)} s` : "",
    entry2.cost === null ? "" : `$${Number(entry2.cost.toPrecision(3))}`,
    picture2 ? `${picture2.width}×${picture2.height} ${picture2.type.toUpperCase()}` : "",
    entry2.take > 1 ? `take ${entry2.take}` : "",
    entry2.status === "sent" ? "under way" : "",
    entry2.sketch && picture2 ? "offline sketch" : ""
  ].filter(Boolean).join(" · ");
}

// src/ipyimagegen/widget/frontend/index.js
var GONE = "The kernel has restarted or is gone. Run the cell with %imagegen panel again.";
var SILENT = "No answer from the kernel yet. If a cell runs, this waits for it; if the kernel was restarted, run the cell with %imagegen panel again.";
function render({ model, el }) {
  const line = connect(model);
  const pictures = keepPictures(line);
  const uploads = keepUploads(line);
  let following = true;
  const notice = make("p", { class: "notice", role: "alert", hidden: true });
  const live = make("p", { class: "live", "aria-live": "polite" });
  const where = make("span", { class: "where" });
  const say = (words) => live.textContent = words;
  const warn = (words) => {
    notice.textContent = words;
    notice.hidden = !words;
  };
  line.watch((state) => warn({ well: "", silent: SILENT, gone: GONE }[state]));
  async function copy(kind, fields) {
    try {
      const { text: text2 } = await line.ask(kind, fields);
      say(await toClipboard(text2, root) ? "The cell is copied." : "The browser doesn't allow copying.");
    } catch (error) {
      complain(error);
    }
  }
  const complain = (error) => composer.complain(error.words ?? [String(error)]);
  const composer = makeComposer({
    line,
    pictures,
    uploads,
    say,
    copy,
    open: openNumber,
    sent: () => following = true
  });
  const queue = makeQueue(line);
  const entries = keepEntries(line, () => entriesChanged());
  const inputOf = (entry2, position = 0) => {
    const ref = position ? `@${entry2.number}.${position + 1}` : `@${entry2.number}`;
    return { ref, hash: entry2.pictures[position].hash, label: ref };
  };
  function act(verb, entry2, position = 0) {
    if (verb === "edit" && entry2.pictures.length) composer.edit(inputOf(entry2, position));
    if (verb === "add" && entry2.pictures.length) composer.add(inputOf(entry2, position));
    if (verb === "use") composer.use(entry2.prompt);
    if (verb === "copy") copy("cell", { number: entry2.number });
    if (verb === "again") {
      following = true;
      line.ask("again", { number: entry2.number }).then(() => say("Asked once more."), complain);
    }
  }
  line.on("refused", ({ view, id, words }) => {
    if (view === line.view && id === 0) composer.complain(words);
  });
  const viewer = makeViewer({ pictures, act, open: openNumber });
  const gallery = makeGallery({
    entries,
    pictures,
    act,
    choose(entry2, more) {
      following = entries.at(0)?.number === entry2.number;
      wanted = 0;
      show(entry2);
      if (!entry2.pictures.length) return;
      const ref = `@${entry2.number}`;
      const before = (
        /** @type {string[]} */
        model.get("picked") ?? []
      );
      const known = before.some((other) => numberIn(other) === entry2.number);
      const without = before.filter((other) => numberIn(other) !== entry2.number);
      line.send("pick", { picked: more ? known ? without : [...before, ref] : [ref] });
    }
  });
  function show(entry2) {
    viewer.show(entry2);
    gallery.view(entry2.number);
  }
  let wanted = 0;
  function openNumber(number2) {
    following = false;
    wanted = number2;
    entriesChanged();
  }
  function entriesChanged() {
    gallery.draw();
    if (wanted) {
      const newest = entries.at(0)?.number ?? 0;
      const known = entries.indexOf(wanted);
      const entry2 = entries.at(known >= 0 ? known : Math.max(0, newest - wanted));
      if (entry2 && (entry2.number === wanted || known < 0)) {
        if (entry2.number === wanted) show(entry2);
        wanted = 0;
      }
      return;
    }
    if (following) {
      const newest = entries.at(0);
      if (newest) show(newest);
    } else {
      const place = entries.indexOf(viewer.number);
      const entry2 = place >= 0 ? entries.at(place) : null;
      if (entry2) viewer.show(entry2);
    }
  }
  function statusChanged() {
    const status = (
      /** @type {Status} */
      model.get("_status") ?? {}
    );
    if (typeof status.total !== "number") return;
    const jobs = Array.isArray(status.jobs) ? status.jobs : [];
    where.textContent = [
      status.sketches ? "offline sketches" : status.gateway ?? "",
      status.total === 1 ? "1 generation" : `${status.total} generations`
    ].filter(Boolean).join(" · ");
    composer.choices(status);
    if (status.error?.length) composer.complain(status.error);
    queue.show(jobs);
    entries.renew(status.total);
  }
  const pickedChanged = () => gallery.pick(model.get("picked") ?? []);
  const composerChanged = () => composer.show(model.get("_composer") ?? {});
  const root = make(
    "div",
    { class: "imagegen-panel", "data-lm-suppress-shortcuts": "true" },
    make("header", {}, make("b", {}, "imagegen"), where),
    notice,
    make(
      "div",
      { class: "columns" },
      make("div", { class: "left" }, composer.element, queue.element),
      viewer.element,
      gallery.element
    ),
    live
  );
  root.addEventListener("keydown", (event) => {
    if (!((event.ctrlKey || event.metaKey) && event.key === "s")) event.stopPropagation();
  });
  el.append(root);
  model.on("change:_status", statusChanged);
  model.on("change:picked", pickedChanged);
  model.on("change:_composer", composerChanged);
  composerChanged();
  pickedChanged();
  statusChanged();
  line.send("hello");
  return () => {
    model.off("change:_status", statusChanged);
    model.off("change:picked", pickedChanged);
    model.off("change:_composer", composerChanged);
    composer.close();
    queue.close();
    gallery.close();
    pictures.close();
    line.close();
    root.remove();
  };
}
async function toClipboard(text2, root) {
  try {
    await navigator.clipboard.writeText(text2);
    return true;
  } catch {
    const before = (
      /** @type {HTMLElement | null} */
      document.activeElement
    );
    const held = make("textarea", { value: text2, class: "held" });
    root.append(held);
    held.select();
    const copied = document.execCommand("copy");
    held.remove();
    before?.focus();
    return copied;
  }
}
var index_default = { render };
export {
  index_default as default
};
