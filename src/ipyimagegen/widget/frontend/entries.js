// What stands where in the gallery, counted from the newest, fetched page by page.

/** @typedef {import("./protocol.js").Entry} Entry */
/** @typedef {import("./model.js").Line} Line */

const PAGE = 60;
const MOST = 2400; // entries kept

/**
 * @param {Line} line
 * @param {() => void} changed called when entries came or went
 */
export function keepEntries(line, changed) {
  /** What stands where, as far as is known; after a change, what stood there before.
   * @type {Map<number, Entry>} */
  let known = new Map();
  /** @type {Set<number>} */
  let fresh = new Set();
  /** @type {Set<number>} */
  let asked = new Set();
  /** @type {{first: number, last: number, resolve: (entries: Entry[]) => void}[]} */
  let waiting = [];
  let total = 0;
  let query = "";

  line.on("entries", ({ view, query: of, start, entries }) => {
    if (view !== line.view || of !== query) return;
    const now = performance.now();
    for (let place = 0; place < PAGE; place += 1) {
      const entry = entries[place];
      if (entry) known.set(start + place, Object.assign(entry, { received: now }));
      else known.delete(start + place);
    }
    asked.delete(start / PAGE);
    fresh.add(start / PAGE);
    forgetFar(start);
    settle();
    changed();
  });

  /** Let go of what is far from where the user looks. @param {number} start */
  function forgetFar(start) {
    if (known.size <= MOST) return;
    for (const index of known.keys()) {
      if (Math.abs(index - start) < MOST / 2) continue;
      known.delete(index);
      fresh.delete(Math.floor(index / PAGE));
    }
  }

  /** @param {number} page */
  function ask(page) {
    if (fresh.has(page) || asked.has(page)) return;
    const where = { view: line.view, query, start: page * PAGE, count: PAGE };
    if (line.send("entries", where)) asked.add(page);
  }

  /** @param {number} first @param {number} last */
  const between = (first, last) => {
    /** @type {Entry[]} */
    const found = [];
    for (let index = first; index <= last; index += 1) {
      ask(Math.floor(index / PAGE));
      const entry = known.get(index);
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
     * Something changed: fetch anew what is needed, and show what was known meanwhile.
     * @param {number} count how many entries there are now
     * @param {string} [search] what is searched for now
     */
    renew(count, search = query) {
      const added = search === query ? count - total : 0;
      if (search !== query) {
        known = new Map();
        for (const { resolve } of waiting.splice(0)) resolve([]);
      } else if (added > 0) known = new Map([...known].map(([index, entry]) => [index + added, entry]));
      fresh = new Set();
      asked = new Set();
      total = count;
      query = search;
      changed();
    },
    /**
     * Take entries away before the kernel has: what follows them closes up at once.
     * @param {number[]} numbers
     */
    drop(numbers) {
      const gone = [...known].filter(([, entry]) => numbers.includes(entry.number)).map(([index]) => index);
      const moved = (/** @type {number} */ index) => index - gone.filter((other) => other < index).length;
      known = new Map([...known].filter(([index]) => !gone.includes(index)).map(([index, entry]) => [moved(index), entry]));
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
      return known.get(index) ?? null;
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
     * Return where a number stands, as far as is known here; -1 otherwise.
     * @param {number} number
     */
    indexOf(number) {
      for (const [index, entry] of known) if (entry.number === number && index < total) return index;
      return -1;
    },
    /**
     * Return the entry of a number, if it is known here.
     * @param {number} number
     * @returns {Entry | null}
     */
    find(number) {
      return known.get(this.indexOf(number)) ?? null;
    },
  };
}

/** @typedef {ReturnType<typeof keepEntries>} Entries */
