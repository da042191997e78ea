// What can be done with several at a time, and what came of it: with a way back.

import { button, make } from "./dom.js";

const STAYS = 30_000; // milliseconds

/**
 * @param {{
 *   star: () => void, tag: (words: string[]) => void, remove: () => void, restore: () => void,
 *   save: () => void, clear: () => void,
 * }} acts
 */
export function makeBar(acts) {
  const count = make("b", {});
  const word = make("input", { type: "text", "aria-label": "Tags for the selected", placeholder: "word, or -word" });
  const form = make("span", { class: "tagging", hidden: true }, word);
  const tag = button("Tag", () => unfold(form.hidden), { "aria-expanded": "false" });
  const remove = button("Delete", acts.remove);
  const restore = button("Restore", acts.restore, { hidden: true });

  function unfold(/** @type {boolean} */ open) {
    form.hidden = !open;
    tag.setAttribute("aria-expanded", String(open));
    word.value = "";
    (open ? word : tag).focus();
  }
  word.addEventListener("keydown", (event) => {
    const words = word.value.split(/\s+/).filter(Boolean);
    if (event.key === "Escape") unfold(false);
    else if (event.key === "Enter" && words.length) {
      acts.tag(words);
      unfold(false);
    } else return;
    event.preventDefault();
  });

  const element = make("div", { class: "bar", role: "group", "aria-label": "Selected", hidden: true },
    count,
    button("Star", acts.star), tag, form, remove, restore, button("Export", acts.save), button("Clear", acts.clear));

  return {
    element,
    /** @param {number} many how many are selected @param {boolean} deleted whether these are out of sight */
    show(many, deleted) {
      if (many < 2 && !form.hidden) form.hidden = true;
      element.hidden = many < 2;
      count.textContent = `${many} selected`;
      remove.hidden = deleted;
      restore.hidden = !deleted;
    },
  };
}

/**
 * Make the line that says what came of it; it goes by itself, unless somebody is about to use it.
 * @param {(words: string) => void} say
 */
export function makeOutcome(say) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let staying;
  /** @type {(() => void) | null} */
  let back = null;
  let closed = false;
  const words = make("span", {});
  const undo = button("Undo", () => takeBack());
  const element = make("div", { class: "outcome", hidden: true }, words, undo);

  function hide() {
    clearTimeout(staying);
    element.hidden = true;
    back = null;
  }
  function later() {
    clearTimeout(staying);
    staying = setTimeout(() => (element.matches(":hover, :focus-within") ? later() : hide()), STAYS);
  }
  function takeBack() {
    const wanted = back;
    hide();
    wanted?.();
  }

  return {
    element,
    hide,
    /** Take back what was done last, if that can be done still. */
    undo: takeBack,
    /** @param {string[]} lines @param {{undo?: () => void, failed?: boolean}} [how] */
    show(lines, { undo: wanted, failed = false } = {}) {
      if (closed) return; // what was asked before is refused when the view closes
      back = wanted ?? null;
      words.replaceChildren(...lines.map((line) => make("span", {}, line)));
      undo.hidden = !wanted;
      element.classList.toggle("failed", failed);
      element.hidden = false;
      say(lines.join(" ") + (wanted ? ". Undo brings it back." : ""));
      later();
    },
    close() {
      closed = true;
      clearTimeout(staying);
    },
  };
}
