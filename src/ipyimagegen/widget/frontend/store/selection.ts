// The selection: the same list as `@picked`, in order, and with it generations without a
// picture, which can be deleted but not picked.

import { computed, signal } from "@preact/signals";
import type { Line, Model } from "../kernel/line.ts";
import { type Entry, MAX_LIST } from "../messages.ts";

export const MAX_CHOSEN = MAX_LIST;

interface Chosen {
  ref: string; // of a generation without a picture, too
  number: number; // 0 for what is no generation
  isPicked: boolean;
  entry: Entry | null; // null for one that was picked elsewhere
}

interface Parts {
  line: Line;
  model: Model;
  complain: (error: unknown) => void;
}

export type Selection = ReturnType<typeof keepSelection>;

export function keepSelection({ line, model, complain }: Parts) {
  const chosen = signal<Chosen[]>([]);
  let choices = 0; // that were made or begun
  let pending = 0; // requests in flight; until they are answered the user's own choice is shown

  /** The references of all that is selected, */
  const refs = computed(() => chosen.value.map(({ ref }) => ref));
  /** and the numbers of the generations among them. */
  const numbers = computed(() => chosen.value.map(({ number }) => number).filter(Boolean));
  /** Each reference's place in `@picked`, counted from 1. */
  const orders = computed(
    () =>
      new Map(
        chosen.value.filter(({ isPicked }) => isPicked).map(({ ref }, place) => [ref, place + 1]),
      ),
  );
  const pickedHere = () => [...orders.peek().keys()];
  const picked = () => model.get("picked") ?? [];

  /** Begin a choice whose entries are still to come; return how to ask whether it is the last. */
  function begin() {
    choices += 1;
    const mine = choices;
    return () => mine === choices;
  }

  function choose(wanted: Chosen[]) {
    choices += 1;
    const before = pickedHere().join();
    chosen.value = wanted.slice(0, MAX_CHOSEN);
    if (pickedHere().join() === before) return;
    pending += 1;
    line
      .ask("pick", { picked: pickedHere() })
      .catch(complain)
      .finally(() => {
        pending -= 1;
        follow();
      });
  }

  /** Show a selection made elsewhere: in Python, or in another view. */
  function follow() {
    if (pending || pickedHere().join() === picked().join()) return;
    const known = new Map(chosen.peek().map((one) => [one.ref, one.entry]));
    chosen.value = picked().map((ref) => ({
      ref,
      number: numberIn(ref),
      isPicked: true,
      entry: known.get(ref) ?? null,
    }));
  }

  const has = (one: string | number) =>
    chosen.value.some(({ ref, number }) =>
      typeof one === "number" ? one > 0 && number === one : ref === one,
    );

  return {
    chosen,
    refs,
    numbers,
    orders,
    follow,
    begin,
    /** Whether a reference, or the number of a generation, is selected. */
    has,
    set: (entries: Entry[]) => choose(entries.map(toChosen)),
    toggle(entry: Entry) {
      const others = chosen.peek().filter(({ ref }) => !isOf(ref, entry));
      choose(others.length < chosen.peek().length ? others : [...others, toChosen(entry)]);
    },
    /** Select a generation with a picture whose entry is not here, or no more. */
    toggleNumber(number: number) {
      const others = chosen.peek().filter((one) => one.number !== number);
      const one = { ref: `@${number}`, number, isPicked: true, entry: null };
      choose(others.length < chosen.peek().length ? others : [...others, one]);
    },
    dropRef: (gone: string) => choose(chosen.peek().filter(({ ref }) => ref !== gone)),
    drop: (gone: number[]) => choose(chosen.peek().filter(({ number }) => !gone.includes(number))),
    clear: () => choose([]),
    /** Let go what isn't picked, and so unknown to the kernel; what is picked it lets go itself. */
    forget() {
      chosen.value = chosen.peek().filter(({ isPicked }) => isPicked);
    },
    /** Select again what was selected. */
    putBack: choose,
  };
}

const toChosen = (entry: Entry): Chosen => ({
  ref: entry.ref,
  number: entry.number,
  isPicked: entry.pictures.length > 0,
  entry,
});

/** Whether a reference names an entry, or one of its pictures. */
const isOf = (ref: string, entry: Entry) =>
  ref === entry.ref || (entry.number > 0 && numberIn(ref) === entry.number);

/** Return the number of the generation that a reference names, or 0. */
export function numberIn(ref: string): number {
  const match = /^@(\d+)(\.\d+)?$/.exec(ref);
  return match ? Number(match[1]) : 0;
}
