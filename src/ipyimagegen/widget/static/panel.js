// src/ipyimagegen/widget/frontend/dom.js
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name.includes("-") || name === "role" || name === "autocorrect") element.setAttribute(name, value);
    else Reflect.set(element, name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}
function button(text, press, properties = {}) {
  return make("button", { type: "button", onclick: press, ...properties }, text);
}
function payingButton(text, press, properties = {}) {
  const once = (event) => event.detail < 2 && press();
  return make("button", { type: "button", onclick: once, ...properties }, text);
}
var plainText = { autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: false };
var counter = 0;
function freshId() {
  counter += 1;
  return `imagegen-${Date.now().toString(36)}-${counter}`;
}

// src/ipyimagegen/widget/frontend/keys.js
var composed = null;
var isComposing = (box) => box === composed;
function guardKeys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) {
      event.stopPropagation();
      if (event.key === "Escape" && matches(event.target, "[type=search]")) event.preventDefault();
    } else if (event.repeat && event.key === "Enter" && matches(event.target, "button, a")) {
      event.preventDefault();
    }
  }, true);
  watchComposition(root);
  root.addEventListener("keydown", (event) => {
    if (!((event.ctrlKey || event.metaKey) && event.key === "s")) event.stopPropagation();
  });
}
function watchComposition(root) {
  root.addEventListener("compositionstart", ({ target }) => {
    composed = target;
  }, true);
  root.addEventListener("compositionend", ({ target }) => {
    composed = null;
    target?.dispatchEvent(new Event("input", { bubbles: true }));
  }, true);
  root.addEventListener("blur", (event) => {
    if (event.target !== composed) return;
    if (matches(event.target, ":focus")) event.stopPropagation();
    else composed = null;
  }, true);
}
var matches = (target, selector) => target instanceof Element && target.matches(selector);

// src/ipyimagegen/widget/frontend/pasting.js
function receivePictures(root, { boxes, hover, take }) {
  root.addEventListener("paste", (event) => {
    const { clipboardData: clipboard } = event;
    const box = boxOf(event);
    if (!clipboard?.files.length || box && (!boxes.contains(box) || textOf(clipboard))) return;
    event.preventDefault();
    take(clipboard);
  });
  root.addEventListener("dragover", (event) => {
    if (isText(event)) return;
    event.preventDefault();
    hover(true);
  });
  root.addEventListener("dragleave", () => hover(false));
  root.addEventListener("drop", () => hover(false), true);
  root.addEventListener("drop", (event) => {
    if (isText(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.dataTransfer) take(event.dataTransfer);
  });
}
function boxOf(event) {
  const target = (
    /** @type {Element | null} */
    event.target
  );
  return target?.closest("input, textarea") ?? null;
}
function isText(event) {
  return boxOf(event) !== null && !event.dataTransfer?.types.includes("Files");
}
function textOf(clipboard) {
  const { body } = new DOMParser().parseFromString(clipboard.getData("text/html"), "text/html");
  if (body.querySelector("img") && !body.textContent?.trim()) return "";
  const text = clipboard.getData("text/plain").trim();
  const names = [...clipboard.files].map(({ name }) => name);
  const isNames = text.split(/[\r\n]+/).every((line) => names.includes(line.split(/[/\\]/).at(-1) ?? ""));
  return isNames ? "" : text;
}

// src/ipyimagegen/widget/frontend/uploads.js
var CHUNK = 512 * 1024;
var MAX_PIXELS = 5e7;
var MAX_SIDE = 2048;
var MAX_UNCHANGED = 4e6;
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
    if (width * height > MAX_PIXELS) {
      const size = Math.round(width * height / 1e6);
      throw new Error(`${file.name} has ${size} megapixels; 50 is the most. Make it smaller first.`);
    }
    const known = ["image/png", "image/jpeg", "image/webp"].includes(file.type);
    if (known && file.size <= MAX_UNCHANGED && Math.max(width, height) <= 2 * MAX_SIDE) return file;
    const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
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
     * Send a picture to the library, chunk by chunk; return its reference and hash, and the
     * prompt that its file holds, with the program that wrote it.
     * @param {File} file
     * @returns {Promise<{ref: string, hash: string, prompt: string, by: string}>}
     */
    async send(file) {
      const blob = await prepared(file);
      const fields = { id: line.nextId(), name: file.name, total: blob.size };
      let start = 0;
      while (true) {
        const bytes2 = await blob.slice(start, start + CHUNK).arrayBuffer();
        const answer = await line.ask("upload", { ...fields, start }, [bytes2]);
        if (answer.kind === "uploaded") return answer;
        start = answer.received;
      }
    }
  };
}

