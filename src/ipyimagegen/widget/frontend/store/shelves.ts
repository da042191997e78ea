// The shelves: how the groups lie below each other, each a heading over rows of tiles, and which
// tile is beside, above or below another one.

import { computed, signal } from "@preact/signals";
import { remembered } from "../page/remembered.ts";
import type { Entries, Spot } from "./entries.ts";

export const GAP = 4; // pixels between tiles
export const HEADING = 27; // of a group, with the room around it
export const OUTLINE = 3; // of a tile that is shown, which reaches so far beyond it
export const AFTER = 4; // pixels below a group
const MANY = 200; // entries, from which on older groups are folded at first
export const SIZES = { least: 48, most: 160, first: 66 }; // of a tile
export const FOLDED = 5; // tiles of a folded group, on one line

export type Shelves = ReturnType<typeof openShelves>;

export function openShelves(entries: Entries) {
  const kept = remembered("size", SIZES.first);
  const size = signal(Math.min(SIZES.most, Math.max(SIZES.least, Number(kept.value) || 0)));
  const width = signal(0); // of the room
  const folds = signal(new Map<string, boolean>()); // as the user wants them, by key

  const columns = computed(() => Math.max(2, Math.floor((width.value + GAP) / (size.value + GAP))));
  /** The side of a tile, in pixels. */
  const side = computed(() => sideOf(columns.value));
  const smallSide = computed(() => Math.min(side.value, sideOf(FOLDED + 1)));

  function sideOf(many: number): number {
    return Math.max(1, (width.value - GAP * (many - 1)) / many);
  }

  /** Whether a group shows one line only: the user's wish, else an old one of many. */
  function isFolded(place: number): boolean {
    const group = entries.held(place);
    if (!group) return false;
    const wish = folds.value.get(group.key);
    if (wish !== undefined) return wish;
    if (entries.query.value || entries.count.value < MANY || group.count <= columns.value)
      return false;
    const seconds = group.age + (Date.now() - group.received) / 1000;
    return seconds > secondsOfToday();
  }

  const isOpen = (place: number) => !isFolded(place);
  const many = (place: number) => entries.held(place)?.count ?? 1;
  /** How many tiles of a group can be seen, and how many stand in a row. */
  const shown = (place: number) => (isOpen(place) ? many(place) : Math.min(FOLDED, many(place)));
  const across = (place: number) => (isOpen(place) ? columns.value : FOLDED);
  const step = (place: number) => (isOpen(place) ? side.value : smallSide.value) + GAP;
  const rows = (place: number) => Math.ceil(shown(place) / across(place));

  /** The top of each group, and behind the last one the height of all. */
  const tops = computed(() => {
    entries.version.value;
    const total = entries.total.value;
    const found = new Float64Array(total + 1);
    const [around, oneRow] = [HEADING + AFTER, side.value + GAP]; // as of groups that aren't here
    let top = 0;
    for (let place = 0; place < total; place += 1) {
      top += around + (entries.held(place) ? rows(place) * step(place) : oneRow);
      found[place + 1] = top;
    }
    return found;
  });
  const topOf = (place: number) => tops.value[place] ?? 0;

  /** Return the place of the group at a height. */
  function groupAt(y: number): number {
    let [low, high] = [0, entries.total.peek() - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (topOf(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  /** Return where a tile lies: its corner, and its side. */
  function box({ group, place }: Spot) {
    const [wide, far] = [across(group), step(group)];
    return {
      x: (place % wide) * far,
      y: topOf(group) + HEADING + Math.floor(place / wide) * far,
      side: far - GAP,
    };
  }

  /** Return the tile beside another one, across the groups' ends; null if there is none. */
  function beside({ group, place }: Spot, by: number): Spot | null {
    const next = place + by;
    if (next >= 0 && next < shown(group)) return { group, place: next };
    const other = group + by;
    if (other < 0 || other >= entries.total.peek()) return null;
    return { group: other, place: by > 0 ? 0 : shown(other) - 1 };
  }

  /** Return the tile above or below another one, in the same column as far as there is one. */
  function below({ group, place }: Spot, by: number): Spot | null {
    const wide = across(group);
    const [row, column] = [Math.floor(place / wide) + by, place % wide];
    if (row >= 0 && row < rows(group))
      return { group, place: Math.min(row * wide + column, shown(group) - 1) };
    const other = group + by;
    if (other < 0 || other >= entries.total.peek()) return null;
    const last = by > 0 ? 0 : rows(other) - 1;
    const there = Math.min(column, across(other) - 1);
    return { group: other, place: Math.min(last * across(other) + there, shown(other) - 1) };
  }

  return {
    size,
    width,
    columns,
    side,
    tops,
    topOf,
    groupAt,
    box,
    beside,
    below,
    shown,
    isFolded,
    /** Return the places of a group's tiles between two heights. */
    between(group: number, top: number, bottom: number): [number, number] {
      const start = topOf(group) + HEADING;
      const first = Math.floor((top - start) / step(group));
      const last = Math.ceil((bottom - start) / step(group));
      const wide = across(group);
      return [Math.max(0, first * wide), Math.max(0, Math.min(shown(group), last * wide))];
    },
    fold(key: string, folded: boolean) {
      folds.value = new Map(folds.peek()).set(key, folded);
    },
    resize(pixels: number) {
      size.value = pixels;
      kept.keep(String(pixels));
    },
  };
}

function secondsOfToday(): number {
  const now = new Date();
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  return (now.getTime() - midnight.getTime()) / 1000;
}
