// Two pictures that are compared: A, which stays, and B, which is changed. They share one zoom.

import { batch, effect, signal } from "@preact/signals";
import { createRef } from "preact";
import { type Line, wordsOf } from "../kernel/line.ts";
import type { Entry, Node, PictureEntry, Segment } from "../messages.ts";
import { focusedBeside } from "../page/focus.ts";
import { remembered } from "../page/remembered.ts";
import { openDifference } from "./difference.ts";
import type { Entries, Spot } from "./entries.ts";
import type { Say } from "./speech.ts";
import type { Viewing } from "./viewing.ts";
import { openZoom } from "./zoom.ts";

/** A picture that is compared: of a generation, or a photograph that was an input. */
export interface Side {
  ref: string;
  hash: string;
  entry: Entry | null;
  picture: PictureEntry | null;
}

/** What is compared: two pictures, or those of a sweep. */
export type Kind = "two" | "sweep";

/** The ways to look at two pictures, by the keys 1 to 4. */
export const MODES = ["slider", "side", "flicker", "difference"] as const;
export type Mode = (typeof MODES)[number];

interface Parts {
  line: Line;
  say: Say;
  entries: () => Entries;
  viewing: () => Viewing;
  /** Return the entries that are selected, or those of these numbers among them, in their order. */
  selected: (numbers?: number[]) => Promise<Entry[]>;
  /** Return where the neighbour of a reference stands in the gallery. */
  neighbour: (ref: string, by: number) => Spot | null;
  complain: (words: string[]) => void;
}

const FAR = 200; // places in which a neighbour with a picture is looked for

export type Comparing = ReturnType<typeof openComparing>;

export function openComparing(parts: Parts) {
  const { line, say, entries, viewing, selected, neighbour, complain } = parts;
  const kept = remembered("compared", MODES[0]);
  const kind = signal<Kind>("two");
  const mode = signal<Mode>(MODES.find((one) => one === kept.value) ?? MODES[0]);
  const divider = signal(50); // percent of what is seen of the pictures that are A
  const holding = signal(false); // whether B is seen in place of A
  const aligned = signal(true); // whether B is lined up before pixels are counted
  const difference = openDifference(line, say);
  const changes = signal<Segment[] | null>(null); // of the prompts; null while nothing is known
  const a = signal<Side | null>(null);
  const b = signal<Side | null>(null);
  const zoom = openZoom();
  const area = createRef<HTMLDivElement>(); // of A
  const sides = { a, b };
  let beginning: symbol | null = null; // the last that waits for entries

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

  /** Compare an edit with its first input, once that is known; another one waits for its B. */
  async function shown() {
    const entry = viewing().shown.peek();
    if (!entry?.pictures.length) return set(null, null);
    const own = sideOf(entry, viewing().position.peek());
    set(own, null);
    if (!entry.inputs.length) return;
    const coming = bringBefore(entry.number, own).catch((error) => complain(wordsOf(error)));
    if (viewing().details.peek()) await coming; // else one looks at A until then
  }

  /** Set the first input of an edit before it, unless something else is chosen by then. */
  async function bringBefore(number: number, own: Side) {
    const before = await sideBefore(number);
    if (!before || a.peek() !== own || b.peek()) return;
    const isFocused = area.current !== null && focusedBeside(area.current) === area.current;
    set(before, own);
    if (isFocused) setTimeout(() => area.current?.focus()); // it is drawn anew
  }

  async function sideBefore(number: number): Promise<Side | null> {
    const details = viewing().details.peek() ?? (await line.ask("details", { number })).details;
    const before = details.steps.at(-2)?.[0];
    return before?.hash ? sideOfInput(before) : null;
  }

  async function sideOfInput(node: Node): Promise<Side> {
    const { number, name, hash, width, height } = node;
    const picture = { hash, type: "", width, height, size: 0 };
    if (!number) {
      const known = entries().find(`@${hash.slice(0, 8)}`);
      return known ? sideOf(known) : { ref: name, hash, entry: null, picture };
    }
    const entry = await viewing().find(number);
    const place = entry.pictures.findIndex((one) => one.hash === hash);
    return place < 0 ? { ref: name, hash, entry, picture } : sideOf(entry, place);
  }

  // -- what the kernel knows of both -----------------------------------------------------

  const stopDiffering = effect(() => {
    const [first, second] = [a.value?.hash, b.value?.hash];
    const lines = aligned.value;
    if (mode.value === "difference" && first && second) difference.want(first, second, lines);
    else difference.forget();
  });

  const stopReading = effect(() => {
    const [one, other] = [a.value, b.value];
    const [first, second] = [one?.entry?.number ?? 0, other?.entry?.number ?? 0];
    changes.value = null;
    if (!one || !other || first === second) return;
    line.ask("words", { first, second }).then(
      ({ segments }) => {
        if (a.peek() === one && b.peek() === other) changes.value = segments;
      },
      () => {}, // without a kernel the prompts stand as they are
    );
  });

  return {
    kind,
    mode,
    divider,
    holding,
    aligned,
    /** How B differs from A, where that is looked at. */
    difference: difference.found,
    changes,
    a,
    b,
    zoom,
    area,
    /**
     * Take the first two that are selected, or of these numbers among them; else the one that is
     * shown and what it was made from.
     */
    async begin(numbers?: number[]) {
      const mine = Symbol();
      beginning = mine;
      try {
        const all = await selected(numbers);
        if (mine !== beginning) return;
        if (all.length > 1) selection(all);
        else await shown();
      } catch (error) {
        complain(wordsOf(error)); // a kernel that is gone, or a generation
      }
      if (mine === beginning) beginning = null;
    },
    /** Stop what goes on only while one looks. */
    leave() {
      beginning = null;
      holding.value = false;
    },
    /** Compare nothing. */
    empty: () => set(null, null),
    /** Take the one that is shown and what it was made from. */
    beginWithShown() {
      beginning = null;
      return shown();
    },
    /** Whether nothing is compared, nor about to be. */
    isEmpty: () => !beginning && !a.peek(),
    /** Take an entry as B, or as A where there is none. */
    choose(entry: Entry) {
      (a.peek() ? b : a).value = sideOf(entry);
    },
    look(wanted: Mode) {
      holding.value = false;
      mode.value = wanted;
      kept.keep(wanted);
    },
    divide(percent: number) {
      divider.value = Math.min(100, Math.max(0, percent));
    },
    /** Show B in place of A, or A again. */
    hold(wanted: boolean) {
      holding.value = wanted;
    },
    align(wanted: boolean) {
      aligned.value = wanted;
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
    close() {
      stopDiffering();
      stopReading();
      difference.forget();
    },
  };
}

function sideOf(entry: Entry, position = entry.main): Side {
  const picture = entry.pictures[position] ?? null;
  const ref = position === entry.main ? entry.ref : `${entry.ref}.${position + 1}`;
  return { ref, hash: picture?.hash ?? "", entry, picture };
}
