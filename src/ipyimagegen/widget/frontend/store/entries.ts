// The gallery's entries by their index, counted from the newest, fetched page by page.

import { signal } from "@preact/signals";
import type { Line } from "../kernel/line.ts";
import type { Entry } from "../messages.ts";

const PAGE = 60; // entries in one message
const MAX_ENTRIES = 2400; // kept

/** An entry and when it came, on the browser's own clock. */
export type HeldEntry = Entry & { received: number };

interface Waiting {
  first: number;
  last: number;
  resolve: (entries: HeldEntry[]) => void;
}

export type Entries = ReturnType<typeof keepEntries>;

/** Keep the entries of one view; `changed` is called when some come or go. */
export function keepEntries(line: Line, changed: () => void) {
  /** Entries by their index; after a change stale ones, until their page comes anew. */
  let byIndex = new Map<number, HeldEntry>();
  let freshPages = new Set<number>();
  let askedPages = new Set<number>();
  let waiting: Waiting[] = [];
  const total = signal(0);
  const query = signal("");
  const version = signal(0); // of all the above

  function tell() {
    version.value = version.peek() + 1;
    changed();
  }

  line.on("entries", ({ view, query: searched, start, entries }) => {
    if (view !== line.view || searched !== query.peek()) return;
    const received = performance.now();
    for (let place = 0; place < PAGE; place += 1) {
      const entry = entries[place];
      if (entry) byIndex.set(start + place, { ...entry, received });
      else byIndex.delete(start + place);
    }
    askedPages.delete(start / PAGE);
    freshPages.add(start / PAGE);
    forgetFar(start);
    settle();
    tell();
  });

  /** Let go of entries that are far from the page in view. */
  function forgetFar(start: number) {
    if (byIndex.size <= MAX_ENTRIES) return;
    for (const index of byIndex.keys()) {
      if (Math.abs(index - start) < MAX_ENTRIES / 2) continue;
      byIndex.delete(index);
      freshPages.delete(Math.floor(index / PAGE));
    }
  }

  function ask(page: number) {
    if (freshPages.has(page) || askedPages.has(page)) return;
    const where = { view: line.view, query: query.peek(), start: page * PAGE, count: PAGE };
    if (line.send("entries", where)) askedPages.add(page);
  }

  function between(first: number, last: number): HeldEntry[] {
    const found: HeldEntry[] = [];
    for (let index = first; index <= last; index += 1) {
      ask(Math.floor(index / PAGE));
      const entry = byIndex.get(index);
      if (entry) found.push(entry);
    }
    return found;
  }

  function settle() {
    const open = waiting;
    waiting = [];
    for (const one of open) {
      const last = Math.min(one.last, total.peek() - 1);
      const found = between(one.first, last);
      if (found.length > last - one.first) one.resolve(found);
      else waiting.push(one);
    }
  }

  function indexOf(number: number): number {
    for (const [index, entry] of byIndex)
      if (entry.number === number && index < total.peek()) return index;
    return -1;
  }

  return {
    total,
    query,
    version,
    /** Fetch pages anew when they are needed next; stale entries are shown meanwhile. */
    renew(count: number, search = query.peek()) {
      const other = search !== query.peek();
      const added = other ? 0 : count - total.peek();
      if (other) {
        byIndex = new Map();
        for (const { resolve } of waiting.splice(0)) resolve([]);
      } else if (added > 0)
        byIndex = new Map([...byIndex].map(([index, entry]) => [index + added, entry]));
      freshPages = new Set();
      askedPages = new Set();
      total.value = count;
      query.value = search;
      tell();
    },
    /** Take entries away before the kernel does: those behind them close up at once. */
    drop(numbers: number[]) {
      const gone = [...byIndex]
        .filter(([, entry]) => numbers.includes(entry.number))
        .map(([index]) => index);
      const moved = (index: number) => index - gone.filter((other) => other < index).length;
      byIndex = new Map(
        [...byIndex]
          .filter(([index]) => !gone.includes(index))
          .map(([index, entry]) => [moved(index), entry]),
      );
      total.value = total.peek() - gone.length;
      tell();
    },
    /** Return an entry, or null while it is being fetched: to read it is to ask for it. */
    at(index: number): HeldEntry | null {
      if (index < 0 || index >= total.peek()) return null;
      ask(Math.floor(index / PAGE));
      return byIndex.get(index) ?? null;
    },
    /** Return entries from one index to another, both included, once all of them are here. */
    reach(first: number, last: number): Promise<HeldEntry[]> {
      return new Promise((resolve) => {
        waiting.push({ first, last, resolve });
        settle();
      });
    },
    /** Return a number's index among the fetched entries; -1 otherwise. */
    indexOf,
    /** Return a number's entry, if it was fetched. */
    find: (number: number): HeldEntry | null => byIndex.get(indexOf(number)) ?? null,
  };
}
