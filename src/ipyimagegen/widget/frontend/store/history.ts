// History: everything that was made, to be searched, selected, marked, put away and handed on.

import { signal } from "@preact/signals";
import { type Line, type Model, wordsOf } from "../kernel/line.ts";
import type { Entry, Status } from "../messages.ts";
import { remembered } from "../page/remembered.ts";
import { openArrivals } from "./arrivals.ts";
import { openCursor } from "./cursor.ts";
import { type Arrangement, type HeldEntry, keepEntries, type Spot } from "./entries.ts";
import { openOutcome } from "./outcome.ts";
import { openReach } from "./reach.ts";
import { openSearch } from "./search.ts";
import { keepSelection, MAX_CHOSEN } from "./selection.ts";
import { openShelves } from "./shelves.ts";
import type { Say } from "./speech.ts";

/** A mark, as the fields of its message. */
export type Mark =
  | { kind: "rate"; rating: number }
  | { kind: "tag"; changes: string[] }
  | { kind: "annotate"; note: string };

interface Parts {
  line: Line;
  model: Model;
  say: Say;
  /** Make entries inputs: the only ones, each of a call of its own, or more of them. */
  inputs: (verb: "edit" | "add", entries: Entry[]) => void;
  /** Do so when they come, unless something else is composed by then. */
  inputsToCome: (verb: "edit" | "add", coming: Promise<Entry[]>) => void;
  /** Compare what is selected, or what is shown. */
  compare: () => void;
  /** Let tags be written. */
  tags: () => void;
  /** Whether the stage shows what comes as it comes. */
  follows: () => boolean;
  show: (entry: Entry) => void;
  open: (number: number) => void;
  /** Return how to show generations later, unless the user has turned to others by then. */
  opening: () => (numbers: number[]) => void;
  changed: () => void;
}

export type History = ReturnType<typeof openHistory>;

