// The bar for several selected generations, and the outcome of an action, with a way to undo it.

import { button, make, plainText } from "./dom.js";

const OUTCOME_TIME = 30_000; // milliseconds that an outcome is shown

/**
 * @param {{
 *   star: () => void, tag: (words: string[]) => void, remove: () => void, restore: () => void,
 *   save: () => void, clear: () => void,
 * }} actions
 */
export function makeBar(actions) {
  const total = make("b", {});
  const word = make("input", {
    type: "text", "aria-label": "Tags for the selected", placeholder: "word, or -word", enterKeyHint: "done", ...plainText,
  });
  const form = make("span", { class: "tagging", hidden: true }, word);
  const tag = button("Tag", () => unfold(form.hidden), { "aria-expanded": "false" });
  const remove = button("Delete", actions.remove);
  const restore = button("Restore", actions.restore, { hidden: true });

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
      actions.tag(words);
      unfold(false);
    } else return;
    event.preventDefault();
  });

  const element = make("div", { class: "bar", role: "group", "aria-label": "Selected", hidden: true },
    total,
    button("Star", actions.star), tag, form, remove, restore, button("Export", actions.save), button("Clear", actions.clear));

  return {
    element,
    /** @param {number} count of the selected @param {boolean} deleted whether they are out of sight */
    show(count, deleted) {
      if (count < 2 && !form.hidden) form.hidden = true;
      element.hidden = count < 2;
      total.textContent = `${count} selected`;
      remove.hidden = deleted;
      restore.hidden = !deleted;
    },
  };
}

/**
 * Make the line with an action's outcome; it goes by itself, unless somebody is about to use it.
 * @param {(words: string) => void} say
 */
export function makeOutcome(say) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {(() => void) | null} */
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
    timer = setTimeout(() => (element.matches(":hover, :focus-within") ? hideLater() : hide()), OUTCOME_TIME);
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
      if (closed) return; // requests in flight are refused when the view closes
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
    },
  };
}
