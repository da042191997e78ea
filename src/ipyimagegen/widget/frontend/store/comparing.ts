// Two pictures that are compared: A, which stays, and B, which is changed. They share one zoom.

import { batch, signal } from "@preact/signals";
import { createRef } from "preact";
import { wordsOf } from "../kernel/line.ts";
import type { Entry, Node, PictureEntry } from "../messages.ts";
import type { Entries, Spot } from "./entries.ts";
import type { Viewing } from "./viewing.ts";
import { openZoom } from "./zoom.ts";

/** A picture that is compared: of a generation, or a photograph that was an input. */
export interface Side {
  ref: string;
  hash: string;
  entry: Entry | null;
  picture: PictureEntry | null;
}

interface Parts {
  entries: () => Entries;
  viewing: () => Viewing;
  /** Return the entries that are selected, in their order. */
  selected: () => Promise<Entry[]>;
  /** Return where the neighbour of a reference stands in the gallery. */
  neighbour: (ref: string, by: number) => Spot | null;
  complain: (words: string[]) => void;
}

const FAR = 200; // places in which a neighbour with a picture is looked for

export type Comparing = ReturnType<typeof openComparing>;

export function openComparing({ entries, viewing, selected, neighbour, complain }: Parts) {
  const a = signal<Side | null>(null);
  const b = signal<Side | null>(null);
  const zoom = openZoom();
  const area = createRef<HTMLDivElement>(); // of A
  const sides = { a, b };

  function set(one: Side | null, other: Side | null) {
    batch(() => {
      a.value = one;
      b.value = other;
    });
    zoom.fit();
  }

  /** Compare the first two that are selected. */
  function selection(all: Entry[]) {
    const [one, other] = all.filter(({ pictures }) => pictures.length);
    set(one ? sideOf(one) : null, other ? sideOf(other) : null);
  }

  /** Compare an edit with its first input; another one waits for its B. */
  async function shown() {
    const entry = viewing().shown.peek();
    if (!entry?.pictures.length) return;
    const own = sideOf(entry, viewing().position.peek());
    const before = viewing().details.peek()?.steps.at(-2)?.[0];
    if (before?.hash) set(await sideOfInput(before), own);
    else set(own, null);
  }

  async function sideOfInput({ number, name, hash }: Node): Promise<Side> {
    if (!number) return { ref: name, hash, entry: null, picture: null };
    const entry = await viewing().find(number);
    const place = entry.pictures.findIndex((picture) => picture.hash === hash);
    return place < 0
      ? { ref: name, hash, entry, picture: null }
      : { ...sideOf(entry, place), hash };
  }

  return {
    a,
    b,
    zoom,
    area,
    /** Take the two that are selected, or the one that is shown and what it was made from. */
    async begin() {
      try {
        const all = await selected();
        if (all.length > 1) selection(all);
        else await shown();
      } catch (error) {
        complain(wordsOf(error)); // a kernel that is gone, or a generation
      }
    },
    choose: (entry: Entry) => {
      b.value = sideOf(entry);
    },
    /** Take the neighbour in the history that has a picture, as B or as A. */
    step(by: number, which: "a" | "b") {
      let ref = (sides[which].peek()?.entry ?? a.peek()?.entry)?.ref ?? "";
      for (let place = 1; place < FAR; place += 1) {
        const spot = neighbour(ref, by);
        const entry = spot && entries().at(spot);
        if (!entry) return; // the end, or it is being fetched
        ref = entry.ref;
        if (entry.pictures.length === 0) continue;
        sides[which].value = sideOf(entry);
        return;
      }
    },
    /** Let them change places. */
    swap() {
      if (b.peek())
        batch(() => {
          [a.value, b.value] = [b.peek(), a.peek()];
        });
    },
  };
}

function sideOf(entry: Entry, position = entry.main): Side {
  const picture = entry.pictures[position] ?? null;
  const ref = position === entry.main ? entry.ref : `${entry.ref}.${position + 1}`;
  return { ref, hash: picture?.hash ?? "", entry, picture };
}
