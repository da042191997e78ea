// The search: what stands in its box, and what became of it.

import { signal } from "@preact/signals";
import { createRef } from "preact";
import { isComposing } from "../page/keys.ts";

const PAUSE = 250; // milliseconds without typing

export type Search = ReturnType<typeof openSearch>;

/** Keep the search box; `search` is called with a query after a pause in typing. */
export function openSearch(search: (query: string) => void) {
  const box = createRef<HTMLInputElement>();
  const text = signal("");
  const found = signal({ query: "", count: 0 });
  const refusal = signal<string[]>([]);
  let typingTimer: ReturnType<typeof setTimeout> | undefined;

  function ask() {
    clearTimeout(typingTimer);
    if (!isComposing(box.current)) search(text.peek().trim()); // else when the word is whole
  }

  return {
    box,
    text,
    found,
    refusal,
    /** The query in the box. */
    query: () => text.peek().trim(),
    ask,
    type(words: string) {
      text.value = words;
      clearTimeout(typingTimer);
      typingTimer = setTimeout(ask, words ? PAUSE : 0);
    },
    write(query: string) {
      text.value = query;
      ask();
    },
    /** Whether a word, such as `is:starred`, stands in the box; as a signal. */
    has: (word: string) => text.value.split(/\s+/).includes(word),
    /** Write a word into the search, or take it out of it. */
    toggle(word: string) {
      const words = text.peek().split(/\s+/).filter(Boolean);
      const others = words.filter((one) => one !== word);
      text.value = [...others, ...(others.length < words.length ? [] : [word])].join(" ");
      ask();
    },
    clear() {
      text.value = "";
      ask();
      box.current?.focus();
    },
    /** Tell how many generations a query finds. */
    tell(query: string, count: number) {
      refusal.value = [];
      found.value = { query, count };
    },
    /** Tell why it can't be searched, and which query's results are still shown. */
    refuse(words: string[], query: string) {
      const still = query ? `Still shown is what “${query}” finds.` : "Still shown is everything.";
      refusal.value = [...words, still];
    },
    close: () => clearTimeout(typingTimer),
  };
}