// src/ipyimagegen/widget/frontend/composer.js
var MAX_INPUTS = 8;
var PAUSE = 300;
function makeComposer({ line, pictures, uploads, say, copy, open, sent }) {
  let inputs = [];
  let tellTimer;
  const alert = make("p", { class: "alert", role: "alert", hidden: true });
  const filePrompt = make("p", { class: "found-words", role: "status", hidden: true });
  const strip = make("ol", { class: "inputs", "aria-label": "Inputs" });
  const file = make("input", { type: "file", multiple: true, hidden: true, accept: "image/*" });
  const drop = button("drop, paste or pick a picture", () => file.click(), { class: "drop" });
  const templateId = freshId();
  const template = make("textarea", { id: templateId, rows: 4, ...plainText });
  const modelId = freshId();
  const listId = freshId();
  const model = make("input", { id: modelId, type: "text", size: 11, ...plainText });
  model.setAttribute("list", listId);
  const models = make("datalist", { id: listId });
  const aspectId = freshId();
  const aspect = make("select", { id: aspectId }, make("option", { value: "" }, "auto"));
  const plan = make("p", { class: "plan", hidden: true });
  const generate = payingButton("Generate", () => send(), { class: "primary" });
  const composition = () => ({
    template: template.value,
    model: model.value.trim(),
    aspect: aspect.value,
    inputs: inputs.map((input) => input.ref)
  });
  function complain(words) {
    alert.replaceChildren(...words.map((word) => make("span", {}, word)));
    alert.hidden = words.length === 0;
  }
  function tell() {
    clearTimeout(tellTimer);
    tellTimer = void 0;
    if (isComposing(template)) return;
    line.send("compose", { view: line.view, ...composition() });
  }
  function tellSoon() {
    clearTimeout(tellTimer);
    tellTimer = setTimeout(tell, PAUSE);
  }
  function send() {
    complain([]);
    if (!template.value.trim()) {
      complain(["Write what to paint first."]);
      template.focus();
      return;
    }
    if (tellTimer) tell();
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
  function chip(input, place) {
    const image = make("img", { alt: input.label, width: 56, height: 56 });
    if (input.hash) pictures.url(input.hash, "tile").then((url) => url && (image.src = url));
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
    const title = `image ${place + 1}: ${input.label}. Drop a picture here to replace it.`;
    return make("li", { title, ondrop: replace }, image, make("span", { class: "order" }, `${place + 1}`), remove);
  }
  function add(input, place = inputs.length) {
    if (inputs.some((other) => other.ref === input.ref)) return say(`${input.label} is an input already.`);
    if (place >= MAX_INPUTS) return complain([`${MAX_INPUTS} inputs are the most.`]);
    inputs = [...inputs.slice(0, place), input, ...inputs.slice(place + 1)];
    changed();
    say(`${input.label} is input ${place + 1}.`);
  }
  async function take({ files, folder }, place) {
    complain([]);
    if (folder) return complain(["A folder can't be an input. Drop the pictures in it."]);
    if (files.length === 0) return complain(["There was no picture in what was dropped."]);
    const room = place === void 0 ? MAX_INPUTS - inputs.length : 1;
    if (files.length > room) {
      const why = place === void 0 ? `${MAX_INPUTS} inputs are the most` : "one replaces one";
      return complain([`${files.length} files are too many: ${why}.`]);
    }
    for (const one of files) {
      drop.textContent = `sending ${one.name} …`;
      try {
        const { ref, hash, prompt: words, by } = await uploads.send(one);
        add({ ref, hash, label: one.name }, place);
        if (words) offerPrompt(one.name, words, by);
      } catch (error) {
        complain([error instanceof Error ? error.message : String(error)]);
      }
      drop.textContent = "drop, paste or pick a picture";
    }
  }
  function offerPrompt(name, words, by) {
    const use = button("Use its prompt", () => {
      template.value = words;
      filePrompt.hidden = true;
      tell();
      template.focus();
    });
    const hide = button("×", () => {
      filePrompt.hidden = true;
    }, { "aria-label": "Hide the file's prompt" });
    const short = words.length > 200 ? `${words.slice(0, 200)} …` : words;
    filePrompt.replaceChildren(make("span", {}, `${name} has a prompt in it (${by}): ${short}`), use, hide);
    filePrompt.hidden = false;
  }
  template.addEventListener("input", tellSoon);
  model.addEventListener("change", tell);
  aspect.addEventListener("change", tell);
  file.addEventListener("change", () => {
    take({ files: [...file.files ?? []], folder: false });
    file.value = "";
  });
  template.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!event.repeat) send();
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
      "aria-label": "Composer"
    },
    make("div", { class: "heading" }, "Inputs"),
    make("div", { class: "strip" }, strip, drop, file),
    filePrompt,
    make("div", { class: "heading" }, make("label", { htmlFor: templateId }, "Prompt")),
    template,
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
    /** Take pictures that are dropped or pasted anywhere in the panel. @param {HTMLElement} root */
    receive: (root) => receivePictures(root, {
      boxes: element,
      hover: (over) => drop.classList.toggle("over", over),
      take: (transfer) => take(filesOf(transfer))
    }),
    /**
     * Make a picture the only input, and empty the prompt for the instruction.
     * @param {Input} input
     */
    edit(input) {
      inputs = [input];
      template.value = "";
      changed();
      template.focus();
      say(`Say what to change about ${input.label}.`);
    },
    /** @param {string} text */
    use(text) {
      template.value = text;
      changed();
      template.focus();
    },
    /**
     * Show the composition that the kernel holds: after a reload, or from another view.
     * @param {Composition & {hashes?: string[], view?: string, prompt?: string}} kept a notebook
     *   saved by an earlier version has the template as `prompt`
     */
    show(kept) {
      const text = kept.template ?? kept.prompt;
      const mine = kept.view === line.view || tellTimer !== void 0 || isComposing(template);
      if (mine || text === void 0) return;
      if (template.value !== text) template.value = text;
      model.value = kept.model ?? "";
      aspect.value = kept.aspect ?? "";
      const labels = new Map(inputs.map((input) => [input.ref, input.label]));
      inputs = kept.inputs.map((ref, place) => ({
        ref,
        hash: kept.hashes?.[place] ?? "",
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
      if (tellTimer) tell();
    }
  };
}

// src/ipyimagegen/widget/frontend/bar.js
var OUTCOME_TIME = 3e4;
function makeBar(actions) {
  const total = make("b", {});
  const word = make("input", {
    type: "text",
    "aria-label": "Tags for the selected",
    placeholder: "word, or -word",
    enterKeyHint: "done",
    ...plainText
  });
  const form = make("span", { class: "tagging", hidden: true }, word);
  const tag = button("Tag", () => unfold(form.hidden), { "aria-expanded": "false" });
  const remove = button("Delete", actions.remove);
  const restore = button("Restore", actions.restore, { hidden: true });
  function unfold(open) {
    form.hidden = !open;
    tag.setAttribute("aria-expanded", String(open));
    word.value = "";
    (open ? word : tag).focus();
  }
  word.addEventListener("keydown", (event) => {
    const words = word.value.split(/\s+/).filter(Boolean);
    if (event.key === "Escape") unfold(false);
    else if (event.key === "Enter" && words.length) {
      actions.tag(words);
      unfold(false);
    } else return;
    event.preventDefault();
  });
  const element = make(
    "div",
    { class: "bar", role: "group", "aria-label": "Selected", hidden: true },
    total,
    button("Star", actions.star),
    tag,
    form,
    remove,
    restore,
    button("Export", actions.save),
    button("Clear", actions.clear)
  );
  return {
    element,
    /** @param {number} count of the selected @param {boolean} deleted whether they are out of sight */
    show(count, deleted) {
      if (count < 2 && !form.hidden) form.hidden = true;
      element.hidden = count < 2;
      total.textContent = `${count} selected`;
      remove.hidden = deleted;
      restore.hidden = !deleted;
    }
  };
}
function makeOutcome(say) {
  let timer;
  let undoing = null;
  let closed = false;
  const words = make("span", {});
  const undo = button("Undo", () => undoLast());
  const element = make("div", { class: "outcome", hidden: true }, words, undo);
  function hide() {
    clearTimeout(timer);
    element.hidden = true;
    undoing = null;
  }
  function hideLater() {
    clearTimeout(timer);
    timer = setTimeout(() => element.matches(":hover, :focus-within") ? hideLater() : hide(), OUTCOME_TIME);
  }
  function undoLast() {
    const act = undoing;
    hide();
    act?.();
  }
  return {
    element,
    hide,
    /** Undo the last action, if that is still possible. */
    undo: undoLast,
    /** @param {string[]} lines @param {{undo?: () => void, failed?: boolean}} [options] */
    show(lines, { undo: act, failed = false } = {}) {
      if (closed) return;
      undoing = act ?? null;
      words.replaceChildren(...lines.map((line) => make("span", {}, line)));
      undo.hidden = !act;
      element.classList.toggle("failed", failed);
      element.hidden = false;
      say(lines.join(" ") + (act ? ". Undo brings it back." : ""));
      hideLater();
    },
    close() {
      closed = true;
      clearTimeout(timer);
    }
  };
}

// src/ipyimagegen/widget/frontend/entries.js
var PAGE = 60;
var MAX_ENTRIES = 2400;
function keepEntries(line, changed) {
  let byIndex = /* @__PURE__ */ new Map();
  let freshPages = /* @__PURE__ */ new Set();
  let askedPages = /* @__PURE__ */ new Set();
  let waiting = [];
  let total = 0;
  let query = "";
  line.on("entries", ({ view, query: searched, start, entries }) => {
    if (view !== line.view || searched !== query) return;
    const now = performance.now();
    for (let place = 0; place < PAGE; place += 1) {
      const entry = entries[place];
      if (entry) byIndex.set(start + place, Object.assign(entry, { received: now }));
      else byIndex.delete(start + place);
    }
    askedPages.delete(start / PAGE);
    freshPages.add(start / PAGE);
    forgetFar(start);
    settle();
    changed();
  });
  function forgetFar(start) {
    if (byIndex.size <= MAX_ENTRIES) return;
    for (const index of byIndex.keys()) {
      if (Math.abs(index - start) < MAX_ENTRIES / 2) continue;
      byIndex.delete(index);
      freshPages.delete(Math.floor(index / PAGE));
    }
  }
  function ask(page) {
    if (freshPages.has(page) || askedPages.has(page)) return;
    const where = { view: line.view, query, start: page * PAGE, count: PAGE };
    if (line.send("entries", where)) askedPages.add(page);
  }
  const between = (first, last) => {
    const found = [];
    for (let index = first; index <= last; index += 1) {
      ask(Math.floor(index / PAGE));
      const entry = byIndex.get(index);
      if (entry) found.push(entry);
    }
    return found;
  };
  function settle() {
    for (const one of waiting.splice(0)) {
      const found = between(one.first, Math.min(one.last, total - 1));
      if (found.length > Math.min(one.last, total - 1) - one.first) one.resolve(found);
      else waiting.push(one);
    }
  }
  return {
    get total() {
      return total;
    },
    get query() {
      return query;
    },
    /**
     * Fetch pages anew when they are needed next; stale entries are shown meanwhile.
     * @param {number} count how many entries there are now
     * @param {string} [search] the query now
     */
    renew(count, search = query) {
      const added = search === query ? count - total : 0;
      if (search !== query) {
        byIndex = /* @__PURE__ */ new Map();
        for (const { resolve } of waiting.splice(0)) resolve([]);
      } else if (added > 0) byIndex = new Map([...byIndex].map(([index, entry]) => [index + added, entry]));
      freshPages = /* @__PURE__ */ new Set();
      askedPages = /* @__PURE__ */ new Set();
      total = count;
      query = search;
      changed();
    },
    /**
     * Take entries away before the kernel does: those behind them close up at once.
     * @param {number[]} numbers
     */
    drop(numbers) {
      const gone = [...byIndex].filter(([, entry]) => numbers.includes(entry.number)).map(([index]) => index);
      const moved = (index) => index - gone.filter((other) => other < index).length;
      byIndex = new Map([...byIndex].filter(([index]) => !gone.includes(index)).map(([index, entry]) => [moved(index), entry]));
      total -= gone.length;
      changed();
    },
    /**
     * Return an entry, or null while it is being fetched.
     * @param {number} index
     * @returns {Entry | null}
     */
    at(index) {
      if (index < 0 || index >= total) return null;
      ask(Math.floor(index / PAGE));
      return byIndex.get(index) ?? null;
    },
    /**
     * Return entries from one index to another, both included, once all of them are here.
     * @param {number} first
     * @param {number} last
     * @returns {Promise<Entry[]>}
     */
    reach(first, last) {
      return new Promise((resolve) => {
        waiting.push({ first, last, resolve });
        settle();
      });
    },
    /**
     * Return a number's index among the fetched entries; -1 otherwise.
     * @param {number} number
     */
    indexOf(number) {
      for (const [index, entry] of byIndex) if (entry.number === number && index < total) return index;
      return -1;
    },
    /**
     * Return a number's entry, if it was fetched.
     * @param {number} number
     * @returns {Entry | null}
     */
    find(number) {
      return byIndex.get(this.indexOf(number)) ?? null;
    }
  };
}

// src/ipyimagegen/widget/frontend/gallery.js
var TILE = 84;
var GAP = 6;
var SPARE = 2;
var PATIENCE = 2e3;
var NAMES = { sent: "under way", unknown: "unknown: may have been billed", failed: "failed" };
function makeGallery({ entries, pictures, selection, choose, extend, press }) {
  let tiles = /* @__PURE__ */ new Map();
  let active = 0;
  let activeNumber = 0;
  let anchor = 0;
  let awaited = { number: 0, until: 0 };
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
  const element = make("div", { class: "pictures" }, none, list);
  function draw() {
    const total = entries.total;
    none.hidden = total > 0 || entries.query !== "";
    list.hidden = total === 0;
    followActive(total);
    space.style.height = `${Math.ceil(total / columns) * side}px`;
    const top = Math.floor(list.scrollTop / side);
    const bottom = Math.ceil((list.scrollTop + list.clientHeight) / side);
    const near = range(Math.max(0, top - SPARE) * columns, Math.min(total, (bottom + SPARE) * columns));
    const wanted = [.../* @__PURE__ */ new Set([...near, active])].filter((index) => index < total).sort((a, b) => a - b);
    const focused = list.matches(":focus-within");
    replace(wanted.map((index) => [index, tileOf(index)]));
    for (const [index, tile] of tiles) {
      position(tile.element, index);
      mark(tile, index, total);
      if (index >= top * columns && index < bottom * columns) load(tile);
    }
    const awaitedAt = awaited.number && performance.now() < awaited.until ? entries.indexOf(awaited.number) : -1;
    if (awaitedAt >= 0) go(awaitedAt);
    else if (focused) tiles.get(active)?.element.focus({ preventScroll: true });
  }
  function followActive(total) {
    active = Math.min(active, Math.max(0, total - 1));
    const entry = entries.at(active);
    if (entry && activeNumber && entry.number !== activeNumber) {
      const moved = entries.indexOf(activeNumber);
      if (moved >= 0) active = moved;
      else activeNumber = entry.number;
    }
  }
  function tileOf(index) {
    const entry = entries.at(index);
    const tile = entry ? byNumber.get(entry.number) : tiles.get(index);
    if (!tile || !same(tile.entry, entry)) return makeTile(entry);
    tile.entry = entry;
    return tile;
  }
  let byNumber = /* @__PURE__ */ new Map();
  function replace(wanted) {
    const stay = new Set(wanted.map(([, { element: element2 }]) => element2));
    for (const { element: element2 } of tiles.values()) if (!stay.has(element2)) element2.remove();
    let next = space.firstChild;
    for (const [, { element: element2 }] of wanted) {
      if (element2 === next) next = next.nextSibling;
      else space.insertBefore(element2, next);
    }
    tiles = new Map(wanted);
    byNumber = new Map(wanted.flatMap(([, tile]) => tile.entry ? [[tile.entry.number, tile]] : []));
  }
  function makeTile(entry) {
    const element2 = make("div", { role: "option", class: "tile" });
    let time = null;
    let image = null;
    if (entry?.pictures.length) {
      image = make("img", { alt: "", draggable: false });
      element2.append(image, make("span", { class: "number" }, `@${entry.number}`));
    } else if (entry?.status === "sent") {
      time = make("span", {}, "");
      element2.classList.add("running");
      element2.append(make("span", {}, `@${entry.number}`), time);
    } else if (entry) {
      element2.classList.add("failed");
      const words = entry.words || "may have been billed";
      const state = entry.status === "failed" ? "failed" : "unknown";
      element2.append(make("b", {}, `@${entry.number} ${state}`), make("span", { class: "words" }, words));
    }
    if (entry) element2.append(...["order", "marks"].map((name) => make("span", { class: name })));
    return { element: element2, entry, time, image };
  }
  function load(tile) {
    const { element: element2, entry, image } = tile;
    if (!image || !entry) return;
    tile.image = null;
    pictures.url(entry.pictures[entry.main].hash, "tile").then((url) => {
      if (url) image.src = url;
      else element2.append(make("span", { class: "words" }, "The file is gone."));
    });
  }
  function position(element2, index) {
    const x = index % columns * side;
    const y = Math.floor(index / columns) * side;
    element2.style.transform = `translate(${x}px, ${y}px)`;
    element2.style.width = element2.style.height = `${side - GAP}px`;
  }
  function mark({ element: element2, entry }, index, total) {
    element2.tabIndex = index === active ? 0 : -1;
    element2.setAttribute("aria-selected", String(entry !== null && selection.has(entry.number)));
    element2.setAttribute("aria-setsize", String(total));
    element2.setAttribute("aria-posinset", String(index + 1));
    element2.setAttribute("aria-label", entry ? label(entry) : "loading");
    element2.classList.toggle("viewed", entry !== null && entry.number === viewed);
    element2.classList.toggle("deleted", entry !== null && entry.deleted);
    if (!entry) return;
    write(element2, ".order", selection.order(entry.number) || "");
    write(element2, ".marks", [entry.starred ? "★" : "", entry.rating ? `${entry.rating}/5` : ""].join(""));
  }
  function go(index, from = 0) {
    if (index < 0 || index >= entries.total) return;
    awaited = { number: 0, until: 0 };
    active = index;
    activeNumber = entries.at(index)?.number ?? 0;
    const top = Math.floor(index / columns) * side;
    if (top < list.scrollTop) list.scrollTop = top;
    if (top + side > list.scrollTop + list.clientHeight) list.scrollTop = top + side - list.clientHeight;
    draw();
    tiles.get(index)?.element.focus({ preventScroll: true });
    if (!from) return;
    const start = entries.indexOf(from);
    extend(start < 0 ? index : start, index);
  }
  function take(index, more) {
    go(index);
    const entry = entries.at(index);
    if (!entry) return;
    anchor = entry.number;
    choose(entry, more);
  }
  const indexOf = (target) => {
    const option = target instanceof Element ? target.closest("[role=option]") : null;
    return [...tiles].find(([, { element: element2 }]) => element2 === option)?.[0] ?? -1;
  };
  const anchored = () => anchor || (anchor = entries.at(active)?.number ?? 0);
  list.addEventListener("focusin", (event) => {
    const index = indexOf(event.target);
    if (index < 0 || index === active) return;
    active = index;
    activeNumber = entries.at(index)?.number ?? 0;
    draw();
  });
  list.addEventListener("click", (event) => {
    const index = indexOf(event.target);
    if (index < 0) return;
    if (event.shiftKey) go(index, anchored());
    else take(index, event.ctrlKey || event.metaKey);
  });
  list.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(list.clientHeight / side)) * columns;
    const more = event.ctrlKey || event.metaKey;
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
    const entry = entries.at(active);
    if (event.key in steps) {
      const index = Math.min(entries.total - 1, Math.max(0, active + steps[event.key]));
      if (!event.shiftKey) anchor = 0;
      go(index, event.shiftKey ? anchored() : 0);
    } else if (event.key === "Enter" || event.key === " ") {
      if (event.shiftKey) go(active, anchored());
      else take(active, more);
    } else if (more && event.key === "a") extend(0, entries.total - 1);
    else if (!entry || !press(event, entry)) return;
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
    for (const { entry, time } of tiles.values()) {
      if (!entry || !time) continue;
      time.textContent = `${Math.floor(entry.age + (performance.now() - entry.received) / 1e3)} s`;
    }
  }, 1e3);
  return {
    element,
    draw,
    /** @param {number} number */
    view(number) {
      viewed = number;
      draw();
    },
    /** Return the entry that takes the place of these when they are gone. @param {number[]} numbers */
    after(numbers) {
      const left = (index) => {
        const entry = entries.at(index);
        return entry && !numbers.includes(entry.number) ? entry : null;
      };
      const first = Math.max(0, entries.indexOf(numbers.includes(activeNumber) ? activeNumber : numbers[0]));
      for (let index = first; index < Math.min(entries.total, first + 200); index += 1) if (left(index)) return left(index);
      for (let index = first; index >= Math.max(0, first - 200); index -= 1) if (left(index)) return left(index);
      return null;
    },
    /** Give the focus to a tile, now or as soon as it comes. @param {number} number */
    focus(number) {
      const index = entries.indexOf(number);
      go(index >= 0 ? index : active);
      if (index < 0) awaited = { number, until: performance.now() + PATIENCE };
    },
    /** Go back to the newest one. */
    rewind() {
      list.scrollTop = 0;
      active = activeNumber = anchor = 0;
      draw();
    },
    close() {
      observer.disconnect();
      clearInterval(ticking);
    }
  };
}
function label(entry) {
  const state = NAMES[
    /** @type {keyof typeof NAMES} */
    entry.status
  ];
  const marks = [
    state ? `${state}${entry.error[0] ? `: ${entry.error[0]}` : ""}` : "",
    entry.starred ? "starred" : "",
    entry.rating ? `rated ${entry.rating} of 5` : "",
    entry.deleted ? "deleted" : ""
  ].filter(Boolean);
  return `${[`@${entry.number} ${entry.model}`, ...marks].join(", ")}: ${entry.prompt}`;
}
function write(element, selector, text) {
  const part = element.querySelector(selector);
  if (part && part.textContent !== String(text)) part.textContent = String(text);
}
function same(one, other) {
  return one?.number === other?.number && one?.status === other?.status;
}
function range(start, end) {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}

