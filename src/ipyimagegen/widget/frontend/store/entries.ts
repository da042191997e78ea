// What a search finds: groups by their place, and the entries of each by theirs, fetched page by
// page when somebody looks there.

import { batch, signal } from "@preact/signals";
import type { Line } from "../kernel/line.ts";
import {
  type Entry,
  type Group,
  MAX_LIST,
  type Page,
  type Status,
  type ToBrowser,
  type ToKernel,
} from "../messages.ts";

const PAGE = 60; // groups or entries in one message
const MAX_ENTRIES = 2400; // kept
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export type Arrangement = "template" | "time";

/**
 * A group or an entry, and when it came, in milliseconds since 1970: the time since the page was
 * loaded stands still while the computer sleeps, but ages don't.
 */
export type HeldGroup = Group & { received: number };
export type HeldEntry = Entry & { received: number };

/** Return what an entry is called: its reference, or a photograph's own name. */
export const nameOf = (entry: Entry) => (entry.number ? entry.ref : entry.name || entry.ref);

/** Where an entry stands: the place of its group, and its own in it. */
export interface Spot {
  group: number;
  place: number;
}

export type Entries = ReturnType<typeof keepEntries>;

/**
 * Keep what one view looks at; `changed` is called when some of it comes or goes, and told
 * whether it is another search, or arranged otherwise.
 */
