// The selection: the same list as `@picked`, in order, and with it generations without a
// picture, which can be deleted but not picked.

/** @typedef {import("./protocol.js").Entry} Entry */
/** @typedef {{number: number, ref: string}} Chosen */

export const MAX_CHOSEN = 100;

/**
 * @param {{
 *   line: import("./model.js").Line,
 *   model: import("./model.js").Model,
 *   changed: () => void,
 *   complain: (error: any) => void,
 * }} parts
 */
export function keepSelection({ line, model, changed, complain }) {
  /** @type {Chosen[]} */
  let chosen = [];
  let pending = 0; // requests in flight; until they are answered the user's own choice is shown

  const refs = () => chosen.map(({ ref }) => ref).filter(Boolean);
  const picked = () => /** @type {string[]} */ (model.get("picked") ?? []);
  const toChosen = (/** @type {Entry} */ entry) => ({
    number: entry.number,
    ref: entry.pictures.length ? `@${entry.number}` : "",
  });

  /** @param {Chosen[]} wanted */
  function choose(wanted) {
    const before = refs().join();
    chosen = wanted.slice(0, MAX_CHOSEN);
    changed();
    if (refs().join() === before) return;
    pending += 1;
    line.ask("pick", { picked: refs() }).catch(complain).finally(() => {
      pending -= 1;
      follow();
    });
  }

  /** Show a selection made elsewhere: in Python, or in another view. */
  function follow() {
    if (pending || refs().join() === picked().join()) return;
    chosen = picked().map((ref) => ({ number: numberIn(ref), ref }));
    changed();
  }

  return {
    follow,
    /** The selected numbers, in order. */
    get numbers() {
      return chosen.map(({ number }) => number).filter(Boolean);
    },
    /** @param {number} number */
    has: (number) => chosen.some((one) => one.number === number),
    /** Return a number's place in `@picked`, counted from 1; 0 if it has none. @param {number} number */
    order: (number) => chosen.filter(({ ref }) => ref).findIndex((one) => one.number === number) + 1,
    /** @param {Entry[]} entries */
    set: (entries) => choose(entries.map(toChosen)),
    /** @param {Entry} entry */
    toggle(entry) {
      const others = chosen.filter(({ number }) => number !== entry.number);
      choose(others.length < chosen.length ? others : [...others, toChosen(entry)]);
    },
    /** @param {number[]} numbers */
    drop: (numbers) => choose(chosen.filter(({ number }) => !numbers.includes(number))),
    clear: () => choose([]),
  };
}

/** @typedef {ReturnType<typeof keepSelection>} Selection */

/** @param {string} ref */
function numberIn(ref) {
  const match = /^@(\d+)(\.\d+)?$/.exec(ref);
  return match ? Number(match[1]) : 0;
}