// src/ipyimagegen/widget/frontend/search.js
var PAUSE2 = 250;
var MAX_QUERY = 1e3;
var HINT = "Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, input:@12, since:7d. Esc clears.";
function makeSearch(search) {
  let typingTimer;
  const hintId = freshId();
  const box = make("input", {
    type: "search",
    placeholder: "Search history",
    "aria-label": "Search history",
    maxLength: MAX_QUERY,
    enterKeyHint: "search",
    "aria-describedby": hintId,
    ...plainText
  });
  const hint = make("p", { class: "hint", id: hintId }, HINT);
  const found = make("p", { class: "found", role: "status" });
  const refused = make("p", { class: "alert", role: "alert", hidden: true });
  function ask() {
    clearTimeout(typingTimer);
    if (!isComposing(box)) search(box.value.trim());
  }
  function clear() {
    box.value = "";
    ask();
    box.focus();
  }
  box.addEventListener("input", () => {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(ask, box.value ? PAUSE2 : 0);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") ask();
    else if (event.key === "Escape" && box.value) clear();
    else return;
    event.preventDefault();
  });
  const nothing = make("p", { class: "none", hidden: true });
  const element = make("div", { class: "search" }, box, hint, found, refused);
  return {
    element,
    /** The line in the gallery's place for a search without results. */
    nothing,
    /** The query in the box. */
    get query() {
      return box.value.trim();
    },
    focus: () => box.focus(),
    /** @param {string} query */
    write(query) {
      box.value = query;
      ask();
    },
    /** Tell how many generations the search finds. @param {string} query @param {number} count */
    tell(query, count) {
      refused.hidden = true;
      box.removeAttribute("aria-invalid");
      found.textContent = !query ? "" : count === 0 ? "Nothing found" : `${count.toLocaleString("en")} found`;
      nothing.hidden = !query || count > 0;
      nothing.replaceChildren(`Nothing found for “${query}”. `, button("Clear search", clear, { class: "link" }));
    },
    /** Tell why it can't be searched. @param {string[]} words @param {string} query whose results are still shown */
    refuse(words, query) {
      const still = query ? `Still shown is what “${query}” finds.` : "Still shown is everything.";
      refused.replaceChildren(...[...words, still].map((word) => make("span", {}, word)));
      refused.hidden = false;
      box.setAttribute("aria-invalid", "true");
    },
    close: () => clearTimeout(typingTimer)
  };
}

