// History: everything that was made, to be searched, selected, marked, put away and handed on.

import { type Line, type Model, wordsOf } from "../kernel/line.ts";
import type { Entry } from "../messages.ts";
import { openCursor } from "./cursor.ts";
import { keepEntries } from "./entries.ts";
import { openOutcome } from "./outcome.ts";
import { openSearch } from "./search.ts";
import { keepSelection, MAX_CHOSEN } from "./selection.ts";
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
  /** Make an entry the composer's only input, or one more. */
  input: (verb: "edit" | "add", entry: Entry) => void;
  show: (entry: Entry) => void;
  open: (number: number) => void;
  changed: () => void;
}

export type History = ReturnType<typeof openHistory>;

export function openHistory({ line, model, say, input, show, open, changed }: Parts) {
  let total = 0;
  // The number of the last search, refresh and extension: an older one that ends late does nothing.
  let searching = 0;
  let refreshing = 0;
  let extending = 0;

  const entries = keepEntries(line, () => {
    cursor.follow();
    changed();
  });
  const cursor = openCursor(entries);
  const selection = keepSelection({ line, model, complain });
  const search = openSearch(find);
  const outcome = openOutcome(say);

  function complain(error: unknown) {
    const words = wordsOf(error);
    outcome.show(words.length ? words : [String((error as Error).message)], { failed: true });
  }

  // -- searching ---------------------------------------------------------------------

  async function find(query: string) {
    searching += 1;
    const mine = searching;
    try {
      const count = query ? (await line.ask("search", { query })).count : total;
      if (mine !== searching) return;
      const other = query !== entries.query.peek();
      entries.renew(count, query);
      if (other) cursor.rewind();
      search.tell(query, count);
    } catch (error) {
      if (mine === searching) search.refuse(wordsOf(error), entries.query.peek());
    }
  }

  /** Ask anew for the entries on the page, because some of them changed. */
  async function refresh() {
    refreshing += 1;
    const mine = refreshing;
    const query = entries.query.peek();
    if (!query) return entries.renew(total);
    const count = await line.ask("search", { query }).then(
      (answer) => answer.count,
      () => entries.total.peek(),
    );
    if (mine !== refreshing || query !== entries.query.peek()) return;
    entries.renew(count);
    if (search.query() === query) search.tell(query, count);
  }

  // -- selecting ---------------------------------------------------------------------

  /** Show an entry, and select it: alone, or with others. */
  function choose(entry: Entry, more: boolean) {
    show(entry);
    if (more && selection.numbers.peek().length === MAX_CHOSEN && !selection.has(entry.number)) {
      outcome.show([`${MAX_CHOSEN} are selected; more can't be at a time.`]);
    } else if (more) selection.toggle(entry);
    else if (entry.pictures.length) selection.set([entry]); // a failure is only looked at
  }

  /** Go to the tile at an index and choose its entry. */
  function take(index: number, more: boolean) {
    cursor.go(index);
    const entry = entries.at(index);
    if (!entry) return;
    cursor.setAnchor(entry.number);
    choose(entry, more);
  }

  /** Select from one place to another, in that order. */
  async function extend(from: number, to: number) {
    extending += 1;
    const mine = extending;
    const many = Math.abs(to - from) + 1;
    const most = Math.min(many, MAX_CHOSEN) - 1;
    const [first, last] = from <= to ? [from, from + most] : [from - most, from];
    const found = await entries.reach(first, last);
    if (mine !== extending || found.length === 0) return;
    selection.set(from <= to ? found : found.reverse());
    if (many <= MAX_CHOSEN) say(`${many} selected.`);
    else
      outcome.show([
        `${MAX_CHOSEN} of ${many.toLocaleString("en")} are selected; more can't be at a time.`,
      ]);
  }

  /** Go to the tile at an index and select from the anchor to it. */
  function extendTo(index: number) {
    const anchor = cursor.anchor();
    cursor.go(index);
    const start = entries.indexOf(anchor);
    extend(start < 0 ? index : start, index);
  }

  function clear() {
    selection.clear();
    cursor.focus(0);
    say("Nothing is selected.");
  }

  // -- marking, deleting, handing on ---------------------------------------------------

  function mark(numbers: number[], given: Mark) {
    outcome.hide();
    send(numbers, given).then(() => say(marked(given)), complain);
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
    const all = numbers.every((number) => entryOf(number)?.starred);
    mark(numbers, { kind: "tag", changes: [all ? "-starred" : "starred"] });
  }

  /** Put generations out of sight, and show the next one. */
  function remove(numbers: number[]) {
    outcome.hide();
    const next = cursor.after(numbers);
    const count = entries.total.peek();
    selection.drop(numbers);
    entries.drop(numbers);
    if (next) {
      show(next);
      cursor.focus(next.number);
    } else search.box.current?.focus();
    line.ask("delete", { numbers }).then(
      ({ numbers: gone }) =>
        outcome.show([`${gone.length} deleted`], { undo: () => restore(gone) }),
      (error) => {
        entries.renew(count);
        complain(error);
      },
    );
  }

  /** Bring generations back, and show the first of them. */
  function restore(numbers: number[]) {
    outcome.hide();
    cursor.focus(Math.max(...numbers));
    line.ask("restore", { numbers }).then(({ numbers: back }) => {
      outcome.show([back.length === 1 ? "1 is back" : `${back.length} are back`]);
      if (back.length) open(Math.max(...back));
    }, complain);
  }

  /** Write generations into a bundle. */
  function save(numbers: number[]) {
    outcome.show([`exporting ${numbers.length} …`]);
    line.ask("export", { numbers }).then(({ words }) => outcome.show([words]), complain);
  }

  /** Act on a key, on these generations; return whether it has an action here. */
  function press(event: KeyboardEvent, entry: Entry, numbers: number[]): boolean {
    const { key } = event;
    const command = event.ctrlKey || event.metaKey;
    if (event.altKey || event.repeat) return false;
    if (command && key === "z") outcome.undo();
    else if (key === "Delete" || (event.metaKey && key === "Backspace"))
      (entry.deleted ? restore : remove)(numbers);
    else if (command) return false;
    else if (/^[0-5]$/.test(key)) mark(numbers, { kind: "rate", rating: Number(key) });
    else if (key === "s") star(numbers, entry);
    else if (key === "e" || key === "a") input(key === "e" ? "edit" : "add", entry);
    else if (key === "Escape" && selection.numbers.peek().length) clear();
    else return false;
    return true;
  }

  /** Act on a key at a tile: on all selected ones, if it is one of them. */
  function pressTile(event: KeyboardEvent, entry: Entry): boolean {
    const numbers = selection.numbers.peek();
    return press(event, entry, numbers.includes(entry.number) ? numbers : [entry.number]);
  }

  return {
    entries,
    cursor,
    selection,
    search,
    outcome,
    take,
    extend,
    extendTo,
    clear,
    mark,
    star,
    remove,
    restore,
    save,
    press,
    pressTile,
    /** Take note of how many generations there are, and that some of them changed. */
    statusChanged(count: number) {
      total = count;
      refresh();
    },
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
