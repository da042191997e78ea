// The search box: asks after a pause in typing, and tells the count or the reason of a refusal.

import { button, freshId, make, plainText } from "./dom.js";
import { isComposing } from "./keys.js";

const PAUSE = 250; // milliseconds without typing
const MAX_QUERY = 1000; // characters
const HINT = "Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, " +
  "input:@12, since:7d. Esc clears.";

/** @param {(query: string) => void} search */
export function makeSearch(search) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typingTimer;
  const hintId = freshId();
  const box = make("input", {
    type: "search", placeholder: "Search history", "aria-label": "Search history", maxLength: MAX_QUERY,
    enterKeyHint: "search", "aria-describedby": hintId, ...plainText,
  });
  const hint = make("p", { class: "hint", id: hintId }, HINT); // while the box is empty
  const found = make("p", { class: "found", role: "status" });
  const refused = make("p", { class: "alert", role: "alert", hidden: true });

  function ask() {
    clearTimeout(typingTimer);
    if (!isComposing(box)) search(box.value.trim()); // else when the word is whole
  }
  function clear() {
    box.value = "";
    ask();
    box.focus();
  }

  box.addEventListener("input", () => {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(ask, box.value ? PAUSE : 0);
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
    close: () => clearTimeout(typingTimer),
  };
}