// src/ipyimagegen/widget/frontend/selection.js
var MAX_CHOSEN = 100;
function keepSelection({ line, model, changed, complain }) {
  let chosen = [];
  let pending = 0;
  const refs = () => chosen.map(({ ref }) => ref).filter(Boolean);
  const picked = () => (
    /** @type {string[]} */
    model.get("picked") ?? []
  );
  const toChosen = (entry) => ({
    number: entry.number,
    ref: entry.pictures.length ? `@${entry.number}` : ""
  });
  function choose(wanted) {
    const before = refs().join();
    chosen = wanted.slice(0, MAX_CHOSEN);
    changed();
    if (refs().join() === before) return;
    pending += 1;
    line.ask("pick", { picked: refs() }).catch(complain).finally(() => {
      pending -= 1;
      follow();
    });
  }
  function follow() {
    if (pending || refs().join() === picked().join()) return;
    chosen = picked().map((ref) => ({ number: numberIn(ref), ref }));
    changed();
  }
  return {
    follow,
    /** The selected numbers, in order. */
    get numbers() {
      return chosen.map(({ number }) => number).filter(Boolean);
    },
    /** @param {number} number */
    has: (number) => chosen.some((one) => one.number === number),
    /** Return a number's place in `@picked`, counted from 1; 0 if it has none. @param {number} number */
    order: (number) => chosen.filter(({ ref }) => ref).findIndex((one) => one.number === number) + 1,
    /** @param {Entry[]} entries */
    set: (entries) => choose(entries.map(toChosen)),
    /** @param {Entry} entry */
    toggle(entry) {
      const others = chosen.filter(({ number }) => number !== entry.number);
      choose(others.length < chosen.length ? others : [...others, toChosen(entry)]);
    },
    /** @param {number[]} numbers */
    drop: (numbers) => choose(chosen.filter(({ number }) => !numbers.includes(number))),
    clear: () => choose([])
  };
}
function numberIn(ref) {
  const match = /^@(\d+)(\.\d+)?$/.exec(ref);
  return match ? Number(match[1]) : 0;
}

