// What stands where in the gallery, counted from the newest, fetched page by page.

/** @typedef {import("./protocol.js").Entry} Entry */
/** @typedef {import("./model.js").Line} Line */

const PAGE = 60;
const PAGES = 40;

/**
 * @param {Line} line
 * @param {() => void} changed called when entries came or went
 */
export function keepEntries(line, changed) {
  /** @type {Map<number, Entry[]>} */
  let pages = new Map();
  /** @type {Set<number>} */
  let asked = new Set();
  /** Pages that were right before the last change; shown until the new ones are here. */
  let old = new Map(pages);
  let total = 0;

  line.on("entries", ({ view, start, entries }) => {
    if (view !== line.view) return;
    const now = performance.now();
    for (const entry of entries) entry.received = now;
    const page = Math.floor(start / PAGE);
    asked.delete(page);
    pages.delete(page);
    pages.set(page, entries);
    while (pages.size > PAGES) pages.delete(pages.keys().next().value ?? 0);
    changed();
  });

  const ask = (/** @type {number} */ page) => {
    if (pages.has(page) || asked.has(page)) return;
    if (line.send("entries", { view: line.view, start: page * PAGE, count: PAGE })) asked.add(page);
  };

  return {
    get total() {
      return total;
    },
    /**
     * Something changed: fetch anew what is needed, and show what was known meanwhile.
     * @param {number} count how many entries there are now
     */
    renew(count) {
      const added = count - total;
      if (added === 0) old = new Map([...old, ...pages]);
      else old = new Map();
      pages = new Map();
      asked = new Set();
      total = count;
      changed();
    },
    /**
     * Return an entry, or null while it is being fetched.
     * @param {number} index
     * @returns {Entry | null}
     */
    at(index) {
      if (index < 0 || index >= total) return null;
      const page = Math.floor(index / PAGE);
      ask(page);
      return (pages.get(page) ?? old.get(page))?.[index % PAGE] ?? null;
    },
    /**
     * Return where a number stands, as far as is known here; -1 otherwise.
     * @param {number} number
     */
    indexOf(number) {
      for (const [page, entries] of [...old, ...pages]) {
        const place = entries.findIndex((entry) => entry.number === number);
        if (place >= 0 && (pages.get(page) ?? old.get(page)) === entries) return page * PAGE + place;
      }
      return -1;
    },
  };
}

/** @typedef {ReturnType<typeof keepEntries>} Entries */
