// The composer: inputs, template, model, aspect ratio, and the buttons that send or copy them.

import { button, freshId, make, payingButton, plainText } from "./dom.js";
import { isComposing } from "./keys.js";
import { receivePictures } from "./pasting.js";
import { filesOf } from "./uploads.js";

/** @typedef {import("./protocol.js").Composition} Composition */
/** @typedef {import("./protocol.js").Status} Status */
/** @typedef {import("./model.js").Line} Line */
/** @typedef {{ref: string, hash: string, label: string}} Input */

const MAX_INPUTS = 8;
const PAUSE = 300; // milliseconds without typing before the kernel is told

/**
 * @param {{
 *   line: Line,
 *   pictures: import("./pictures.js").Pictures,
 *   uploads: import("./uploads.js").Uploads,
 *   say: (words: string) => void,
 *   copy: (kind: string, fields: Record<string, any>) => Promise<void>,
 *   open: (number: number) => void,
 *   sent: () => void,
 * }} parts
 */
export function makeComposer({ line, pictures, uploads, say, copy, open, sent }) {
  /** @type {Input[]} */
  let inputs = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
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

  /** @returns {Composition} */
  const composition = () => ({
    template: template.value,
    model: model.value.trim(),
    aspect: aspect.value,
    inputs: inputs.map((input) => input.ref),
  });

  function complain(/** @type {string[]} */ words) {
    alert.replaceChildren(...words.map((word) => make("span", {}, word)));
    alert.hidden = words.length === 0;
  }

  function tell() {
    clearTimeout(tellTimer);
    tellTimer = undefined;
    if (isComposing(template)) return; // it is told when the word is whole
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

  /** @param {Input} input @param {number} place */
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
    const replace = (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      event.stopPropagation();
      if (event.dataTransfer) take(filesOf(event.dataTransfer), place);
    };
    const title = `image ${place + 1}: ${input.label}. Drop a picture here to replace it.`;
    return make("li", { title, ondrop: replace }, image, make("span", { class: "order" }, `${place + 1}`), remove);
  }

  /** @param {Input} input @param {number} [place] the input that it replaces */
  function add(input, place = inputs.length) {
    if (inputs.some((other) => other.ref === input.ref)) return say(`${input.label} is an input already.`);
    if (place >= MAX_INPUTS) return complain([`${MAX_INPUTS} inputs are the most.`]);
    inputs = [...inputs.slice(0, place), input, ...inputs.slice(place + 1)];
    changed();
    say(`${input.label} is input ${place + 1}.`);
  }

  /** Upload dropped files as inputs. @param {{files: File[], folder: boolean}} dropped @param {number} [place] */
  async function take({ files, folder }, place) {
    complain([]);
    if (folder) return complain(["A folder can't be an input. Drop the pictures in it."]);
    if (files.length === 0) return complain(["There was no picture in what was dropped."]);
    const room = place === undefined ? MAX_INPUTS - inputs.length : 1;
    if (files.length > room) {
      const why = place === undefined ? `${MAX_INPUTS} inputs are the most` : "one replaces one";
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

  /** Offer the prompt that a dropped file holds; it is taken over only if that is wanted. */
  function offerPrompt(/** @type {string} */ name, /** @type {string} */ words, /** @type {string} */ by) {
    const use = button("Use its prompt", () => {
      template.value = words;
      filePrompt.hidden = true;
      tell();
      template.focus();
    });
    const hide = button("×", () => { filePrompt.hidden = true; }, { "aria-label": "Hide the file's prompt" });
    const short = words.length > 200 ? `${words.slice(0, 200)} …` : words;
    filePrompt.replaceChildren(make("span", {}, `${name} has a prompt in it (${by}): ${short}`), use, hide);
    filePrompt.hidden = false;
  }

  template.addEventListener("input", tellSoon);
  model.addEventListener("change", tell);
  aspect.addEventListener("change", tell);
  file.addEventListener("change", () => {
    take({ files: [...(file.files ?? [])], folder: false });
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
      "aria-label": "Composer",
    },
    make("div", { class: "heading" }, "Inputs"),
    make("div", { class: "strip" }, strip, drop, file),
    filePrompt,
    make("div", { class: "heading" }, make("label", { htmlFor: templateId }, "Prompt")),
    template,
    make(
      "div",
      { class: "options" },
      make("label", { htmlFor: modelId }, "model"), model, models,
      make("label", { htmlFor: aspectId }, "aspect"), aspect,
    ),
    plan,
    alert,
    make(
      "div",
      { class: "actions" },
      generate,
      button("Copy cell", () => copy("composedCell", composition())),
    ),
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
      take: (transfer) => take(filesOf(transfer)),
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
      const mine = kept.view === line.view || tellTimer !== undefined || isComposing(template);
      if (mine || text === undefined) return;
      if (template.value !== text) template.value = text;
      model.value = kept.model ?? "";
      aspect.value = kept.aspect ?? "";
      const labels = new Map(inputs.map((input) => [input.ref, input.label]));
      inputs = kept.inputs.map((ref, place) => ({
        ref,
        hash: kept.hashes?.[place] ?? "",
        label: labels.get(ref) ?? ref,
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
    },
  };
}

/** @typedef {ReturnType<typeof makeComposer>} Composer */
