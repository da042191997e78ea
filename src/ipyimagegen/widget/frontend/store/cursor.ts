// The cursor: where the history is scrolled to, and the tile that has the focus or would get it.
// Both stay on what they were on, wherever that stands now.

import { batch, signal } from "@preact/signals";
import { createRef } from "preact";
import { isWritingBeside } from "../page/focus.ts";
import type { Entries, HeldEntry, Spot } from "./entries.ts";
import { HEADING, type Shelves } from "./shelves.ts";

const MARGIN = 8; // pixels beside the tiles
const STEP = 32; // pixels of scrolling after which the tiles are drawn anew
const PATIENCE = 2000; // milliseconds in which a tile that comes back still gets the focus
const FAR = 200; // tiles in which a neighbour of what is gone is looked for

export type Cursor = ReturnType<typeof openCursor>;

/** Open the cursor; `looked` is called when other tiles may be in sight. */
export function openCursor(entries: Entries, shelves: Shelves, looked: () => void) {
  const list = createRef<HTMLDivElement>();
  const seen = signal({ top: 0, bottom: 0 }); // the heights that can be seen;
  const active = signal<Spot>({ group: 0, place: 0 }); // the tile that the tab key reaches,
  let activeRef = ""; // and the entry there
  const focusings = signal(0); // counted: each time the tile there gets the focus
  let anchor = ""; // the reference from which Shift selects
  let awaited = { ref: "", until: 0 }; // gets the focus when its tile comes
  /** The first tile that is seen whole: it stays where it is on the screen. */
  let pin = { ref: "", key: "", place: 0, y: 0 };

  // -- what can be seen ------------------------------------------------------------------

  /** Take note of how much room there is, and of what can be seen. */
  function measure() {
    const box = list.current;
    if (!box || box.clientWidth === 0) return;
    const top = Math.floor(box.scrollTop / STEP) * STEP;
    const bottom = Math.ceil((box.scrollTop + box.clientHeight) / STEP) * STEP;
    const width = Math.max(1, box.clientWidth - 2 * MARGIN);
    const isOther = width !== shelves.width.peek(); // then the tiles are drawn anew first
    batch(() => {
      shelves.width.value = width;
      const { top: before, bottom: end } = seen.peek();
      if (before !== top || end !== bottom) seen.value = { top, bottom };
    });
    if (isOther) return;
    setPin();
    looked();
  }

  function setPin() {
    const box = list.current;
    if (!box || entries.total.peek() === 0) return;
    const group = shelves.groupAt(box.scrollTop);
    const [first] = shelves.between(group, box.scrollTop + shelves.side.peek() / 2, Infinity);
    const last = shelves.shown(group) - 1;
    const spot = first > last ? shelves.beside({ group, place: last }, 1) : null;
    const pinned = spot ?? { group, place: Math.min(first, last) };
    const key = entries.held(pinned.group)?.key ?? "";
    const ref = entries.held(pinned.group) ? (entries.at(pinned)?.ref ?? "") : "";
    pin = { ref, key, place: pinned.place, y: shelves.box(pinned).y };
  }

  /** Scroll along with the tile that is seen, after something came or went above it. */
  function settle() {
    const box = list.current;
    const spot = entries.spotOf(pin.ref) ?? entries.spotIn(pin.key, pin.place);
    if (!box || !spot || box.scrollTop <= 0) return;
    const place = Math.min(spot.place, shelves.shown(spot.group) - 1);
    const moved = shelves.box({ group: spot.group, place }).y - pin.y;
    if (Math.abs(moved) < 0.5) return;
    box.scrollTop += moved;
    measure();
  }

  // -- where the focus is ------------------------------------------------------------------

  function stand(spot: Spot) {
    active.value = spot;
    activeRef = entries.at(spot)?.ref ?? "";
  }

  /** Give the focus to a tile. */
  function go(spot: Spot) {
    if (spot.group < 0 || spot.group >= entries.total.peek()) return;
    awaited = { ref: "", until: 0 };
    batch(() => {
      stand(spot);
      focusings.value = focusings.peek() + 1;
    });
  }

  return {
    list,
    seen,
    active,
    focusings,
    measure,
    settle,
    go,
    /** Return the numbers of the generations of which at least half a tile is in sight. */
    inSight(): number[] {
      const box = list.current;
      const found: number[] = [];
      if (!box || entries.total.peek() === 0) return found;
      if (getComputedStyle(box).visibility === "hidden") return found; // another view is open
      const [top, bottom] = [box.scrollTop, box.scrollTop + box.clientHeight];
      for (let group = shelves.groupAt(top); group <= shelves.groupAt(bottom); group += 1) {
        const [first, end] = shelves.between(group, top, bottom);
        for (let place = first; place < end; place += 1) {
          const { y, side } = shelves.box({ group, place });
          const middle = y + side / 2;
          const entry = middle >= top && middle <= bottom ? entries.at({ group, place }) : null;
          if (entry) found.push(entry.number);
        }
      }
      return found;
    },
    /** Stand where a screen reader has put the focus. */
    stand,
    /** Return the reference from which Shift selects. */
    anchor: () => {
      anchor ||= entries.at(active.peek())?.ref ?? "";
      return anchor;
    },
    setAnchor: (ref: string) => {
      anchor = ref;
    },
    /** Scroll until the cursor's tile can be seen, below the heading that sticks. */
    reveal() {
      const box = list.current;
      if (!box) return;
      const { y, side } = shelves.box(active.peek());
      if (y - HEADING < box.scrollTop) box.scrollTop = y - HEADING;
      const bottom = y + side + 4;
      if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
    },
    /** Scroll to the top of a group. */
    scrollTo(group: number) {
      if (list.current) list.current.scrollTop = shelves.topOf(group);
    },
    /** Stay on the entry, after some came or went. */
    follow() {
      const total = entries.total.peek();
      const { group, place } = active.peek();
      const found = entries.spotOf(activeRef);
      if (found && (found.group !== group || found.place !== place)) active.value = found;
      else if (!found && total > 0) {
        const there = Math.min(group, total - 1);
        const last = Math.max(0, (entries.held(there)?.count ?? 1) - 1);
        if (group !== there || place > last)
          active.value = { group: there, place: Math.min(place, last) };
        activeRef = entries.at(active.peek())?.ref ?? activeRef;
      }
      const waits = awaited.ref && performance.now() < awaited.until;
      const back = waits ? entries.spotOf(awaited.ref) : null;
      if (back && !isWritingBeside(list.current)) go(back);
    },
    /** Give the focus to an entry's tile, now or as soon as it comes. */
    focus(ref: string) {
      const spot = entries.spotOf(ref);
      go(spot ?? active.peek());
      if (!spot) awaited = { ref, until: performance.now() + PATIENCE };
    },
    /** Return the entry that takes the place of these when they are gone. */
    after(refs: string[]): HeldEntry | null {
      const from = refs.includes(activeRef) ? activeRef : (refs[0] ?? "");
      for (const by of [1, -1]) {
        let spot = entries.spotOf(from) ?? active.peek();
        for (let step = 0; step < FAR; step += 1) {
          const entry = entries.at(spot);
          if (entry && !refs.includes(entry.ref)) return entry;
          const next = shelves.beside(spot, by);
          if (!next) break;
          spot = next;
        }
      }
      return null;
    },
    /** Go back to the newest one. */
    rewind() {
      if (list.current) list.current.scrollTop = 0;
      active.value = { group: 0, place: 0 };
      activeRef = anchor = "";
    },
  };
}
