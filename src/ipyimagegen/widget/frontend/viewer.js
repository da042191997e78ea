// The viewer: one generation, large, with its lineage, its marks and the actions on it.

import { button, make, payingButton } from "./dom.js";
import { makeFacts } from "./facts.js";
import { makeLineage } from "./lineage.js";
import { makeMarks } from "./marks.js";

/** @typedef {import("./protocol.js").Entry} Entry */
/** @typedef {import("./protocol.js").Details} Details */
/** @typedef {"edit" | "add" | "again" | "use" | "copy" | "export" | "delete" | "restore"} Verb */

/**
 * @param {{
 *   line: import("./model.js").Line,
 *   pictures: import("./pictures.js").Pictures,
 *   act: (verb: Verb, entry: Entry, position: number) => void,
 *   mark: (numbers: number[], kind: "rate" | "tag" | "annotate", fields: Record<string, any>) => void,
 *   press: (event: KeyboardEvent, entry: Entry) => boolean,
 *   copyPrompt: (text: string) => void,
 *   open: (number: number) => void,
 *   search: (query: string) => void,
 * }} parts
 */
export function makeViewer({ line, pictures, act, mark, press, copyPrompt, open, search }) {
  /** @type {Entry | null} */
  let shown = null;
  /** @type {Details | null} */
  let details = null;
  let position = 0;
  let drawnPicture = ""; // the key of the picture on the page
  let asking = false; // for details,
  let askAgain = false; // and something changed meanwhile

  const image = make("img", { alt: "" });
  const stage = make("div", { class: "stage" }, image);
  const several = make("div", { class: "several", role: "group", "aria-label": "Pictures of this answer" });
  const caption = make("p", { class: "caption" });
  const prompt = make("p", { class: "prompt" });
  const copying = button("Copy prompt", () => shown && copyPrompt(details?.prompt ?? shown.prompt), { class: "link" });
  const words = make("p", { class: "words" });
  const gone = make("p", { class: "words failed", hidden: true }, "The picture's file is gone from the library.");
  const download = make("a", { class: "button", download: "" }, "Download");
  const verb = (/** @type {Verb} */ name) => () => shown && act(name, shown, position);
  const needPicture = [
    button("Edit this", verb("edit"), { class: "primary" }),
    button("Add as input", verb("add")),
  ];
  const remove = button("Delete", verb("delete"), { title: "Out of sight, with a way back (Del)" });
  const restore = button("Restore", verb("restore"));
  const actions = make("div", { class: "actions" },
    ...needPicture,
    payingButton("Again", verb("again"), { title: "Another take of the same: a new call" }),
    button("Use prompt", verb("use")),
    button("Copy cell", verb("copy")),
    make("span", { class: "actions" },
      download,
      button("Export", verb("export"), { title: "A zip with the pictures, how they were made, and a page to look at" }),
      remove, restore),
  );
  const lineage = makeLineage({ pictures, open, search });
  const marks = makeMarks((number, kind, fields) => mark([number], kind, fields));
  const facts = makeFacts();
  const none = make("p", { class: "none" }, "Pick a picture to see it large.");
  const body = make("div", { hidden: true },
    stage, several, caption, make("div", { class: "said" }, prompt, copying), words, gone, lineage.element, actions, marks.element, facts.element);
  const element = make("section", { class: "viewer", "aria-label": "Viewer" }, none, body);
  element.addEventListener("keydown", (event) => {
    const writing = event.target instanceof Element && event.target.matches("input, textarea, select");
    if (shown && !writing && press(event, shown)) event.preventDefault();
  });

  function drawPicture(/** @type {Entry} */ entry) {
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
    image.width = picture.width; // so that a small copy takes the same place
    image.height = picture.height;
    const tile = pictures.held(picture.hash, "tile");
    if (tile) image.src = tile;
    else image.removeAttribute("src");
    stage.style.aspectRatio = `${picture.width} / ${picture.height}`;
    download.removeAttribute("href");
    const wanted = drawnPicture;
    // The full file only then: it is large, and a gallery may be waiting behind it.
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
    words.replaceChildren(...said.map((line) => make("span", {}, line)));
    words.hidden = said.length === 0;
    words.classList.toggle("failed", entry.error.length > 0);
    remove.hidden = entry.deleted;
    restore.hidden = !entry.deleted;
    if (drawnPicture !== pictureKey(entry, position)) drawPicture(entry);
    lineage.show(entry.number, details);
    marks.show(entry, details);
    facts.show(entry, details, position);
  }

  /** Ask for the details of the generation shown; one request at a time. */
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
      // Without a kernel, or when the generation is gone for good, the page stays as it is.
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
    },
  };
}

/** @param {Entry} entry @param {number} position */
function pictureKey(entry, position) {
  return `${entry.number} ${position} ${entry.pictures[position]?.hash ?? ""}`;
}

/** @param {Entry} entry */
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
    entry.deleted ? "deleted" : "",
  ].filter(Boolean).join(" · ");
}
