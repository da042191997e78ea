// The selection: the same list as `@picked`, in order, and with it generations without a
// picture, which can be deleted but not picked.

import { computed, signal } from "@preact/signals";
import type { Line, Model } from "../kernel/line.ts";
import { type Entry, MAX_LIST } from "../messages.ts";

export const MAX_CHOSEN = MAX_LIST;

interface Chosen {
  number: number; // 0 for a reference that is no number
  ref: string; // empty without a picture
}

interface Parts {
  line: Line;
  model: Model;
  complain: (error: unknown) => void;
}

export type Selection = ReturnType<typeof keepSelection>;

export function keepSelection({ line, model, complain }: Parts) {
  const chosen = signal<Chosen[]>([]);
  let pending = 0; // requests in flight; until they are answered the user's own choice is shown

  const numbers = computed(() => chosen.value.map(({ number }) => number).filter(Boolean));
  /** Each number's place in `@picked`, counted from 1. */
  const orders = computed(
    () =>
      new Map(
        chosen.value.filter(({ ref }) => ref).map(({ number }, place) => [number, place + 1]),
      ),
  );
  const refs = () =>
    chosen
      .peek()
      .map(({ ref }) => ref)
      .filter(Boolean);
  const picked = () => model.get("picked") ?? [];

  function choose(wanted: Chosen[]) {
    const before = refs().join();
    chosen.value = wanted.slice(0, MAX_CHOSEN);
    if (refs().join() === before) return;
    pending += 1;
    line
      .ask("pick", { picked: refs() })
      .catch(complain)
      .finally(() => {
        pending -= 1;
        follow();
      });
  }

  /** Show a selection made elsewhere: in Python, or in another view. */
  function follow() {
    if (pending || refs().join() === picked().join()) return;
    chosen.value = picked().map((ref) => ({ number: numberIn(ref), ref }));
  }

  return {
    numbers,
    orders,
    follow,
    has: (number: number) => chosen.value.some((one) => one.number === number),
    set: (entries: Entry[]) => choose(entries.map(toChosen)),
    toggle(entry: Entry) {
      const others = chosen.peek().filter(({ number }) => number !== entry.number);
      choose(others.length < chosen.peek().length ? others : [...others, toChosen(entry)]);
    },
    drop: (gone: number[]) => choose(chosen.peek().filter(({ number }) => !gone.includes(number))),
    clear: () => choose([]),
  };
}

const toChosen = ({ number, pictures }: Entry): Chosen => ({
  number,
  ref: pictures.length ? `@${number}` : "",
});

function numberIn(ref: string): number {
  const match = /^@(\d+)(\.\d+)?$/.exec(ref);
  return match ? Number(match[1]) : 0;
}
