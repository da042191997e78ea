// What the panel says to who can't see it change: one polite line.

import { signal } from "@preact/signals";

export type Say = (words: string) => void;
export type Speech = ReturnType<typeof openSpeech>;

export function openSpeech() {
  const said = signal({ words: "", count: 0 }); // counted, so that the same words are said twice
  return {
    said,
    say(words: string) {
      said.value = { words, count: said.peek().count + 1 };
    },
  };
}