// src/ipyimagegen/widget/frontend/history.js
function makeHistory({ line, model, pictures, say, act, show, open, changed }) {
  let total = 0;
  let searching = 0;
  let refreshing = 0;
  let extending = 0;
  const entries = keepEntries(line, () => {
    gallery.draw();
    changed();
  });
  const selection = keepSelection({ line, model, changed: () => selectionChanged(), complain });
  const gallery = makeGallery({
    entries,
    pictures,
    selection,
    extend,
    choose(entry, more) {
      show(entry);
      if (more && selection.numbers.length === MAX_CHOSEN && !selection.has(entry.number)) {
        outcome.show([`${MAX_CHOSEN} are selected; more can't be at a time.`]);
      } else if (more) selection.toggle(entry);
      else if (entry.pictures.length) selection.set([entry]);
    },
    press: (event, entry) => press(event, entry, together(entry))
  });
  const box = makeSearch((query) => search(query));
  const outcome = makeOutcome(say);
  const bar = makeBar({
    star: () => star(selection.numbers),
    tag: (words) => mark(selection.numbers, "tag", { changes: words }),
    remove: () => remove(selection.numbers),
    restore: () => restore(selection.numbers),
    save: () => save(selection.numbers),
    clear
  });
  const element = make(
    "section",
    { class: "history", "aria-label": "History" },
    make("div", { class: "heading" }, "History"),
    box.element,
    bar.element,
    outcome.element,
    box.nothing,
    gallery.element
  );
  function complain(error) {
    outcome.show(error.words?.length ? error.words : [error.message], { failed: true });
  }
  function selectionChanged() {
    const { numbers } = selection;
    bar.show(numbers.length, numbers.every((number) => entries.find(number)?.deleted));
    gallery.draw();
  }
  function together(entry) {
    const { numbers } = selection;
    return numbers.includes(entry.number) ? numbers : [entry.number];
  }
  function clear() {
    selection.clear();
    gallery.focus(0);
    say("Nothing is selected.");
  }
  async function search(query) {
    const mine = ++searching;
    try {
      const { count } = query ? await line.ask("search", { query }) : { count: total };
      if (mine !== searching) return;
      const other = query !== entries.query;
      entries.renew(count, query);
      if (other) gallery.rewind();
      box.tell(query, count);
    } catch (error) {
      if (mine === searching) box.refuse(error.words ?? [String(error)], entries.query);
    }
  }
  async function refresh() {
    const mine = ++refreshing;
    const { query } = entries;
    if (!query) return entries.renew(total);
    const { count } = await line.ask("search", { query }).catch(() => ({ count: entries.total }));
    if (mine !== refreshing || query !== entries.query) return;
    entries.renew(count);
    if (box.query === query) box.tell(query, count);
  }
  async function extend(from, to) {
    const mine = ++extending;
    const many = Math.abs(to - from) + 1;
    const most = Math.min(many, MAX_CHOSEN) - 1;
    const [first, last] = from <= to ? [from, from + most] : [from - most, from];
    const found = await entries.reach(first, last);
    if (mine !== extending || found.length === 0) return;
    selection.set(from <= to ? found : found.reverse());
    if (many <= MAX_CHOSEN) say(`${many} selected.`);
    else outcome.show([`${MAX_CHOSEN} of ${many.toLocaleString("en")} are selected; more can't be at a time.`]);
  }
  function mark(numbers, kind, fields) {
    outcome.hide();
    const target = kind === "annotate" ? { number: numbers[0] } : { numbers };
    line.ask(kind, { ...target, ...fields }).then(() => say(marked(kind, fields)), complain);
  }
  function star(numbers, known) {
    const entryOf = (number) => known?.number === number ? known : entries.find(number);
    const all = numbers.every((number) => entryOf(number)?.starred);
    mark(numbers, "tag", { changes: [all ? "-starred" : "starred"] });
  }
  function remove(numbers) {
    outcome.hide();
    const next = gallery.after(numbers);
    const count = entries.total;
    selection.drop(numbers);
    entries.drop(numbers);
    if (next) {
      show(next);
      gallery.focus(next.number);
    } else box.focus();
    line.ask("delete", { numbers }).then(
      ({ numbers: gone }) => outcome.show([`${gone.length} deleted`], { undo: () => restore(gone) }),
      (error) => {
        entries.renew(count);
        complain(error);
      }
    );
  }
  function restore(numbers) {
    outcome.hide();
    gallery.focus(Math.max(...numbers));
    line.ask("restore", { numbers }).then(({ numbers: back }) => {
      outcome.show([back.length === 1 ? "1 is back" : `${back.length} are back`]);
      if (back.length) open(Math.max(...back));
    }, complain);
  }
  function save(numbers) {
    outcome.show([`exporting ${numbers.length} …`]);
    line.ask("export", { numbers }).then(({ words }) => outcome.show([words]), complain);
  }
  function press(event, entry, numbers) {
    const { key } = event;
    const command = event.ctrlKey || event.metaKey;
    if (event.altKey || event.repeat) return false;
    if (command && key === "z") outcome.undo();
    else if (key === "Delete" || event.metaKey && key === "Backspace") (entry.deleted ? restore : remove)(numbers);
    else if (command) return false;
    else if (/^[0-5]$/.test(key)) mark(numbers, "rate", { rating: Number(key) });
    else if (key === "s") star(numbers, entry);
    else if (key === "e" || key === "a") act(key === "e" ? "edit" : "add", entry);
    else if (key === "Escape" && selection.numbers.length) clear();
    else return false;
    return true;
  }
  return {
    element,
    entries,
    mark,
    remove,
    restore,
    save,
    press,
    search: box.write,
    view: gallery.view,
    pickedChanged: selection.follow,
    /** @param {number} count of all generations */
    statusChanged(count) {
      total = count;
      refresh();
    },
    close() {
      box.close();
      outcome.close();
      gallery.close();
    }
  };
}
function marked(kind, fields) {
  if (kind === "rate") return fields.rating ? `Rated ${fields.rating} of 5.` : "The rating is taken away.";
  if (kind === "annotate") return "The note is kept.";
  const [change] = fields.changes;
  if (change.endsWith("starred")) return change.startsWith("-") ? "The star is taken away." : "Starred.";
  return `Tags: ${fields.changes.join(" ")}`;
}

