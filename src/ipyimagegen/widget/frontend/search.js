// The search box: asks after a pause in typing, and says what was found or why it can't be.

import { button, freshId, make } from "./dom.js";

const PAUSE = 250; // milliseconds of no typing
const LONGEST = 1000; // characters
const HINT = "Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, " +
  "input:@12, since:7d. Esc clears.";

/** @param {(query: string) => void} search */
export function makeSearch(search) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  const hintId = freshId();
  const box = make("input", {
    type: "search", placeholder: "Search history", "aria-label": "Search history", maxLength: LONGEST,
    autocomplete: "off", spellcheck: false, "aria-describedby": hintId,
  });
  const hint = make("p", { class: "hint", id: hintId }, HINT); // while the box is empty
  const found = make("p", { class: "found", role: "status" });
  const refused = make("p", { class: "alert", role: "alert", hidden: true });

  function ask() {
    clearTimeout(typing);
    search(box.value.trim());
  }
  function clear() {
    box.value = "";
    ask();
    box.focus();
  }

  box.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(ask, box.value ? PAUSE : 0);
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
    /** Says that nothing was found, where the gallery would be. */
    nothing,
    /** What the box holds. */
    get query() {
      return box.value.trim();
    },
    focus: () => box.focus(),
    /** @param {string} query */
    write(query) {
      box.value = query;
      ask();
    },
    /** Say how many there are. @param {string} query @param {number} count */
    tell(query, count) {
      refused.hidden = true;
      box.removeAttribute("aria-invalid");
      found.textContent = !query ? "" : count === 0 ? "Nothing found" : `${count.toLocaleString("en")} found`;
      nothing.hidden = !query || count > 0;
      nothing.replaceChildren(`Nothing found for “${query}”. `, button("Clear search", clear, { class: "link" }));
    },
    /** Say why it can't be searched. @param {string[]} words @param {string} query what is still shown */
    refuse(words, query) {
      const still = query ? `Still shown is what “${query}” finds.` : "Still shown is everything.";
      refused.replaceChildren(...[...words, still].map((word) => make("span", {}, word)));
      refused.hidden = false;
      box.setAttribute("aria-invalid", "true");
    },
    close: () => clearTimeout(typing),
  };
}
