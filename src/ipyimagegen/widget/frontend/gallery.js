// The gallery: newest first, and only the tiles that can be seen, so that ten thousand
// entries scroll as smoothly as ten.

import { make } from "./dom.js";

/** @typedef {import("./protocol.js").Entry} Entry */

const TILE = 84; // pixels, with its gap: the narrowest column
const GAP = 6;
const SPARE = 2; // rows above and below what is seen
const NAMES = { sent: "under way", unknown: "unknown: may have been billed", failed: "failed" };

/**
 * @param {{
 *   entries: import("./entries.js").Entries,
 *   pictures: import("./pictures.js").Pictures,
 *   choose: (entry: Entry, more: boolean) => void,
 *   act: (verb: "edit" | "add", entry: Entry) => void,
 * }} parts
 */
export function makeGallery({ entries, pictures, choose, act }) {
  /** @type {Map<number, {tile: HTMLElement, entry: Entry | null, time: HTMLElement | null}>} */
  let tiles = new Map();
  /** @type {string[]} */
  let picked = [];
  let active = 0; // the index that the tab key reaches
  let columns = 1;
  let side = TILE;
  let viewed = 0;

  const space = make("div", { class: "space", role: "presentation" });
  const list = make("div", {
    class: "gallery", role: "listbox", "aria-label": "Pictures", "aria-multiselectable": "true",
    tabIndex: -1,
  }, space);
  const none = make("p", { class: "none" }, "Nothing here yet. Write a prompt and press Generate.");
  const element = make("section", { class: "history", "aria-label": "History" },
    make("div", { class: "heading" }, "History"), none, list);

  const place = (/** @type {Entry} */ entry) => picked.findIndex((ref) => numberIn(ref) === entry.number);

  function draw() {
    const total = entries.total;
    none.hidden = total > 0;
    list.hidden = total === 0;
    active = Math.min(active, Math.max(0, total - 1));
    space.style.height = `${Math.ceil(total / columns) * side}px`;
    const first = Math.max(0, Math.floor(list.scrollTop / side) - SPARE) * columns;
    const rows = Math.ceil(list.clientHeight / side) + 2 * SPARE;
    const last = Math.min(total, first + rows * columns);
    const focused = list.matches(":focus-within");
    /** @type {typeof tiles} */
    const next = new Map();
    const wanted = new Set([...range(first, last), active].filter((index) => index < total));
    for (const index of wanted) {
      const entry = entries.at(index);
      const known = tiles.get(index);
      const kept = known && same(known.entry, entry) ? known : drawn(entry);
      kept.entry = entry;
      position(kept.tile, index);
      mark(kept.tile, entry, index, total);
      next.set(index, kept);
      if (kept.tile.parentNode !== space) space.append(kept.tile);
    }
    const stay = new Set([...next.values()].map(({ tile }) => tile));
    for (const { tile } of tiles.values()) if (!stay.has(tile)) tile.remove();
    tiles = next;
    if (focused) tiles.get(active)?.tile.focus({ preventScroll: true });
  }

  /** @param {Entry | null} entry */
  function drawn(entry) {
    const tile = make("div", { role: "option", class: "tile" });
    /** @type {HTMLElement | null} */
    let time = null;
    if (entry?.pictures.length) {
      const image = make("img", { alt: "", draggable: false });
      pictures.url(entry.pictures[0].hash, "thumbnail").then((url) => {
        if (url) image.src = url;
        else tile.append(make("span", { class: "words" }, "The file is gone."));
      });
      tile.append(image, make("span", { class: "number" }, `@${entry.number}`), make("span", { class: "order" }));
    } else if (entry?.status === "sent") {
      time = make("span", {}, "");
      tile.classList.add("running");
      tile.append(make("span", {}, `@${entry.number}`), time);
    } else if (entry) {
      tile.classList.add("failed");
      const words = entry.words || "may have been billed";
      const what = entry.status === "failed" ? "failed" : "unknown";
      tile.append(make("b", {}, `@${entry.number} ${what}`), make("span", { class: "words" }, words));
    }
    return { tile, entry, time };
  }

  /** @param {HTMLElement} tile @param {number} index */
  function position(tile, index) {
    const x = (index % columns) * side;
    const y = Math.floor(index / columns) * side;
    tile.style.transform = `translate(${x}px, ${y}px)`;
    tile.style.width = tile.style.height = `${side - GAP}px`;
  }

  /** @param {HTMLElement} tile @param {Entry | null} entry @param {number} index @param {number} total */
  function mark(tile, entry, index, total) {
    const order = entry ? place(entry) : -1;
    tile.tabIndex = index === active ? 0 : -1;
    tile.setAttribute("aria-selected", String(order >= 0));
    tile.setAttribute("aria-setsize", String(total));
    tile.setAttribute("aria-posinset", String(index + 1));
    tile.setAttribute("aria-label", entry ? label(entry) : "loading");
    tile.classList.toggle("viewed", entry !== null && entry.number === viewed);
    const badge = tile.querySelector(".order");
    if (badge) badge.textContent = order >= 0 ? String(order + 1) : "";
  }

  /** @param {number} index @param {boolean} more @param {boolean} chosen */
  function go(index, more, chosen) {
    if (index < 0 || index >= entries.total) return;
    active = index;
    const top = Math.floor(index / columns) * side;
    if (top < list.scrollTop) list.scrollTop = top;
    if (top + side > list.scrollTop + list.clientHeight) list.scrollTop = top + side - list.clientHeight;
    draw();
    tiles.get(index)?.tile.focus({ preventScroll: true });
    const entry = entries.at(index);
    if (chosen && entry) choose(entry, more);
  }

  const indexOf = (/** @type {EventTarget | null} */ target) => {
    const tile = target instanceof Element ? target.closest("[role=option]") : null;
    return [...tiles].find(([, known]) => known.tile === tile)?.[0] ?? -1;
  };

  list.addEventListener("click", (event) => {
    const index = indexOf(event.target);
    if (index >= 0) go(index, event.ctrlKey || event.metaKey || event.shiftKey, true);
  });
  list.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(list.clientHeight / side)) * columns;
    /** @type {Record<string, number>} */
    const steps = {
      ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns,
      PageUp: -page, PageDown: page, Home: -Infinity, End: Infinity,
    };
    const entry = entries.at(active);
    if (event.key in steps) {
      go(Math.min(entries.total - 1, Math.max(0, active + steps[event.key])), false, false);
    } else if (event.key === "Enter" || event.key === " ") {
      go(active, event.ctrlKey || event.metaKey || event.shiftKey, true);
    } else if (event.key === "e" && entry) act("edit", entry);
    else if (event.key === "a" && entry) act("add", entry);
    else return;
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
    /** @param {string[]} refs */
    pick(refs) {
      picked = refs;
      draw();
    },
    /** @param {number} number */
    view(number) {
      viewed = number;
      draw();
    },
    close() {
      observer.disconnect();
      clearInterval(ticking);
    },
  };
}

/** @param {string} ref */
export function numberIn(ref) {
  const found = /^@(\d+)(\.\d+)?$/.exec(ref);
  return found ? Number(found[1]) : 0;
}

/** @param {Entry} entry */
function label(entry) {
  const state = NAMES[/** @type {keyof typeof NAMES} */ (entry.status)];
  const words = entry.error[0] ? `: ${entry.error[0]}` : "";
  return `@${entry.number} ${entry.model}${state ? `, ${state}${words}` : ""}: ${entry.sent}`;
}

/** @param {Entry | null} one @param {Entry | null} other */
function same(one, other) {
  return one?.number === other?.number && one?.status === other?.status;
}

/** @param {number} start @param {number} end */
function range(start, end) {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
