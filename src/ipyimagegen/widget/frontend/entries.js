// The gallery's entries by their index, counted from the newest, fetched page by page.

/** @typedef {import("./protocol.js").Entry} Entry */
/** @typedef {import("./model.js").Line} Line */

const PAGE = 60; // entries in one message
const MAX_ENTRIES = 2400; // kept

/**
 * @param {Line} line
 * @param {() => void} changed called when entries come or go
 */
export function keepEntries(line, changed) {
  /** Entries by their index; after a change stale ones, until their page comes anew.
   * @type {Map<number, Entry>} */
  let byIndex = new Map();
  /** @type {Set<number>} */
  let freshPages = new Set();
  /** @type {Set<number>} */
  let askedPages = new Set();
  /** @type {{first: number, last: number, resolve: (entries: Entry[]) => void}[]} */
  let waiting = [];
  let total = 0;
  let query = "";

  line.on("entries", ({ view, query: searched, start, entries }) => {
    if (view !== line.view || searched !== query) return;
    const now = performance.now();
    for (let place = 0; place < PAGE; place += 1) {
      const entry = entries[place];
      if (entry) byIndex.set(start + place, Object.assign(entry, { received: now }));
      else byIndex.delete(start + place);
    }
    askedPages.delete(start / PAGE);
    freshPages.add(start / PAGE);
    forgetFar(start);
    settle();
    changed();
  });

  /** Let go of entries that are far from the page in view. @param {number} start */
  function forgetFar(start) {
    if (byIndex.size <= MAX_ENTRIES) return;
    for (const index of byIndex.keys()) {
      if (Math.abs(index - start) < MAX_ENTRIES / 2) continue;
      byIndex.delete(index);
      freshPages.delete(Math.floor(index / PAGE));
    }
  }

  /** @param {number} page */
  function ask(page) {
    if (freshPages.has(page) || askedPages.has(page)) return;
    const where = { view: line.view, query, start: page * PAGE, count: PAGE };
    if (line.send("entries", where)) askedPages.add(page);
  }

  /** @param {number} first @param {number} last */
  const between = (first, last) => {
    /** @type {Entry[]} */
    const found = [];
    for (let index = first; index <= last; index += 1) {
      ask(Math.floor(index / PAGE));
      const entry = byIndex.get(index);
      if (entry) found.push(entry);
    }
    return found;
  };

  function settle() {
    for (const one of waiting.splice(0)) {
      const found = between(one.first, Math.min(one.last, total - 1));
      if (found.length > Math.min(one.last, total - 1) - one.first) one.resolve(found);
      else waiting.push(one);
    }
  }

  return {
    get total() {
      return total;
    },
    get query() {
      return query;
    },
    /**
     * Fetch pages anew when they are needed next; stale entries are shown meanwhile.
     * @param {number} count how many entries there are now
     * @param {string} [search] the query now
     */
    renew(count, search = query) {
      const added = search === query ? count - total : 0;
      if (search !== query) {
        byIndex = new Map();
        for (const { resolve } of waiting.splice(0)) resolve([]);
      } else if (added > 0) byIndex = new Map([...byIndex].map(([index, entry]) => [index + added, entry]));
      freshPages = new Set();
      askedPages = new Set();
      total = count;
      query = search;
      changed();
    },
    /**
     * Take entries away before the kernel does: those behind them close up at once.
     * @param {number[]} numbers
     */
    drop(numbers) {
      const gone = [...byIndex].filter(([, entry]) => numbers.includes(entry.number)).map(([index]) => index);
      const moved = (/** @type {number} */ index) => index - gone.filter((other) => other < index).length;
      byIndex = new Map([...byIndex].filter(([index]) => !gone.includes(index)).map(([index, entry]) => [moved(index), entry]));
      total -= gone.length;
      changed();
    },
    /**
     * Return an entry, or null while it is being fetched.
     * @param {number} index
     * @returns {Entry | null}
     */
    at(index) {
      if (index < 0 || index >= total) return null;
      ask(Math.floor(index / PAGE));
      return byIndex.get(index) ?? null;
    },
    /**
     * Return entries from one index to another, both included, once all of them are here.
     * @param {number} first
     * @param {number} last
     * @returns {Promise<Entry[]>}
     */
    reach(first, last) {
      return new Promise((resolve) => {
        waiting.push({ first, last, resolve });
        settle();
      });
    },
    /**
     * Return a number's index among the fetched entries; -1 otherwise.
     * @param {number} number
     */
    indexOf(number) {
      for (const [index, entry] of byIndex) if (entry.number === number && index < total) return index;
      return -1;
    },
    /**
     * Return a number's entry, if it was fetched.
     * @param {number} number
     * @returns {Entry | null}
     */
    find(number) {
      return byIndex.get(this.indexOf(number)) ?? null;
    },
  };
}

/** @typedef {ReturnType<typeof keepEntries>} Entries */
