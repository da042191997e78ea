// History: everything that was made, to be searched, selected, marked, put away and handed on.

import { makeBar, makeOutcome } from "./bar.js";
import { make } from "./dom.js";
import { keepEntries } from "./entries.js";
import { makeGallery } from "./gallery.js";
import { makeSearch } from "./search.js";
import { keepSelection, MAX_CHOSEN } from "./selection.js";

/** @typedef {import("./protocol.js").Entry} Entry */

/**
 * @param {{
 *   line: import("./model.js").Line,
 *   model: import("./model.js").Model,
 *   pictures: import("./pictures.js").Pictures,
 *   say: (words: string) => void,
 *   act: (verb: "edit" | "add", entry: Entry) => void,
 *   show: (entry: Entry) => void,
 *   open: (number: number) => void,
 *   changed: () => void,
 * }} parts
 */
export function makeHistory({ line, model, pictures, say, act, show, open, changed }) {
  let total = 0;
  // The number of the last search, refresh and extension: an older one that ends late does nothing.
  let searching = 0;
  let refreshing = 0;
  let extending = 0;

  const entries = keepEntries(line, () => {
    gallery.draw();
    changed();
  });
  const selection = keepSelection({ line, model, changed: () => selectionChanged(), complain });
  const gallery = makeGallery({
    entries, pictures, selection, extend,
    choose(entry, more) {
      show(entry);
      if (more && selection.numbers.length === MAX_CHOSEN && !selection.has(entry.number)) {
        outcome.show([`${MAX_CHOSEN} are selected; more can't be at a time.`]);
      } else if (more) selection.toggle(entry);
      else if (entry.pictures.length) selection.set([entry]); // a failure is only looked at
    },
    press: (event, entry) => press(event, entry, together(entry)),
  });
  const box = makeSearch((query) => search(query));
  const outcome = makeOutcome(say);
  const bar = makeBar({
    star: () => star(selection.numbers),
    tag: (words) => mark(selection.numbers, "tag", { changes: words }),
    remove: () => remove(selection.numbers),
    restore: () => restore(selection.numbers),
    save: () => save(selection.numbers),
    clear,
  });
  const element = make("section", { class: "history", "aria-label": "History" },
    make("div", { class: "heading" }, "History"),
    box.element, bar.element, outcome.element, box.nothing, gallery.element);

  function complain(/** @type {any} */ error) {
    outcome.show(error.words?.length ? error.words : [error.message], { failed: true });
  }
  function selectionChanged() {
    const { numbers } = selection;
    bar.show(numbers.length, numbers.every((number) => entries.find(number)?.deleted));
    gallery.draw();
  }
  /** Return the numbers that a key at a tile acts on: all selected ones, if it is one of them. @param {Entry} entry */
  function together(entry) {
    const { numbers } = selection;
    return numbers.includes(entry.number) ? numbers : [entry.number];
  }
  function clear() {
    selection.clear();
    gallery.focus(0);
    say("Nothing is selected.");
  }

  // -- searching ---------------------------------------------------------------------

  /** @param {string} query */
  async function search(query) {
    const mine = ++searching;
    try {
      const { count } = query ? await line.ask("search", { query }) : { count: total };
      if (mine !== searching) return;
      const other = query !== entries.query;
      entries.renew(count, query);
      if (other) gallery.rewind();
      box.tell(query, count);
    } catch (/** @type {any} */ error) {
      if (mine === searching) box.refuse(error.words ?? [String(error)], entries.query);
    }
  }

  /** Ask anew for the entries on the page, because some of them changed. */
  async function refresh() {
    const mine = ++refreshing;
    const { query } = entries;
    if (!query) return entries.renew(total);
    const { count } = await line.ask("search", { query }).catch(() => ({ count: entries.total }));
    if (mine !== refreshing || query !== entries.query) return;
    entries.renew(count);
    if (box.query === query) box.tell(query, count);
  }

  // -- selecting ---------------------------------------------------------------------

  /** Select from one place to another, in that order. @param {number} from @param {number} to */
  async function extend(from, to) {
    const mine = ++extending;
    const many = Math.abs(to - from) + 1;
    const most = Math.min(many, MAX_CHOSEN) - 1;
    const [first, last] = from <= to ? [from, from + most] : [from - most, from];
    const found = await entries.reach(first, last);
    if (mine !== extending || found.length === 0) return;
    selection.set(from <= to ? found : found.reverse());
    if (many <= MAX_CHOSEN) say(`${many} selected.`);
    else outcome.show([`${MAX_CHOSEN} of ${many.toLocaleString("en")} are selected; more can't be at a time.`]);
  }

  // -- marking, deleting, handing on ---------------------------------------------------

  /** @param {number[]} numbers @param {"rate" | "tag" | "annotate"} kind @param {Record<string, any>} fields */
  function mark(numbers, kind, fields) {
    outcome.hide();
    const target = kind === "annotate" ? { number: numbers[0] } : { numbers };
    line.ask(kind, { ...target, ...fields }).then(() => say(marked(kind, fields)), complain);
  }

  /** Star generations, or take the star away where all of them have it.
   * @param {number[]} numbers @param {Entry} [known] one of them that may not be in the gallery */
  function star(numbers, known) {
    const entryOf = (/** @type {number} */ number) => (known?.number === number ? known : entries.find(number));
    const all = numbers.every((number) => entryOf(number)?.starred);
    mark(numbers, "tag", { changes: [all ? "-starred" : "starred"] });
  }

  /** Put generations out of sight, and show the next one. @param {number[]} numbers */
  function remove(numbers) {
    outcome.hide();
    const next = gallery.after(numbers);
    const count = entries.total;
    selection.drop(numbers);
    entries.drop(numbers);
    if (next) {
      show(next);
      gallery.focus(next.number);
    } else box.focus();
    line.ask("delete", { numbers }).then(
      ({ numbers: gone }) => outcome.show([`${gone.length} deleted`], { undo: () => restore(gone) }),
      (error) => {
        entries.renew(count);
        complain(error);
      },
    );
  }

  /** Bring generations back, and show the first of them. @param {number[]} numbers */
  function restore(numbers) {
    outcome.hide();
    gallery.focus(Math.max(...numbers));
    line.ask("restore", { numbers }).then(({ numbers: back }) => {
      outcome.show([back.length === 1 ? "1 is back" : `${back.length} are back`]);
      if (back.length) open(Math.max(...back));
    }, complain);
  }

  /** Write generations into a bundle. @param {number[]} numbers */
  function save(numbers) {
    outcome.show([`exporting ${numbers.length} …`]);
    line.ask("export", { numbers }).then(({ words }) => outcome.show([words]), complain);
  }

  /**
   * Act on a key; return whether it has an action here.
   * @param {KeyboardEvent} event @param {Entry} entry @param {number[]} numbers the generations to act on
   */
  function press(event, entry, numbers) {
    const { key } = event;
    const command = event.ctrlKey || event.metaKey;
    if (event.altKey || event.repeat) return false;
    if (command && key === "z") outcome.undo();
    else if (key === "Delete" || (event.metaKey && key === "Backspace")) (entry.deleted ? restore : remove)(numbers);
    else if (command) return false;
    else if (/^[0-5]$/.test(key)) mark(numbers, "rate", { rating: Number(key) });
    else if (key === "s") star(numbers, entry);
    else if (key === "e" || key === "a") act(key === "e" ? "edit" : "add", entry);
    else if (key === "Escape" && selection.numbers.length) clear();
    else return false;
    return true;
  }

  return {
    element, entries, mark, remove, restore, save, press,
    search: box.write,
    view: gallery.view,
    pickedChanged: selection.follow,
    /** @param {number} count of all generations */
    statusChanged(count) {
      total = count;
      refresh();
    },
    close() {
      box.close();
      outcome.close();
      gallery.close();
    },
  };
}

/** Return the words that confirm a mark. @param {string} kind @param {Record<string, any>} fields */
function marked(kind, fields) {
  if (kind === "rate") return fields.rating ? `Rated ${fields.rating} of 5.` : "The rating is taken away.";
  if (kind === "annotate") return "The note is kept.";
  const [change] = fields.changes;
  if (change.endsWith("starred")) return change.startsWith("-") ? "The star is taken away." : "Starred.";
  return `Tags: ${fields.changes.join(" ")}`;
}
