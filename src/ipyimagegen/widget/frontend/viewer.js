// The viewer: one generation, large, with what it was made from and what can be done next.

import { button, make } from "./dom.js";

/** @typedef {import("./protocol.js").Entry} Entry */
/** @typedef {"edit" | "add" | "again" | "use" | "copy"} Verb */

/**
 * @param {{
 *   pictures: import("./pictures.js").Pictures,
 *   act: (verb: Verb, entry: Entry, position: number) => void,
 *   open: (number: number) => void,
 * }} parts
 */
export function makeViewer({ pictures, act, open }) {
  /** @type {Entry | null} */
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
  const verb = (/** @type {Verb} */ name) => () => shown && act(name, shown, position);
  const needPicture = [
    button("Edit this", verb("edit"), { class: "primary" }),
    button("Add as input", verb("add")),
  ];
  const actions = make("div", { class: "actions" },
    ...needPicture,
    button("Again", verb("again"), { title: "Another take of the same: a new call" }),
    button("Use prompt", verb("use")),
    button("Copy cell", verb("copy")),
    download,
  );
  const none = make("p", { class: "none" }, "Pick a picture to see it large.");
  const body = make("div", { hidden: true }, stage, several, caption, prompt, words, parents, actions);
  const element = make("section", { class: "viewer", "aria-label": "Viewer" }, none, body);

  function drawPicture(/** @type {Entry} */ entry) {
    const picture = entry.pictures[position];
    stage.hidden = !picture;
    several.hidden = entry.pictures.length < 2;
    several.replaceChildren(...entry.pictures.map((_, place) => button(`${place + 1}`, () => {
      position = place;
      drawPicture(entry);
    }, { "aria-pressed": String(place === position), "aria-label": `Picture ${place + 1}` })));
    download.hidden = !picture;
    for (const control of needPicture) control.disabled = !picture;
    if (!picture) return;
    image.alt = entry.sent;
    image.removeAttribute("src");
    stage.style.aspectRatio = `${picture.width} / ${picture.height}`;
    download.removeAttribute("href");
    const wanted = () => shown === entry && entry.pictures[position] === picture;
    pictures.url(picture.hash, "thumbnail").then((url) => {
      if (url && wanted() && !image.src) image.src = url;
    });
    pictures.url(picture.hash, "full").then((url) => {
      if (!wanted()) return;
      if (!url) {
        words.textContent = "The picture's file is gone from the library.";
        words.hidden = false;
        return;
      }
      image.src = url;
      download.href = url;
      download.download = `${entry.name || entry.number}.${picture.type === "jpeg" ? "jpg" : picture.type}`;
    });
  }

  return {
    element,
    get number() {
      return shown?.number ?? 0;
    },
    /** @param {Entry} entry */
    show(entry) {
      if (shown?.number !== entry.number) position = 0;
      else if (shown.status === entry.status) return;
      shown = entry;
      none.hidden = true;
      body.hidden = false;
      caption.textContent = describe(entry);
      prompt.textContent = entry.sent;
      const said = [...entry.error, entry.text].filter(Boolean);
      words.replaceChildren(...said.map((line) => make("span", {}, line)));
      words.hidden = said.length === 0;
      words.classList.toggle("failed", entry.error.length > 0);
      parents.hidden = entry.inputs.length === 0;
      parents.replaceChildren("from ", ...entry.inputs.map(({ name, number }) =>
        number ? button(`@${number}`, () => open(number), { class: "link" }) : make("span", {}, name)));
      drawPicture(entry);
    },
  };
}

/** @param {Entry} entry */
function describe(entry) {
  const [picture] = entry.pictures;
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
  ].filter(Boolean).join(" · ");
}