// src/ipyimagegen/widget/frontend/model.js
var PATIENCE2 = 4e3;
var Refusal = class extends Error {
  /** @param {string[]} words the kernel's reason; empty without a kernel */
  constructor(words) {
    super(words.join(" ") || "There is no kernel to send it to.");
    this.words = words;
  }
};
function connect(model) {
  const view = freshId();
  const listeners = /* @__PURE__ */ new Map();
  const watchers = /* @__PURE__ */ new Set();
  let silenceTimer;
  let ids = 0;
  const pending = /* @__PURE__ */ new Map();
  const tell = (state) => {
    for (const watcher of watchers) watcher(state);
  };
  const heard = () => {
    clearTimeout(silenceTimer);
    silenceTimer = void 0;
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
  const receive = (content, buffers = []) => {
    heard();
    if (content?.view === view && pending.has(content.id)) settle(content);
    else for (const listener of listeners.get(content?.kind) ?? []) listener(content, buffers);
  };
  const send = (kind, fields = {}, buffers = []) => {
    try {
      const sent = model.send({ kind, ...fields }, void 0, buffers);
      if (typeof sent?.catch === "function") sent.catch(() => tell("gone"));
    } catch {
      clearTimeout(silenceTimer);
      tell("gone");
      return false;
    }
    silenceTimer ??= setTimeout(() => tell("silent"), PATIENCE2);
    return true;
  };
  const probe = () => send("hello");
  model.on("msg:custom", receive);
  model.on("change:_status", heard);
  model.on("comm_live_update", probe);
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
     * @param {(message: any, buffers: any[]) => void} listener
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
      clearTimeout(silenceTimer);
      model.off("msg:custom", receive);
      model.off("change:_status", heard);
      model.off("comm_live_update", probe);
      listeners.clear();
      watchers.clear();
      for (const { reject } of pending.values()) reject(new Refusal([]));
      pending.clear();
    }
  };
}

// src/ipyimagegen/widget/frontend/pictures.js
var LIMITS = { tile: 600, thumbnail: 20, full: 6 };
var BATCH = 60;
function keepPictures(line) {
  const cache = /* @__PURE__ */ new Map();
  const forget = (key) => {
    const cached = cache.get(key);
    if (cached?.url) URL.revokeObjectURL(cached.url);
    cache.delete(key);
  };
  const trim = () => {
    for (const [size, limit] of Object.entries(LIMITS)) {
      const keys = [...cache.keys()].filter((key) => key.startsWith(`${size} `) && cache.get(key)?.url);
      for (const key of keys.slice(0, Math.max(0, keys.length - limit))) forget(key);
    }
  };
  let wantedTiles = [];
  function askForTiles() {
    while (wantedTiles.length) line.send("tiles", { hashes: wantedTiles.splice(0, BATCH) });
  }
  line.on("tiles", ({ hashes }, buffers) => {
    for (const [place, hash] of hashes.entries()) arrive("tile", hash, "webp", buffers[place]);
    trim();
  });
  line.on("picture", ({ hash, size, type }, [bytes2]) => {
    arrive(size, hash, type, bytes2);
    trim();
  });
  function arrive(size, hash, type, bytes2) {
    const cached = cache.get(`${size} ${hash}`);
    if (!cached || cached.url) return;
    cached.url = URL.createObjectURL(new Blob([
      /** @type {any} */
      bytes2
    ], { type: `image/${type}` }));
    for (const resolve of cached.waiting.splice(0)) resolve(cached.url);
  }
  line.on("missing", ({ hash, size }) => {
    const cached = cache.get(`${size} ${hash}`);
    cache.delete(`${size} ${hash}`);
    for (const resolve of cached?.waiting ?? []) resolve("");
  });
  return {
    /**
     * Return the URL of a picture that is here already; else an empty one.
     * @param {string} hash
     * @param {keyof typeof LIMITS} size
     */
    held: (hash, size) => cache.get(`${size} ${hash}`)?.url ?? "",
    /**
     * Return the URL of a picture; an empty one if the kernel has it no more.
     * @param {string} hash
     * @param {keyof typeof LIMITS} size
     * @returns {Promise<string>}
     */
    url(hash, size) {
      const key = `${size} ${hash}`;
      const cached = cache.get(key);
      if (cached?.url) {
        cache.delete(key);
        cache.set(key, cached);
        return Promise.resolve(cached.url);
      }
      return new Promise((resolve) => {
        if (cached) cached.waiting.push(resolve);
        else {
          cache.set(key, { url: "", waiting: [resolve] });
          if (size !== "tile") line.send("picture", { hash, size });
          else if (wantedTiles.push(hash) === 1) queueMicrotask(askForTiles);
        }
      });
    },
    close() {
      wantedTiles = [];
      for (const key of [...cache.keys()]) forget(key);
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
        make("span", { class: "job" }, time, make("span", { class: "prompt", title: job.prompt }, job.prompt)),
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

// src/ipyimagegen/widget/frontend/facts.js
function makeFacts() {
  const list = make("dl", {});
  const element = make("details", { class: "facts" }, make("summary", {}, "Details"), list);
  return {
    element,
    /** @param {Entry} entry @param {Details | null} details @param {number} position of the picture shown */
    show(entry, details, position) {
      list.replaceChildren(...facts(entry, details, position).flatMap(([name, value]) => value ? [make("dt", {}, name), make("dd", {}, value)] : []));
    }
  };
}
function facts(entry, details, position) {
  const picture = entry.pictures[position];
  const answered = entry.servedBy && entry.servedBy !== entry.model ? `, answered by ${entry.servedBy}` : "";
  return [
    ["Template", details?.template ?? ""],
    ["Model", entry.model + answered],
    ["Gateway", details?.gateway ?? ""],
    ["Picture", picture ? `${picture.width} × ${picture.height} ${picture.type.toUpperCase()}, ${bytes(picture.size)}` : ""],
    ["Time", entry.seconds ? `${entry.seconds} s` : ""],
    ["Cost", entry.cost === null ? "not reported" : `$${Number(entry.cost.toPrecision(3))}`],
    ["Take", String(entry.take)],
    ["Aspect", entry.aspect],
    ["Size", details?.size ?? ""],
    ["More", details?.extra ?? ""],
    ["Inputs", entry.inputs.map(({ name }) => name).join(", ")],
    ["Created", details ? when(details.created) : ""],
    ["Variable", entry.name],
    ["Notebook", details?.notebook ?? ""]
  ];
}
function bytes(count) {
  return count < 1e6 ? `${Math.max(1, Math.round(count / 1e3))} KB` : `${(count / 1e6).toFixed(1)} MB`;
}
function when(time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toLocaleString();
}

// src/ipyimagegen/widget/frontend/lineage.js
function makeLineage({ pictures, open, search }) {
  const before = make("p", { class: "parents" });
  const after = make("p", { class: "children" });
  const element = make("div", { class: "lineage" }, before, after);
  let drawn = "";
  function crumb(node, current = false) {
    const image = make("img", { alt: "", width: 28, height: 28 });
    if (node.hash) pictures.url(node.hash, "tile").then((url) => url && (image.src = url));
    const inside = [node.hash ? image : null, make("span", {}, node.name)];
    if (current) return make("span", { class: "crumb", "aria-current": "true" }, ...inside);
    if (!node.number) return make("span", { class: "crumb" }, ...inside);
    return make("button", { type: "button", class: "crumb", onclick: () => open(node.number) }, ...inside);
  }
  const sign = (text) => make("span", { class: "sign" }, text);
  return {
    element,
    /** @param {number} number @param {import("./protocol.js").Details | null} details */
    show(number, details) {
      const wanted = JSON.stringify([number, details && [details.steps, details.children, details.more]]);
      if (wanted === drawn) return;
      drawn = wanted;
      const steps = details?.steps ?? [];
      const children = details?.children ?? [];
      before.hidden = steps.length < 2;
      before.replaceChildren("from ", details?.whole ? "" : sign("…"), ...steps.flatMap((step, place) => [
        place ? sign("→") : "",
        ...step.flatMap((node, other) => [other ? sign("+") : "", crumb(node, place === steps.length - 1)])
      ]));
      after.hidden = children.length === 0;
      element.hidden = before.hidden && after.hidden;
      after.replaceChildren("became ", ...children.map((child) => crumb(child)), details?.more ? button(`${details.more} more`, () => search(`input:@${number}`), { class: "link" }) : "");
    }
  };
}

// src/ipyimagegen/widget/frontend/marks.js
var STAR = "starred";
var RATINGS = [1, 2, 3, 4, 5];
function makeMarks(mark) {
  let number = 0;
  let rating = 0;
  let starred = false;
  let tags = null;
  let storedNote = "";
  const glyph = make("span", { "aria-hidden": "true" });
  const star = make("button", {
    type: "button",
    class: "star",
    title: "Star (s)",
    onclick: () => mark(number, "tag", { changes: [starred ? `-${STAR}` : STAR] })
  }, glyph, " Star");
  const steps = RATINGS.map((step) => button(String(step), () => rate(step === rating ? 0 : step), {
    role: "radio",
    "aria-label": `${step} of 5`,
    title: `Rate ${step} of 5 (${step}; 0 clears)`
  }));
  const scale = make("div", { class: "rating", role: "radiogroup", "aria-label": "Rating" }, ...steps);
  const list = make("ul", { class: "tags", "aria-label": "Tags" });
  const add = make("input", {
    type: "text",
    "aria-label": "Add tag",
    placeholder: "Add tag",
    size: 8,
    enterKeyHint: "done",
    ...plainText
  });
  const note = make("textarea", { class: "note", "aria-label": "Note", placeholder: "Note", rows: 1, enterKeyHint: "done" });
  const element = make(
    "div",
    { class: "marks" },
    make("div", { class: "row" }, star, scale, make("span", { class: "tagging" }, list, add)),
    note
  );
  const rate = (step) => mark(number, "rate", { rating: step });
  scale.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key] ?? 0;
    const next = Math.min(5, Math.max(1, rating + step));
    if (!step) return;
    event.preventDefault();
    steps[next - 1].focus();
    rate(next);
  });
  add.addEventListener("keydown", (event) => {
    const words = add.value.split(/\s+/).filter(Boolean);
    if (event.key === "Enter" && words.length) mark(number, "tag", { changes: words });
    else if (event.key !== "Escape") return;
    event.preventDefault();
    add.value = "";
  });
  function keepNote() {
    if (note.value.trim() === storedNote.trim() || !number) return;
    storedNote = note.value;
    mark(number, "annotate", { note: storedNote });
  }
  note.addEventListener("blur", keepNote);
  note.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) keepNote();
    else if (event.key === "Escape") note.value = storedNote;
    else return;
    event.preventDefault();
  });
  const chip = (tag) => make("li", {}, make("span", {}, tag), button("×", () => {
    mark(number, "tag", { changes: [`-${tag}`] });
    add.focus();
  }, { "aria-label": `Remove tag ${tag}` }));
  return {
    element,
    /** Send the note, if it was edited since it was last kept. */
    keepNote,
    /** Whether somebody is writing here. */
    get typing() {
      return element.contains(document.activeElement) && Boolean(document.activeElement?.matches("input, textarea"));
    },
    /** @param {Entry} entry @param {Details | null} details */
    show(entry, details) {
      if (entry.number !== number) {
        keepNote();
        add.value = note.value = storedNote = "";
        tags = null;
      }
      ({ number, rating, starred } = entry);
      star.setAttribute("aria-pressed", String(starred));
      glyph.textContent = starred ? "★" : "☆";
      for (const [place, step] of steps.entries()) {
        step.setAttribute("aria-checked", String(place + 1 === rating));
        step.classList.toggle("reached", place < rating);
        step.tabIndex = place + 1 === (rating || 1) ? 0 : -1;
      }
      const wanted = (details?.tags ?? []).filter((tag) => tag !== STAR);
      if (tags?.join() !== wanted.join()) list.replaceChildren(...wanted.map(chip));
      tags = wanted;
      list.hidden = tags.length === 0;
      add.disabled = note.disabled = details === null;
      if (details && details.note !== storedNote) {
        if (note.value === storedNote) note.value = details.note;
        storedNote = details.note;
      }
      note.rows = Math.min(6, note.value.split("\n").length);
    }
  };
}