export function openHistory(parts: Parts) {
  const { line, model, say, inputs, inputsToCome, compare, tags, follows } = parts;
  const { show, open, opening, changed } = parts;
  const arranged = remembered("arrangement", "template");
  let refreshing = false;
  let told: Status = {}; // last
  const everything = signal(0); // entries without a search

  const entries = keepEntries(line, (isOther) => {
    if (isOther) cursor.rewind();
    else cursor.follow();
    changed();
  });
  const shelves = openShelves(entries);
  const cursor = openCursor(entries, shelves, () => {
    if (arrivals.count.peek()) arrivals.see(cursor.inSight());
  });
  const arrivals = openArrivals();
  const selection = keepSelection({ line, model, complain });
  const search = openSearch(find);
  const reach = openReach(entries);
  const outcome = openOutcome(say);

  function complain(error: unknown) {
    const words = wordsOf(error);
    outcome.show(words.length ? words : [String((error as Error).message)], { failed: true });
  }

  // -- searching ---------------------------------------------------------------------

  const wish: { query: string; by: Arrangement } = {
    query: "",
    by: arranged.value === "time" ? "time" : "template",
  };

  /** Ask for what is wished for, or anew for what is on the page, because some of it changed. */
  async function ask() {
    const { query, by } = wish;
    const before = { query: entries.query.peek(), by: entries.arrangement.peek() };
    try {
      const count = await entries.renew(query, by, groupsInView());
      if (count === null) return;
      if (!query) everything.value = count;
      if (search.query() === query) search.tell(query, count);
    } catch (error) {
      if (wish.query !== query || query === before.query) return; // without a kernel it stays
      Object.assign(wish, before);
      search.refuse(wordsOf(error), before.query);
    }
  }

  /** Ask anew, once at a time: pictures may come faster than answers. */
  async function refresh() {
    if (refreshing) return;
    refreshing = true;
    const before = told;
    await ask();
    refreshing = false;
    if (told !== before && entries.isBehind(told)) refresh();
  }

  function find(query: string) {
    wish.query = query;
    ask();
  }

  function arrange(by: Arrangement) {
    arranged.keep(by);
    wish.by = by;
    ask();
  }

  function groupsInView(): number[] {
    const { top, bottom } = cursor.seen.peek();
    return [shelves.groupAt(top), shelves.groupAt(bottom), cursor.active.peek().group];
  }

  // -- selecting ---------------------------------------------------------------------

  /** Show an entry, and select it: alone, or with others. */
  function choose(entry: Entry, more: boolean) {
    look(entry);
    if (more && selection.refs.peek().length === MAX_CHOSEN && !selection.has(entry.ref)) {
      outcome.show([`${MAX_CHOSEN} are selected; more can't be at a time.`]);
    } else if (more) selection.toggle(entry);
    else if (entry.pictures.length) selection.set([entry]); // a failure is only looked at
  }

  function look(entry: Entry) {
    arrivals.see([entry.number]);
    show(entry);
  }

  /** Go to a tile and choose its entry. */
  function take(spot: Spot, more: boolean) {
    cursor.go(spot);
    const entry = entries.at(spot);
    if (!entry) return;
    cursor.setAnchor(entry.ref);
    choose(entry, more);
  }

  /** Go to a tile and show its entry, now or when it comes. */
  async function walk(spot: Spot) {
    cursor.setAnchor("");
    cursor.go(spot);
    const entry = entries.at(spot) ?? (await entries.come(spot));
    if (entry && entries.at(cursor.active.peek())?.ref === entry.ref) look(entry);
  }

  /** Go to the last tile, once its group is here. */
  async function walkToLast() {
    const group = entries.total.peek() - 1;
    if (!entries.held(group)) await entries.come({ group, place: 0 });
    walk({ group, place: shelves.shown(group) - 1 });
  }

  /** Select from one tile to another, in that order. */
  async function extend(from: Spot, to: Spot) {
    const by =
      from.group < to.group || (from.group === to.group && from.place <= to.place) ? 1 : -1;
    const spots: Spot[] = [];
    let next: Spot | null = from;
    let isWhole = false;
    while (next && spots.length < MAX_CHOSEN && !isWhole) {
      spots.push(next);
      isWhole = next.group === to.group && next.place === to.place;
      next = shelves.beside(next, by);
    }
    await selectAll(spots, isWhole || !next ? spots.length : 0);
  }

  /** Begin to select; return how to ask whether that is still wanted, and of what is found. */
  function beginSelecting() {
    const isLast = selection.begin();
    const dropped = entries.dropped();
    return () => isLast() && entries.dropped() === dropped;
  }

  /** Select the entries of some spots, of so many that were asked for; 0 where that is unknown. */
  async function selectAll(spots: Spot[], many: number, isLast = beginSelecting()) {
    const found = await Promise.all(spots.map((spot) => entries.come(spot)));
    if (!isLast()) return; // one that ends late takes nothing away
    const chosen = found.filter((entry) => entry !== null);
    if (chosen.length === 0) return;
    selection.set(chosen);
    if (many && many <= MAX_CHOSEN) return say(`${chosen.length} selected.`);
    const of = many ? ` of ${many.toLocaleString("en")}` : "";
    outcome.show([`${chosen.length}${of} are selected; more can't be at a time.`]);
  }

  /** Select a group as a whole. */
  function selectGroup(group: number) {
    const many = entries.held(group)?.count ?? 0;
    const places = Array.from({ length: Math.min(many, MAX_CHOSEN) }, (_, place) => place);
    return selectAll(
      places.map((place) => ({ group, place })),
      many,
    );
  }

  /** Select everything that is found. */
  async function selectEverything() {
    const isLast = beginSelecting();
    const spots: Spot[] = [];
    for (let group = 0; group < entries.total.peek() && spots.length < MAX_CHOSEN; group += 1) {
      await entries.come({ group, place: 0 });
      if (!isLast()) return;
      const many = entries.held(group)?.count ?? 0;
      for (let place = 0; place < many && spots.length < MAX_CHOSEN; place += 1)
        spots.push({ group, place });
    }
    await selectAll(spots, entries.count.peek(), isLast);
  }

  /** Go to a tile, show its entry, and select from the anchor to it. */
  function extendTo(spot: Spot) {
    const start = entries.spotOf(cursor.anchor()) ?? spot;
    cursor.go(spot);
    const entry = entries.at(spot);
    if (entry) look(entry);
    extend(start, spot);
  }

  function clear() {
    selection.clear();
    cursor.focus("");
    say("Nothing is selected.");
  }

  // -- marking, deleting, handing on ---------------------------------------------------

  /** Mark generations; return whether that was accepted. */
  function mark(numbers: number[], given: Mark): Promise<boolean> {
    outcome.hide();
    return send(numbers, given).then(
      () => {
        say(marked(given));
        return true;
      },
      (error) => {
        complain(error);
        return false;
      },
    );
  }

  function send(numbers: number[], given: Mark) {
    if (given.kind === "rate") return line.ask("rate", { numbers, rating: given.rating });
    if (given.kind === "tag") return line.ask("tag", { numbers, changes: given.changes });
    return line.ask("annotate", { number: numbers[0] ?? 0, note: given.note });
  }

  /**
   * Star generations, or take the star away where all of them have it; `known` is one of them
   * that may not be in the gallery.
   */
  function star(numbers: number[], known?: Entry) {
    const entryOf = (number: number) => (known?.number === number ? known : entries.find(number));
    if (numbers.length === 0) return;
    const all = numbers.every((number) => entryOf(number)?.starred);
    mark(numbers, { kind: "tag", changes: [all ? "-starred" : "starred"] });
  }

  /** Put generations out of sight, and show the next one. */
  function remove(numbers: number[]) {
    outcome.hide();
    const refs = numbers.map((number) => `@${number}`);
    const next = cursor.after(refs);
    const before = selection.chosen.peek();
    selection.drop(numbers);
    const isLast = selection.begin();
    arrivals.see(numbers);
    entries.drop(refs);
    if (next) {
      show(next);
      cursor.focus(next.ref);
    } else search.box.current?.focus();
    line.ask("delete", { numbers }).then(
      ({ numbers: gone }) =>
        outcome.show([`${gone.length} deleted`], { undo: () => restore(gone) }),
      (error) => {
        if (isLast()) selection.putBack(before);
        ask();
        complain(error);
      },
    );
  }

  /** Bring generations back, and show the first of them. */
  function restore(numbers: number[]) {
    outcome.hide();
    cursor.focus(`@${Math.max(...numbers)}`);
    const openLater = opening();
    line.ask("restore", { numbers }).then(({ numbers: back }) => {
      outcome.show([back.length === 1 ? "1 is back" : `${back.length} are back`]);
      if (back.length) openLater([Math.max(...back)]);
    }, complain);
  }

  /** Write generations into a bundle. */
  function save(numbers: number[]) {
    outcome.show([`exporting ${numbers.length} …`]);
    line.ask("export", { numbers }).then(({ words }) => outcome.mention(words), complain);
  }

  /** Act on a key, on these generations; return whether it has an action here. */
  function press(event: KeyboardEvent, entry: Entry, numbers: number[]): boolean {
    const { key } = event;
    const command = event.ctrlKey || event.metaKey;
    if (event.altKey || event.repeat) return false;
    if (command && key === "z") outcome.undo();
    else if (key === "Delete" || (event.metaKey && key === "Backspace")) {
      if (numbers.length) (entry.deleted ? restore : remove)(numbers);
    } else if (command) return false;
    else if (/^[0-5]$/.test(key)) rate(numbers, Number(key));
    else if (key === "s") star(numbers, entry);
    else if (key === "t") tags();
    else if (key === "c") compare();
    else if (key === "e" || key === "a") give(key === "e" ? "edit" : "add", entry);
    else if (key === "Escape" && selection.refs.peek().length) clear();
    else return false;
    return true;
  }

  function rate(numbers: number[], rating: number) {
    if (numbers.length) mark(numbers, { kind: "rate", rating });
  }

  /** Make inputs of an entry, or of all selected ones, if it is one of them. */
  function give(verb: "edit" | "add", entry: Entry) {
    const several = selection.refs.peek().length > 1 && selection.has(entry.ref);
    if (several) inputsToCome(verb, selected());
    else inputs(verb, [entry]);
  }

  /** Return the entries of all that is selected, or of these numbers of it; also of what Python picked. */
  async function selected(numbers?: number[]): Promise<Entry[]> {
    const wanted = selection.chosen.peek().filter((one) => numbers?.includes(one.number) ?? true);
    const found = wanted.map(async ({ ref, number, entry }) => {
      const known = entries.find(ref) ?? entry;
      if (known || !number) return known;
      return (await line.ask("details", { number })).entry;
    });
    return (await Promise.all(found)).filter((entry) => entry !== null);
  }

  /** Act on a key at a tile: on all selected ones, if it is one of them. */
  function pressTile(event: KeyboardEvent, entry: Entry): boolean {
    const numbers = selection.has(entry.ref) ? selection.numbers.peek() : [entry.number];
    return press(event, entry, numbers.filter(Boolean));
  }

  /** Go to the newest of what came unseen, and count all of it as seen. */
  function lookAtNew() {
    const newest = Math.max(0, ...arrivals.unseen.peek());
    arrivals.seeAll();
    if (!newest) return;
    open(newest);
    cursor.focus(`@${newest}`);
  }

  return {
    entries,
    shelves,
    cursor,
    arrivals,
    selection,
    search,
    outcome,
    everything,
    arrange,
    take,
    walk,
    walkToLast,
    selectGroup,
    selectEverything,
    selected,
    extendTo,
    lookAtNew,
    clear,
    /** Fetch what stands around an entry, unless it is here. */
    reach,
    /** Return where the neighbour of a reference stands. */
    neighbour(ref: string, by: number): Spot | null {
      const spot = entries.spotOf(ref);
      return spot && shelves.beside(spot, by);
    },
    /** Return the entries around a reference that are here, as they stand; the newest ones without. */
    around(ref: string, most: number): HeldEntry[] {
      let spot = entries.spotOf(ref) ?? { group: 0, place: 0 };
      for (let steps = 0; steps < most / 2; steps += 1) spot = shelves.beside(spot, -1) ?? spot;
      const found: HeldEntry[] = [];
      for (
        let next: Spot | null = spot;
        next && found.length < most;
        next = shelves.beside(next, 1)
      ) {
        const entry = entries.at(next);
        if (!entry) break; // it is being fetched
        found.push(entry);
      }
      return found;
    },
    mark,
    star,
    remove,
    restore,
    save,
    press,
    pressTile,
    /** Ask for what is seen first; the status may come before the answer, or after it. */
    begin: refresh,
    /** Take note that some of it changed. */
    statusChanged(status: Status) {
      arrivals.statusChanged(status, follows());
      told = status;
      if (entries.isBehind(status)) refresh();
    },
    /** Begin anew, with another library. */
    forget() {
      outcome.hide();
      arrivals.forget();
      selection.forget();
      entries.forget();
    },
    /** Take note that a generation is looked at. */
    see: (number: number) => arrivals.see([number]),
    close() {
      search.close();
      outcome.close();
    },
  };
}

/** Return the words that confirm a mark. */
function marked(given: Mark): string {
  if (given.kind === "rate")
    return given.rating ? `Rated ${given.rating} of 5.` : "The rating is taken away.";
  if (given.kind === "annotate") return "The note is kept.";
  const change = given.changes[0] ?? "";
  if (change.endsWith("starred"))
    return change.startsWith("-") ? "The star is taken away." : "Starred.";
  return `Tags: ${given.changes.join(" ")}`;
}
