// The gallery: newest first, and only the tiles that can be seen, so that ten thousand
// entries scroll as smoothly as ten.

import { make } from "./dom.js";

/** @typedef {import("./protocol.js").Entry} Entry */
/** @typedef {{element: HTMLElement, entry: Entry | null, time: HTMLElement | null, image: HTMLImageElement | null}} Tile */

const TILE = 84; // pixels, with its gap: the narrowest column
const GAP = 6;
const SPARE = 2; // rows above and below the visible ones
const PATIENCE = 2000; // milliseconds in which a tile that comes back still gets the focus
const NAMES = { sent: "under way", unknown: "unknown: may have been billed", failed: "failed" };

/**
 * @param {{
 *   entries: import("./entries.js").Entries,
 *   pictures: import("./pictures.js").Pictures,
 *   selection: import("./selection.js").Selection,
 *   choose: (entry: Entry, more: boolean) => void,
 *   extend: (from: number, to: number) => void,
 *   press: (event: KeyboardEvent, entry: Entry) => boolean,
 * }} parts
 */
export function makeGallery({ entries, pictures, selection, choose, extend, press }) {
  /** @type {Map<number, Tile>} */
  let tiles = new Map();
  let active = 0; // the index that the tab key reaches,
  let activeNumber = 0; // and the generation there: it may move
  let anchor = 0; // the number from which Shift selects
  let awaited = { number: 0, until: 0 }; // gets the focus when its tile comes
  let columns = 1;
  let side = TILE;
  let viewed = 0;

  const space = make("div", { class: "space", role: "presentation" });
  const list = make("div", {
    class: "gallery", role: "listbox", "aria-label": "Pictures", "aria-multiselectable": "true",
    tabIndex: -1,
  }, space);
  const none = make("p", { class: "none" }, "Nothing here yet. Write a prompt and press Generate.");
  const element = make("div", { class: "pictures" }, none, list);

  function draw() {
    const total = entries.total;
    none.hidden = total > 0 || entries.query !== "";
    list.hidden = total === 0;
    followActive(total);
    space.style.height = `${Math.ceil(total / columns) * side}px`;
    const top = Math.floor(list.scrollTop / side);
    const bottom = Math.ceil((list.scrollTop + list.clientHeight) / side);
    const near = range(Math.max(0, top - SPARE) * columns, Math.min(total, (bottom + SPARE) * columns));
    const wanted = [...new Set([...near, active])].filter((index) => index < total).sort((a, b) => a - b);
    const focused = list.matches(":focus-within");
    replace(wanted.map((index) => [index, tileOf(index)]));
    for (const [index, tile] of tiles) {
      position(tile.element, index);
      mark(tile, index, total);
      if (index >= top * columns && index < bottom * columns) load(tile);
    }
    const awaitedAt = awaited.number && performance.now() < awaited.until ? entries.indexOf(awaited.number) : -1;
    if (awaitedAt >= 0) go(awaitedAt);
    else if (focused) tiles.get(active)?.element.focus({ preventScroll: true });
  }

  /** Keep the tab key's place on the same generation, wherever it stands now. @param {number} total */
  function followActive(total) {
    active = Math.min(active, Math.max(0, total - 1));
    const entry = entries.at(active);
    if (entry && activeNumber && entry.number !== activeNumber) {
      const moved = entries.indexOf(activeNumber);
      if (moved >= 0) active = moved;
      else activeNumber = entry.number;
    }
  }

  /** @param {number} index @returns {Tile} */
  function tileOf(index) {
    const entry = entries.at(index);
    const tile = entry ? byNumber.get(entry.number) : tiles.get(index);
    if (!tile || !same(tile.entry, entry)) return makeTile(entry);
    tile.entry = entry;
    return tile;
  }

  /** @type {Map<number, Tile>} */
  let byNumber = new Map();

  /** Put these tiles on the page in their order, without moving one that stands right. @param {[number, Tile][]} wanted */
  function replace(wanted) {
    const stay = new Set(wanted.map(([, { element }]) => element));
    for (const { element } of tiles.values()) if (!stay.has(element)) element.remove();
    let next = space.firstChild;
    for (const [, { element }] of wanted) {
      if (element === next) next = next.nextSibling;
      else space.insertBefore(element, next);
    }
    tiles = new Map(wanted);
    byNumber = new Map(wanted.flatMap(([, tile]) => (tile.entry ? [[tile.entry.number, tile]] : [])));
  }

  /** @param {Entry | null} entry @returns {Tile} */
  function makeTile(entry) {
    const element = make("div", { role: "option", class: "tile" });
    /** @type {HTMLElement | null} */
    let time = null;
    /** @type {HTMLImageElement | null} */
    let image = null;
    if (entry?.pictures.length) {
      image = make("img", { alt: "", draggable: false });
      element.append(image, make("span", { class: "number" }, `@${entry.number}`));
    } else if (entry?.status === "sent") {
      time = make("span", {}, "");
      element.classList.add("running");
      element.append(make("span", {}, `@${entry.number}`), time);
    } else if (entry) {
      element.classList.add("failed");
      const words = entry.words || "may have been billed";
      const state = entry.status === "failed" ? "failed" : "unknown";
      element.append(make("b", {}, `@${entry.number} ${state}`), make("span", { class: "words" }, words));
    }
    if (entry) element.append(...["order", "marks"].map((name) => make("span", { class: name })));
    return { element, entry, time, image };
  }

  /** Ask for a tile's picture, once it can be seen. @param {Tile} tile */
  function load(tile) {
    const { element, entry, image } = tile;
    if (!image || !entry) return;
    tile.image = null;
    pictures.url(entry.pictures[entry.main].hash, "tile").then((url) => {
      if (url) image.src = url;
      else element.append(make("span", { class: "words" }, "The file is gone."));
    });
  }

  /** @param {HTMLElement} element @param {number} index */
  function position(element, index) {
    const x = (index % columns) * side;
    const y = Math.floor(index / columns) * side;
    element.style.transform = `translate(${x}px, ${y}px)`;
    element.style.width = element.style.height = `${side - GAP}px`;
  }

  /** @param {Tile} tile @param {number} index @param {number} total */
  function mark({ element, entry }, index, total) {
    element.tabIndex = index === active ? 0 : -1;
    element.setAttribute("aria-selected", String(entry !== null && selection.has(entry.number)));
    element.setAttribute("aria-setsize", String(total));
    element.setAttribute("aria-posinset", String(index + 1));
    element.setAttribute("aria-label", entry ? label(entry) : "loading");
    element.classList.toggle("viewed", entry !== null && entry.number === viewed);
    element.classList.toggle("deleted", entry !== null && entry.deleted);
    if (!entry) return;
    write(element, ".order", selection.order(entry.number) || "");
    write(element, ".marks", [entry.starred ? "★" : "", entry.rating ? `${entry.rating}/5` : ""].join(""));
  }

  /** @param {number} index @param {number} [from] the number from which Shift selects, if it does */
  function go(index, from = 0) {
    if (index < 0 || index >= entries.total) return;
    awaited = { number: 0, until: 0 };
    active = index;
    activeNumber = entries.at(index)?.number ?? 0;
    const top = Math.floor(index / columns) * side;
    if (top < list.scrollTop) list.scrollTop = top;
    if (top + side > list.scrollTop + list.clientHeight) list.scrollTop = top + side - list.clientHeight;
    draw();
    tiles.get(index)?.element.focus({ preventScroll: true });
    if (!from) return;
    const start = entries.indexOf(from);
    extend(start < 0 ? index : start, index);
  }

  /** @param {number} index @param {boolean} more */
  function take(index, more) {
    go(index);
    const entry = entries.at(index);
    if (!entry) return;
    anchor = entry.number;
    choose(entry, more);
  }

  const indexOf = (/** @type {EventTarget | null} */ target) => {
    const option = target instanceof Element ? target.closest("[role=option]") : null;
    return [...tiles].find(([, { element }]) => element === option)?.[0] ?? -1;
  };
  const anchored = () => anchor || (anchor = entries.at(active)?.number ?? 0);

  list.addEventListener("focusin", (event) => {
    const index = indexOf(event.target);
    if (index < 0 || index === active) return;
    active = index; // a screen reader may put the focus anywhere
    activeNumber = entries.at(index)?.number ?? 0;
    draw();
  });
  list.addEventListener("click", (event) => {
    const index = indexOf(event.target);
    if (index < 0) return;
    if (event.shiftKey) go(index, anchored());
    else take(index, event.ctrlKey || event.metaKey);
  });
  list.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(list.clientHeight / side)) * columns;
    const more = event.ctrlKey || event.metaKey;
    /** @type {Record<string, number>} */
    const steps = {
      ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns,
      PageUp: -page, PageDown: page, Home: -Infinity, End: Infinity,
    };
    const entry = entries.at(active);
    if (event.key in steps) {
      const index = Math.min(entries.total - 1, Math.max(0, active + steps[event.key]));
      if (!event.shiftKey) anchor = 0;
      go(index, event.shiftKey ? anchored() : 0);
    } else if (event.key === "Enter" || event.key === " ") {
      if (event.shiftKey) go(active, anchored());
      else take(active, more);
    } else if (more && event.key === "a") extend(0, entries.total - 1);
    else if (!entry || !press(event, entry)) return;
    event.preventDefault();
  });
  list.addEventListener("scroll", draw, { passive: true });

  const observer = new ResizeObserver(() => {
    const width = list.clientWidth;
    if (width === 0) return;
    columns = Math.max(3, Math.floor((width + GAP) / (TILE + GAP)));
    side = Math.floor((width + GAP) / columns);
    draw();
  });
  observer.observe(list);

  const ticking = setInterval(() => {
    for (const { entry, time } of tiles.values()) {
      if (!entry || !time) continue;
      time.textContent = `${Math.floor(entry.age + (performance.now() - entry.received) / 1000)} s`;
    }
  }, 1000);

  return {
    element,
    draw,
    /** @param {number} number */
    view(number) {
      viewed = number;
      draw();
    },
    /** Return the entry that takes the place of these when they are gone. @param {number[]} numbers */
    after(numbers) {
      const left = (/** @type {number} */ index) => {
        const entry = entries.at(index);
        return entry && !numbers.includes(entry.number) ? entry : null;
      };
      const first = Math.max(0, entries.indexOf(numbers.includes(activeNumber) ? activeNumber : numbers[0]));
      for (let index = first; index < Math.min(entries.total, first + 200); index += 1) if (left(index)) return left(index);
      for (let index = first; index >= Math.max(0, first - 200); index -= 1) if (left(index)) return left(index);
      return null;
    },
    /** Give the focus to a tile, now or as soon as it comes. @param {number} number */
    focus(number) {
      const index = entries.indexOf(number);
      go(index >= 0 ? index : active);
      if (index < 0) awaited = { number, until: performance.now() + PATIENCE };
    },
    /** Go back to the newest one. */
    rewind() {
      list.scrollTop = 0;
      active = activeNumber = anchor = 0;
      draw();
    },
    close() {
      observer.disconnect();
      clearInterval(ticking);
    },
  };
}

/** @param {Entry} entry */
function label(entry) {
  const state = NAMES[/** @type {keyof typeof NAMES} */ (entry.status)];
  const marks = [
    state ? `${state}${entry.error[0] ? `: ${entry.error[0]}` : ""}` : "",
    entry.starred ? "starred" : "",
    entry.rating ? `rated ${entry.rating} of 5` : "",
    entry.deleted ? "deleted" : "",
  ].filter(Boolean);
  return `${[`@${entry.number} ${entry.model}`, ...marks].join(", ")}: ${entry.prompt}`;
}

/** @param {HTMLElement} element @param {string} selector @param {string | number} text */
function write(element, selector, text) {
  const part = element.querySelector(selector);
  if (part && part.textContent !== String(text)) part.textContent = String(text);
}

/** @param {Entry | null} one @param {Entry | null} other */
function same(one, other) {
  return one?.number === other?.number && one?.status === other?.status;
}

/** @param {number} start @param {number} end */
function range(start, end) {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}

/** @typedef {ReturnType<typeof makeGallery>} Gallery */