// src/ipyimagegen/widget/frontend/viewer.js
function makeViewer({ line, pictures, act, mark, press, copyPrompt, open, search }) {
  let shown = null;
  let details = null;
  let position = 0;
  let drawnPicture = "";
  let asking = false;
  let askAgain = false;
  const image = make("img", { alt: "" });
  const stage = make("div", { class: "stage" }, image);
  const several = make("div", { class: "several", role: "group", "aria-label": "Pictures of this answer" });
  const caption = make("p", { class: "caption" });
  const prompt = make("p", { class: "prompt" });
  const copying = button("Copy prompt", () => shown && copyPrompt(details?.prompt ?? shown.prompt), { class: "link" });
  const words = make("p", { class: "words" });
  const gone = make("p", { class: "words failed", hidden: true }, "The picture's file is gone from the library.");
  const download = make("a", { class: "button", download: "" }, "Download");
  const verb = (name) => () => shown && act(name, shown, position);
  const needPicture = [
    button("Edit this", verb("edit"), { class: "primary" }),
    button("Add as input", verb("add"))
  ];
  const remove = button("Delete", verb("delete"), { title: "Out of sight, with a way back (Del)" });
  const restore = button("Restore", verb("restore"));
  const actions = make(
    "div",
    { class: "actions" },
    ...needPicture,
    payingButton("Again", verb("again"), { title: "Another take of the same: a new call" }),
    button("Use prompt", verb("use")),
    button("Copy cell", verb("copy")),
    make(
      "span",
      { class: "actions" },
      download,
      button("Export", verb("export"), { title: "A zip with the pictures, how they were made, and a page to look at" }),
      remove,
      restore
    )
  );
  const lineage = makeLineage({ pictures, open, search });
  const marks = makeMarks((number, kind, fields) => mark([number], kind, fields));
  const facts2 = makeFacts();
  const none = make("p", { class: "none" }, "Pick a picture to see it large.");
  const body = make(
    "div",
    { hidden: true },
    stage,
    several,
    caption,
    make("div", { class: "said" }, prompt, copying),
    words,
    gone,
    lineage.element,
    actions,
    marks.element,
    facts2.element
  );
  const element = make("section", { class: "viewer", "aria-label": "Viewer" }, none, body);
  element.addEventListener("keydown", (event) => {
    const writing = event.target instanceof Element && event.target.matches("input, textarea, select");
    if (shown && !writing && press(event, shown)) event.preventDefault();
  });
  function drawPicture(entry) {
    const picture = entry.pictures[position];
    drawnPicture = pictureKey(entry, position);
    gone.hidden = true;
    stage.hidden = !picture;
    several.hidden = entry.pictures.length < 2;
    several.replaceChildren(...entry.pictures.map((_, place) => button(`${place + 1}`, () => {
      position = place;
      draw();
    }, { "aria-pressed": String(place === position), "aria-label": `Picture ${place + 1}` })));
    download.hidden = !picture;
    for (const control of needPicture) control.disabled = !picture;
    if (!picture) return;
    image.alt = entry.prompt;
    image.width = picture.width;
    image.height = picture.height;
    const tile = pictures.held(picture.hash, "tile");
    if (tile) image.src = tile;
    else image.removeAttribute("src");
    stage.style.aspectRatio = `${picture.width} / ${picture.height}`;
    download.removeAttribute("href");
    const wanted = drawnPicture;
    pictures.url(picture.hash, "thumbnail").then((url) => {
      if (url && drawnPicture === wanted) image.src = url;
      return pictures.url(picture.hash, "full");
    }).then((url) => {
      if (drawnPicture !== wanted) return;
      gone.hidden = url !== "";
      if (!url) return;
      image.src = url;
      download.href = url;
      download.download = `${entry.name || entry.number}.${picture.type === "jpeg" ? "jpg" : picture.type}`;
    });
  }
  function draw() {
    if (!shown) return;
    const entry = shown;
    none.hidden = true;
    body.hidden = false;
    caption.textContent = describe(entry);
    prompt.textContent = details?.prompt ?? entry.prompt;
    const said = [...entry.error, details?.text ?? entry.text].filter(Boolean);
    words.replaceChildren(...said.map((line2) => make("span", {}, line2)));
    words.hidden = said.length === 0;
    words.classList.toggle("failed", entry.error.length > 0);
    remove.hidden = entry.deleted;
    restore.hidden = !entry.deleted;
    if (drawnPicture !== pictureKey(entry, position)) drawPicture(entry);
    lineage.show(entry.number, details);
    marks.show(entry, details);
    facts2.show(entry, details, position);
  }
  async function askDetails() {
    askAgain = asking;
    if (asking || !shown) return;
    asking = true;
    try {
      const answer = await line.ask("details", { number: shown.number });
      if (shown.number === answer.entry.number) {
        if (shown.status !== answer.entry.status) position = answer.entry.main;
        shown = answer.entry;
        details = answer.details;
        draw();
      }
    } catch {
    }
    asking = false;
    if (askAgain) askDetails();
  }
  return {
    element,
    get number() {
      return shown?.number ?? 0;
    },
    /** Whether somebody is writing a tag or a note. */
    get typing() {
      return marks.typing;
    },
    /** Ask anew for the generation shown, because it may have changed. */
    renew: askDetails,
    close: marks.keepNote,
    /** @param {Entry} entry */
    show(entry) {
      const other = shown?.number !== entry.number;
      if (other) details = null;
      else if (shown?.status === entry.status) return;
      position = entry.main;
      shown = entry;
      draw();
      askDetails();
    }
  };
}
function pictureKey(entry, position) {
  return `${entry.number} ${position} ${entry.pictures[position]?.hash ?? ""}`;
}
function describe(entry) {
  const picture = entry.pictures[entry.main];
  const served = entry.servedBy && entry.servedBy !== entry.model ? `${entry.servedBy} (asked: ${entry.model})` : entry.model;
  return [
    `@${entry.number}${entry.name ? ` ${entry.name}` : ""}`,
    served,
    entry.seconds >= 1 && !entry.sketch ? `${Math.round(entry.seconds)} s` : "",
    entry.cost === null ? "" : `$${Number(entry.cost.toPrecision(3))}`,
    picture ? `${picture.width}×${picture.height} ${picture.type.toUpperCase()}` : "",
    entry.take > 1 ? `take ${entry.take}` : "",
    entry.status === "sent" ? "under way" : "",
    entry.sketch && picture ? "offline sketch" : "",
    entry.deleted ? "deleted" : ""
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
  async function copyCell(kind, fields) {
    try {
      await copyText((await line.ask(kind, fields)).text, "The cell");
    } catch (error) {
      complain(error);
    }
  }
  async function copyText(text, name) {
    say(await toClipboard(text, root) ? `${name} is copied.` : "The browser doesn't allow copying.");
  }
  const complain = (error) => composer.complain(error.words ?? [String(error)]);
  const composer = makeComposer({
    line,
    pictures,
    uploads,
    say,
    copy: copyCell,
    open: openNumber,
    sent: () => following = true
  });
  const queue = makeQueue(line);
  const inputOf = (entry, position = entry.main) => {
    const ref = position !== entry.main ? `@${entry.number}.${position + 1}` : `@${entry.number}`;
    return { ref, hash: entry.pictures[position].hash, label: ref };
  };
  function act(verb, entry, position) {
    if (verb === "edit" && entry.pictures.length) composer.edit(inputOf(entry, position));
    if (verb === "add" && entry.pictures.length) composer.add(inputOf(entry, position));
    if (verb === "use") composer.use(entry.template);
    if (verb === "copy") copyCell("cell", { number: entry.number });
    if (verb === "export") history.save([entry.number]);
    if (verb === "delete") history.remove([entry.number]);
    if (verb === "restore") history.restore([entry.number]);
    if (verb === "again") {
      following = true;
      line.ask("again", { number: entry.number }).then(() => say("Asked once more."), complain);
    }
  }
  line.on("refused", ({ view, id, words }) => {
    if (view === line.view && id === 0) composer.complain(words);
  });
  const history = makeHistory({
    line,
    model,
    pictures,
    say,
    act,
    open: openNumber,
    show(entry) {
      following = history.entries.at(0)?.number === entry.number;
      show(entry);
    },
    changed: () => follow()
  });
  const viewer = makeViewer({
    line,
    pictures,
    act,
    open: openNumber,
    copyPrompt: (text) => copyText(text, "The prompt"),
    mark: history.mark,
    press: (event, entry) => history.press(event, entry, [entry.number]),
    search: history.search
  });
  function show(entry) {
    opening += 1;
    viewer.show(entry);
    history.view(entry.number);
  }
  let opening = 0;
  async function openNumber(number) {
    following = false;
    const known = history.entries.find(number);
    if (known) return show(known);
    const mine = ++opening;
    try {
      const { entry } = await line.ask("details", { number });
      if (mine === opening) show(entry);
    } catch (error) {
      complain(error);
    }
  }
  let newest = 0;
  function follow() {
    if (!following || viewer.typing) return;
    const entry = history.entries.query ? null : history.entries.at(0);
    if (entry) show(entry);
  }
  function followNew(number) {
    const isNew = newest > 0 && number > newest;
    newest = number;
    if (!isNew || !following || viewer.typing || !history.entries.query) return;
    openNumber(number);
    following = true;
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
    history.statusChanged(status.total);
    followNew(status.newest ?? 0);
    viewer.renew();
  }
  const pickedChanged = () => history.pickedChanged();
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
      history.element
    ),
    live
  );
  guardKeys(root);
  composer.receive(root);
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
    viewer.close();
    history.close();
    pictures.close();
    line.close();
    root.remove();
  };
}
async function toClipboard(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = (
      /** @type {HTMLElement | null} */
      document.activeElement
    );
    const held = make("textarea", { value: text, class: "held" });
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
