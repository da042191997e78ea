// Lineage: what a generation was made from, step by step, and what became of it.

import { button, make } from "./dom.js";

/** @typedef {import("./protocol.js").Node} Step */

/**
 * @param {{
 *   pictures: import("./pictures.js").Pictures,
 *   open: (number: number) => void,
 *   search: (query: string) => void,
 * }} parts
 */
export function makeLineage({ pictures, open, search }) {
  const before = make("p", { class: "parents" });
  const after = make("p", { class: "children" });
  const element = make("div", { class: "lineage" }, before, after);
  let drawn = "";

  /** @param {Step} step @param {boolean} [current] */
  function crumb(step, current = false) {
    const image = make("img", { alt: "", width: 28, height: 28 });
    if (step.hash) pictures.url(step.hash, "tile").then((url) => url && (image.src = url));
    const inside = [step.hash ? image : null, make("span", {}, step.name)];
    if (current) return make("span", { class: "crumb", "aria-current": "true" }, ...inside);
    if (!step.number) return make("span", { class: "crumb" }, ...inside);
    return make("button", { type: "button", class: "crumb", onclick: () => open(step.number) }, ...inside);
  }
  const sign = (/** @type {string} */ text) => make("span", { class: "sign" }, text);

  return {
    element,
    /** @param {number} number @param {import("./protocol.js").Details | null} details */
    show(number, details) {
      const wanted = JSON.stringify([number, details && [details.steps, details.children, details.more]]);
      if (wanted === drawn) return;
      drawn = wanted;
      const steps = details?.steps ?? [];
      const children = details?.children ?? [];
      before.hidden = steps.length < 2;
      before.replaceChildren("from ", details?.whole ? "" : sign("…"), ...steps.flatMap((step, place) => [
        place ? sign("→") : "",
        ...step.flatMap((one, other) => [other ? sign("+") : "", crumb(one, place === steps.length - 1)]),
      ]));
      after.hidden = children.length === 0;
      element.hidden = before.hidden && after.hidden;
      after.replaceChildren("became ", ...children.map((one) => crumb(one)), details?.more
        ? button(`${details.more} more`, () => search(`input:@${number}`), { class: "link" }) : "");
    },
  };
}
