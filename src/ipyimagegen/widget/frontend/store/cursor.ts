// The cursor: where the gallery is scrolled to, how its tiles lie, and the tile that has the
// focus or would get it. It stays on its generation, wherever that one stands now.

import { batch, signal } from "@preact/signals";
import { createRef } from "preact";
import type { Entries, HeldEntry } from "./entries.ts";

const TILE = 84; // pixels, with its gap: the narrowest column
export const GAP = 6;
const PATIENCE = 2000; // milliseconds in which a tile that comes back still gets the focus
const FAR = 200; // places in which a neighbour of what is gone is looked for

export type Cursor = ReturnType<typeof openCursor>;

export function openCursor(entries: Entries) {
  const list = createRef<HTMLDivElement>();
  const columns = signal(1);
  const side = signal(TILE); // of a column, with its gap
  const rows = signal({ top: 0, bottom: 0 }); // that can be seen;
  const active = signal(0); // the index that the tab key reaches,
  let activeNumber = 0; // and the generation there
  const focusings = signal(0); // counted: each time the tile there gets the focus
  let anchor = 0; // the number from which Shift selects
  let awaited = { number: 0, until: 0 }; // gets the focus when its tile comes

  /** Take note of how much room there is, and of what can be seen. */
  function measure() {
    const box = list.current;
    if (!box || box.clientWidth === 0) return;
    const count = Math.max(3, Math.floor((box.clientWidth + GAP) / (TILE + GAP)));
    const width = Math.floor((box.clientWidth + GAP) / count);
    const top = Math.floor(box.scrollTop / width);
    const bottom = Math.ceil((box.scrollTop + box.clientHeight) / width);
    batch(() => {
      columns.value = count;
      side.value = width;
      const seen = rows.peek();
      if (seen.top !== top || seen.bottom !== bottom) rows.value = { top, bottom };
    });
  }

  function stand(index: number) {
    active.value = index;
    activeNumber = entries.at(index)?.number ?? 0;
  }

  /** Give the focus to the tile at an index. */
  function go(index: number) {
    if (index < 0 || index >= entries.total.peek()) return;
    awaited = { number: 0, until: 0 };
    batch(() => {
      stand(index);
      focusings.value = focusings.peek() + 1;
    });
  }

  return {
    list,
    columns,
    side,
    rows,
    active,
    focusings,
    measure,
    go,
    /** Stand where a screen reader has put the focus. */
    stand,
    /** Return the number from which Shift selects. */
    anchor: () => {
      anchor ||= entries.at(active.peek())?.number ?? 0;
      return anchor;
    },
    setAnchor: (number: number) => {
      anchor = number;
    },
    /** Scroll until the cursor's tile can be seen. */
    reveal() {
      const box = list.current;
      if (!box) return;
      const top = Math.floor(active.peek() / columns.peek()) * side.peek();
      if (top < box.scrollTop) box.scrollTop = top;
      const bottom = top + side.peek();
      if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
    },
    /** Stay on the generation, after entries came or went. */
    follow() {
      const last = Math.max(0, entries.total.peek() - 1);
      if (active.peek() > last) active.value = last;
      const entry = entries.at(active.peek());
      if (entry && activeNumber && entry.number !== activeNumber) {
        const moved = entries.indexOf(activeNumber);
        if (moved >= 0) active.value = moved;
        else activeNumber = entry.number;
      }
      const waits = awaited.number && performance.now() < awaited.until;
      const back = waits ? entries.indexOf(awaited.number) : -1;
      if (back >= 0) go(back);
    },
    /** Give the focus to a generation's tile, now or as soon as it comes. */
    focus(number: number) {
      const index = entries.indexOf(number);
      go(index >= 0 ? index : active.peek());
      if (index < 0) awaited = { number, until: performance.now() + PATIENCE };
    },
    /** Return the entry that takes the place of these when they are gone. */
    after(numbers: number[]): HeldEntry | null {
      const left = (index: number) => {
        const entry = entries.at(index);
        return entry && !numbers.includes(entry.number) ? entry : null;
      };
      const from = numbers.includes(activeNumber) ? activeNumber : (numbers[0] ?? 0);
      const first = Math.max(0, entries.indexOf(from));
      const last = Math.min(entries.total.peek(), first + FAR);
      for (let index = first; index < last; index += 1) if (left(index)) return left(index);
      for (let index = first; index >= Math.max(0, first - FAR); index -= 1)
        if (left(index)) return left(index);
      return null;
    },
    /** Go back to the newest one. */
    rewind() {
      if (list.current) list.current.scrollTop = 0;
      active.value = 0;
      activeNumber = anchor = 0;
    },
  };
}