export function keepEntries(line: Line, changed: (isOther: boolean) => void) {
  /** After a change stale ones, until their page comes anew. */
  let groups = new Map<number, HeldGroup>();
  let freshGroups = new Set<number>(); // pages
  /** The entries of each group, by its key. */
  let members = new Map<string, Map<number, HeldEntry>>();
  /** The pages of entries by their name, the one that was read last at the end: whether fresh. */
  let pages = new Map<string, boolean>();
  let asked = new Set<string>();
  let next: ToKernel["entries"]["pages"] = []; // asked for in the next message
  let waiting: { spot: Spot; resolve: (entry: HeldEntry | null) => void }[] = [];
  let spots: Map<string, Spot> | null = null; // of the entries that are here, by reference
  let asking = 0; // the number of the last request for groups; older answers are too late
  let dropped = 0; // counted: all that was here went for something else
  let renewed = 0; // counted: an answer about entries from before the last time is too late
  let revision = -1; // of the status, of which all is in here; none before the first answer
  const total = signal(0); // groups,
  const count = signal(0); // and entries in all of them
  const query = signal("");
  const arrangement = signal<Arrangement>("template");
  const version = signal(0); // of all the above

  function tell(isOther = false) {
    spots = null;
    version.value = version.peek() + 1;
    changed(isOther);
  }

  // -- groups --------------------------------------------------------------------------

  const askGroups = (page: number, search: string, by: Arrangement, { entries = false } = {}) =>
    line.ask("groups", {
      query: search,
      arrangement: by,
      zone: ZONE,
      start: page * PAGE,
      count: PAGE,
      entries,
      tiles: entries && revision < 0, // later, most of them are here
    });

  /**
   * Ask anew for the groups of a search, those in view among them; return how many entries it
   * finds, or null if it was asked for anew meanwhile.
   */
  async function renew(search: string, by: Arrangement, seen: number[]): Promise<number | null> {
    asking += 1;
    const mine = asking;
    const other = search !== query.peek() || by !== arrangement.peek();
    const wanted = other
      ? [0]
      : [...new Set([0, ...seen.map((group) => Math.floor(group / PAGE))])];
    // What is seen first comes along; of what is here, only what is in view comes anew.
    const along = other || revision < 0;
    const answers = await Promise.all(
      wanted.map((page) => askGroups(page, search, by, { entries: along && page === 0 })),
    );
    if (mine !== asking) return null;
    renewed += 1;
    revision = Math.min(...answers.map((answer) => answer.revision));
    batch(() => {
      if (other) drop();
      pages = new Map([...pages.keys()].map((name) => [name, false]));
      freshGroups = new Set();
      asked = new Set();
      next = [];
      query.value = search;
      arrangement.value = by;
      for (const answer of answers) {
        groupsCame(answer);
        for (const page of answer.pages) pageCame(page);
      }
      tell(other);
    });
    settle();
    return count.peek();
  }

  function drop() {
    dropped += 1;
    groups = new Map();
    members = new Map();
    pages = new Map();
    for (const { resolve } of waiting.splice(0)) resolve(null);
  }

  function groupsCame({
    start,
    groups: came,
    total: many,
    count: everything,
  }: ToBrowser["groups"]) {
    if (start === 0) {
      total.value = many;
      count.value = everything;
    }
    const known = new Map([...groups.values()].map((group) => [group.key, group.count]));
    const received = Date.now();
    for (let place = 0; place < PAGE; place += 1) {
      const group = came[place];
      if (!group) {
        groups.delete(start + place);
        continue;
      }
      shift(group.key, group.count - (known.get(group.key) ?? group.count));
      groups.set(start + place, { ...group, received });
    }
    freshGroups.add(start / PAGE);
  }

  /** Move a group's entries along: what is new stands before them. */
  function shift(key: string, added: number) {
    const known = members.get(key);
    if (!known || added <= 0) return;
    members.set(key, new Map([...known].map(([place, entry]) => [place + added, entry])));
    for (const place of known.keys()) {
      const page = name(key, place + added);
      if (!pages.has(page)) pages.set(page, false);
    }
  }

  /** Return a group, or null while it is being fetched: to read it is to ask for it. */
  function group(place: number): HeldGroup | null {
    const page = Math.floor(place / PAGE);
    if (place < total.peek() && !freshGroups.has(page)) {
      freshGroups.add(page);
      const mine = asking;
      askGroups(page, query.peek(), arrangement.peek()).then(
        (answer) => {
          if (mine !== asking) return;
          groupsCame(answer);
          tell();
          settle();
        },
        () => freshGroups.delete(page),
      );
    }
    return groups.get(place) ?? null;
  }

  // -- entries -------------------------------------------------------------------------

  function entriesCame({ pages: came }: ToBrowser["entries"]) {
    for (const page of came) pageCame(page);
    forgetOld();
    tell();
    settle();
  }

  function pageCame({ group: key, start, entries }: Page) {
    const received = Date.now();
    const known = members.get(key) ?? new Map<number, HeldEntry>();
    for (let place = 0; place < PAGE; place += 1) {
      const entry = entries[place];
      if (entry) known.set(start + place, { ...entry, received });
      else known.delete(start + place);
    }
    members.set(key, known);
    asked.delete(name(key, start));
    use(name(key, start), true);
  }

  const name = (key: string, place: number) => `${Math.floor(place / PAGE)} ${key}`;

  /** Note that a page is used: the one that was read longest ago is the first to go. */
  function use(page: string, isFresh: boolean) {
    pages.delete(page);
    pages.set(page, isFresh);
  }

  function forgetOld() {
    let held = 0;
    for (const known of members.values()) held += known.size;
    for (const page of pages.keys()) {
      if (held <= MAX_ENTRIES) return;
      const [number, key] = [Number.parseInt(page, 10), page.slice(page.indexOf(" ") + 1)];
      const known = members.get(key);
      for (let place = number * PAGE; place < (number + 1) * PAGE; place += 1)
        if (known?.delete(place)) held -= 1;
      if (known?.size === 0) members.delete(key);
      pages.delete(page);
    }
  }

  /** Return an entry, or null while it is being fetched: to read it is to ask for it. */
  function at(spot: Spot): HeldEntry | null {
    const here = group(spot.group);
    if (!here || spot.place < 0 || spot.place >= here.count) return null;
    const page = name(here.key, spot.place);
    if (pages.get(page)) use(page, true);
    else if (!asked.has(page)) {
      asked.add(page);
      const start = Math.floor(spot.place / PAGE) * PAGE;
      if (next.push({ group: here.key, start }) === 1) queueMicrotask(askForEntries);
    }
    return members.get(here.key)?.get(spot.place) ?? null;
  }

  /** Ask for all pages that are wanted in one message, which costs more than a page does. */
  function askForEntries() {
    const mine = renewed;
    while (next.length) {
      const pages = next.splice(0, MAX_LIST);
      line.ask("entries", { query: query.peek(), pages, count: PAGE }).then(
        (answer) => mine === renewed && entriesCame(answer),
        () => {
          if (mine !== renewed) return;
          for (const { group: key, start } of pages) asked.delete(name(key, start));
        },
      );
    }
  }

  /** Let those who wait have what has come. */
  function settle() {
    waiting = waiting.filter(({ spot, resolve }) => {
      const entry = at(spot);
      if (entry) resolve(entry);
      return !entry;
    });
  }

  function allSpots(): Map<string, Spot> {
    if (spots) return spots;
    spots = new Map();
    for (const [place, { key, count: many }] of groups)
      for (const [inside, { ref }] of members.get(key) ?? [])
        if (inside < many) spots.set(ref, { group: place, place: inside });
    return spots;
  }

  function spotOf(ref: string): Spot | null {
    return allSpots().get(ref) ?? null;
  }

  function find(ref: string | number): HeldEntry | null {
    const spot = spotOf(typeof ref === "number" ? `@${ref}` : ref);
    const key = spot && groups.get(spot.group)?.key;
    return (key && members.get(key)?.get(spot.place)) || null;
  }

  return {
    total,
    count,
    query,
    arrangement,
    version,
    /** Whether a status tells of what may not be in here. */
    isBehind: (status: Status) => (status.revision ?? Infinity) > revision,
    renew,
    /** How often all that was here went for something else. */
    dropped: () => dropped,
    /** Begin anew, with another library; answers that are on their way are of the one before. */
    forget() {
      asking += 1;
      renewed += 1;
      revision = -1;
      batch(() => {
        drop();
        total.value = count.value = 0;
        tell(true);
      });
    },
    group,
    at,
    /** Return a group that is here, without asking for it. */
    held: (place: number): HeldGroup | null => groups.get(place) ?? null,
    /** Return an entry once it is here; null if there is none. */
    come(spot: Spot): Promise<HeldEntry | null> {
      return new Promise((resolve) => {
        const known = at(spot);
        const end = groups.get(spot.group)?.count ?? Infinity;
        if (known || spot.place >= end) resolve(known);
        else waiting.push({ spot, resolve });
      });
    },
    /** Take entries away before the kernel does: those behind them close up at once. */
    drop(refs: string[]) {
      for (const [place, held] of groups) {
        const known = members.get(held.key);
        const gone = [...(known ?? [])].filter(([, { ref }]) => refs.includes(ref));
        if (!known || gone.length === 0) continue;
        const before = (inside: number) => gone.filter(([other]) => other < inside).length;
        const left = [...known].filter((one) => !gone.some(([other]) => other === one[0]));
        const moved = left.map(([inside, entry]) => [inside - before(inside), entry] as const);
        members.set(held.key, new Map(moved));
        groups.set(place, { ...held, count: held.count - gone.length });
        count.value = count.peek() - gone.length;
      }
      closeUp();
      tell();
    },
    /** Return where the entry of a reference stands, if it is here. */
    spotOf,
    /** Return the spot of a place in a group, by the group's key, if that is here. */
    spotIn(key: string, place: number): Spot | null {
      for (const [group, held] of groups) if (held.key === key) return { group, place };
      return null;
    },
    /** Return the entry of a reference or a number, if it is here. */
    find,
    /** Return the newest generation of those that are here. */
    newest(): HeldEntry | null {
      let newest: HeldEntry | null = null;
      for (const known of members.values())
        for (const entry of known.values())
          if (entry.number > (newest?.number ?? 0)) newest = entry;
      return newest;
    },
  };

  /** Take groups away in which nothing is left. */
  function closeUp() {
    const gone = [...groups].filter(([, { count: many }]) => many === 0).map(([place]) => place);
    const moved = (place: number) => place - gone.filter((other) => other < place).length;
    groups = new Map(
      [...groups]
        .filter(([place]) => !gone.includes(place))
        .map(([place, held]) => [moved(place), held]),
    );
    total.value = total.peek() - gone.length;
  }
}
