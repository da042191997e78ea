// How one picture differs from another, as the kernel finds it: of what was delivered, not of the
// smaller copies that are shown.

import { signal } from "@preact/signals";
import { type Line, wordsOf } from "../kernel/line.ts";
import type { Fact } from "../messages.ts";
import type { Say } from "./speech.ts";

/** What the kernel found, with a picture of it, or why it can't be told. */
interface Found {
  src: string;
  headline: string;
  facts: Fact[];
  legend: string;
  trouble: string[];
}

const PAUSE = 150; // milliseconds before it is asked for: a picture may be changed by a held key
const NOT_YET: Found = { src: "", headline: "", facts: [], legend: "", trouble: [] };

export type Difference = ReturnType<typeof openDifference>;

export function openDifference(line: Line, say: Say) {
  const found = signal(NOT_YET);
  let asking = 0; // the number of the last question; answers to others are too late
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function tell(next: Found) {
    if (found.peek().src) URL.revokeObjectURL(found.peek().src);
    found.value = next;
  }

  async function ask(first: string, second: string, aligned: boolean, mine: number) {
    try {
      const answer = await line.ask("difference", { first, second, aligned });
      if (mine !== asking) return;
      const { type, buffers, headline, facts, legend } = answer;
      const blob = new Blob(buffers as unknown as BlobPart[], { type: `image/${type}` });
      tell({ src: URL.createObjectURL(blob), headline, facts, legend, trouble: [] });
      say(headline);
    } catch (error) {
      const words = wordsOf(error);
      const trouble = words.length ? words : ["There is no kernel to compare them."];
      if (mine === asking) tell({ ...NOT_YET, trouble });
    }
  }

  function forget() {
    asking += 1;
    clearTimeout(waiting);
    tell(NOT_YET);
  }

  return {
    found,
    forget,
    /** Ask how the second picture differs from the first, lined up with it or as it lies. */
    want(first: string, second: string, aligned: boolean) {
      forget();
      const mine = asking;
      waiting = setTimeout(() => ask(first, second, aligned, mine), PAUSE);
    },
  };
}
