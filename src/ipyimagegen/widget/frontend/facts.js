// Details: how a generation was made, as a list that opens.

import { make } from "./dom.js";

/** @typedef {import("./protocol.js").Entry} Entry */
/** @typedef {import("./protocol.js").Details} Details */

export function makeFacts() {
  const list = make("dl", {});
  const element = make("details", { class: "facts" }, make("summary", {}, "Details"), list);
  return {
    element,
    /** @param {Entry} entry @param {Details | null} details @param {number} position of the picture shown */
    show(entry, details, position) {
      list.replaceChildren(...facts(entry, details, position).flatMap(([name, value]) =>
        value ? [make("dt", {}, name), make("dd", {}, value)] : []));
    },
  };
}

/**
 * @param {Entry} entry
 * @param {Details | null} details
 * @param {number} position
 * @returns {[string, string][]}
 */
function facts(entry, details, position) {
  const picture = entry.pictures[position];
  const answered = entry.servedBy && entry.servedBy !== entry.model ? `, answered by ${entry.servedBy}` : "";
  return [
    ["Template", details?.template ?? ""],
    ["Model", entry.model + answered],
    ["Gateway", details?.gateway ?? ""],
    ["Picture", picture ? `${picture.width} × ${picture.height} ${picture.type.toUpperCase()}, ${bytes(picture.size)}` : ""],
    ["Time", entry.seconds ? `${entry.seconds} s` : ""],
    ["Cost", entry.cost === null ? "not reported" : `$${Number(entry.cost.toPrecision(3))}`],
    ["Take", String(entry.take)],
    ["Aspect", entry.aspect],
    ["Size", details?.size ?? ""],
    ["More", details?.extra ?? ""],
    ["Inputs", entry.inputs.map(({ name }) => name).join(", ")],
    ["Created", details ? when(details.created) : ""],
    ["Variable", entry.name],
    ["Notebook", details?.notebook ?? ""],
  ];
}

/** @param {number} count */
function bytes(count) {
  return count < 1e6 ? `${Math.max(1, Math.round(count / 1e3))} KB` : `${(count / 1e6).toFixed(1)} MB`;
}

/** @param {string} time in UTC */
function when(time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toLocaleString();
}
