// Marks of the generation in the viewer: a star, a rating, tags and a note.

import { button, make, plainText } from "./dom.js";

/** @typedef {import("./protocol.js").Entry} Entry */
/** @typedef {import("./protocol.js").Details} Details */
/** @typedef {(kind: "rate" | "tag" | "annotate", fields: Record<string, any>) => void} Mark */

const STAR = "starred";
const RATINGS = [1, 2, 3, 4, 5];

/** @param {(number: number, kind: "rate" | "tag" | "annotate", fields: Record<string, any>) => void} mark */
export function makeMarks(mark) {
  let number = 0;
  let rating = 0;
  let starred = false;
  /** @type {string[] | null} */
  let tags = null;
  let storedNote = ""; // as the library has it

  const glyph = make("span", { "aria-hidden": "true" });
  const star = make("button", {
    type: "button", class: "star", title: "Star (s)",
    onclick: () => mark(number, "tag", { changes: [starred ? `-${STAR}` : STAR] }),
  }, glyph, " Star");
  const steps = RATINGS.map((step) => button(String(step), () => rate(step === rating ? 0 : step), {
    role: "radio", "aria-label": `${step} of 5`, title: `Rate ${step} of 5 (${step}; 0 clears)`,
  }));
  const scale = make("div", { class: "rating", role: "radiogroup", "aria-label": "Rating" }, ...steps);
  const list = make("ul", { class: "tags", "aria-label": "Tags" });
  const add = make("input", {
    type: "text", "aria-label": "Add tag", placeholder: "Add tag", size: 8, enterKeyHint: "done", ...plainText,
  });
  const note = make("textarea", { class: "note", "aria-label": "Note", placeholder: "Note", rows: 1, enterKeyHint: "done" });
  const element = make("div", { class: "marks" },
    make("div", { class: "row" }, star, scale, make("span", { class: "tagging" }, list, add)), note);

  const rate = (/** @type {number} */ step) => mark(number, "rate", { rating: step });

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

  /** @param {string} tag */
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
        keepNote(); // of the generation before
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
        if (note.value === storedNote) note.value = details.note; // else somebody is writing
        storedNote = details.note;
      }
      note.rows = Math.min(6, note.value.split("\n").length);
    },
  };
}
