// Lineage: the inputs of a generation, step by step, and the generations made from it.

import { button, make } from "./dom.js";

/** @typedef {import("./protocol.js").Node} Node */

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

  /** @param {Node} node @param {boolean} [current] */
  function crumb(node, current = false) {
    const image = make("img", { alt: "", width: 28, height: 28 });
    if (node.hash) pictures.url(node.hash, "tile").then((url) => url && (image.src = url));
    const inside = [node.hash ? image : null, make("span", {}, node.name)];
    if (current) return make("span", { class: "crumb", "aria-current": "true" }, ...inside);
    if (!node.number) return make("span", { class: "crumb" }, ...inside);
    return make("button", { type: "button", class: "crumb", onclick: () => open(node.number) }, ...inside);
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
        ...step.flatMap((node, other) => [other ? sign("+") : "", crumb(node, place === steps.length - 1)]),
      ]));
      after.hidden = children.length === 0;
      element.hidden = before.hidden && after.hidden;
      after.replaceChildren("became ", ...children.map((child) => crumb(child)), details?.more
        ? button(`${details.more} more`, () => search(`input:@${number}`), { class: "link" }) : "");
    },
  };
}
