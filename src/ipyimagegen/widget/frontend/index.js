// The panel: a composer, a viewer and a gallery over one line to the kernel.

import { makeComposer } from "./composer.js";
import { make } from "./dom.js";
import { keepEntries } from "./entries.js";
import { makeGallery, numberIn } from "./gallery.js";
import { connect } from "./model.js";
import { keepPictures } from "./pictures.js";
import { makeQueue } from "./queue.js";
import { keepUploads } from "./uploads.js";
import { makeViewer } from "./viewer.js";

/** @typedef {import("./protocol.js").Entry} Entry */
/** @typedef {import("./protocol.js").Status} Status */

const GONE = "The kernel has restarted or is gone. Run the cell with %imagegen panel again.";
const SILENT = "No answer from the kernel yet. If a cell runs, this waits for it; " +
  "if the kernel was restarted, run the cell with %imagegen panel again.";

/** @param {{model: import("./model.js").Model, el: HTMLElement}} view */
function render({ model, el }) {
  const line = connect(model);
  const pictures = keepPictures(line);
  const uploads = keepUploads(line);
  let following = true; // whether the newest picture is shown when it comes

  const notice = make("p", { class: "notice", role: "alert", hidden: true });
  const live = make("p", { class: "live", "aria-live": "polite" });
  const where = make("span", { class: "where" });
  const say = (/** @type {string} */ words) => (live.textContent = words);
  const warn = (/** @type {string} */ words) => {
    notice.textContent = words;
    notice.hidden = !words;
  };
  line.watch((state) => warn({ well: "", silent: SILENT, gone: GONE }[state]));

  /** @param {string} kind @param {Record<string, any>} fields */
  async function copy(kind, fields) {
    try {
      const { text } = await line.ask(kind, fields);
      say((await toClipboard(text, root)) ? "The cell is copied." : "The browser doesn't allow copying.");
    } catch (error) {
      complain(error);
    }
  }
  const complain = (/** @type {any} */ error) => composer.complain(error.words ?? [String(error)]);

  const composer = makeComposer({
    line, pictures, uploads, say, copy, open: openNumber, sent: () => (following = true),
  });
  const queue = makeQueue(line);
  const entries = keepEntries(line, () => entriesChanged());

  const inputOf = (/** @type {Entry} */ entry, position = 0) => {
    const ref = position ? `@${entry.number}.${position + 1}` : `@${entry.number}`;
    return { ref, hash: entry.pictures[position].hash, label: ref };
  };
  /** @param {import("./viewer.js").Verb} verb @param {Entry} entry @param {number} [position] */
  function act(verb, entry, position = 0) {
    if (verb === "edit" && entry.pictures.length) composer.edit(inputOf(entry, position));
    if (verb === "add" && entry.pictures.length) composer.add(inputOf(entry, position));
    if (verb === "use") composer.use(entry.prompt);
    if (verb === "copy") copy("cell", { number: entry.number });
    if (verb === "again") {
      following = true;
      line.ask("again", { number: entry.number }).then(() => say("Asked once more."), complain);
    }
  }
  line.on("refused", ({ view, id, words }) => {
    if (view === line.view && id === 0) composer.complain(words); // what was not asked by number
  });

  const viewer = makeViewer({ pictures, act, open: openNumber });
  const gallery = makeGallery({
    entries,
    pictures,
    act,
    choose(entry, more) {
      following = entries.at(0)?.number === entry.number;
      wanted = 0;
      show(entry);
      if (!entry.pictures.length) return;
      const ref = `@${entry.number}`;
      const before = /** @type {string[]} */ (model.get("picked") ?? []);
      const known = before.some((other) => numberIn(other) === entry.number);
      const without = before.filter((other) => numberIn(other) !== entry.number);
      line.send("pick", { picked: more ? (known ? without : [...before, ref]) : [ref] });
    },
  });

  function show(/** @type {Entry} */ entry) {
    viewer.show(entry);
    gallery.view(entry.number);
  }

  let wanted = 0; // a number to show once its entry is here
  function openNumber(/** @type {number} */ number) {
    following = false;
    wanted = number;
    entriesChanged();
  }

  function entriesChanged() {
    gallery.draw();
    if (wanted) {
      // Numbers run down from the newest; a few may be missing.
      const newest = entries.at(0)?.number ?? 0;
      const known = entries.indexOf(wanted);
      const entry = entries.at(known >= 0 ? known : Math.max(0, newest - wanted));
      if (entry && (entry.number === wanted || known < 0)) {
        if (entry.number === wanted) show(entry);
        wanted = 0;
      }
      return;
    }
    if (following) {
      const newest = entries.at(0);
      if (newest) show(newest);
    } else {
      const place = entries.indexOf(viewer.number);
      const entry = place >= 0 ? entries.at(place) : null;
      if (entry) viewer.show(entry);
    }
  }

  function statusChanged() {
    const status = /** @type {Status} */ (model.get("_status") ?? {});
    if (typeof status.total !== "number") return;
    const jobs = Array.isArray(status.jobs) ? status.jobs : [];
    where.textContent = [
      status.sketches ? "offline sketches" : (status.gateway ?? ""),
      status.total === 1 ? "1 generation" : `${status.total} generations`,
    ].filter(Boolean).join(" · ");
    composer.choices(status);
    if (status.error?.length) composer.complain(status.error);
    queue.show(jobs);
    entries.renew(status.total);
  }
  const pickedChanged = () => gallery.pick(model.get("picked") ?? []);
  const composerChanged = () => composer.show(model.get("_composer") ?? {});

  const root = make("div", { class: "imagegen-panel", "data-lm-suppress-shortcuts": "true" },
    make("header", {}, make("b", {}, "imagegen"), where),
    notice,
    make("div", { class: "columns" },
      make("div", { class: "left" }, composer.element, queue.element),
      viewer.element,
      gallery.element),
    live,
  );
  // The notebook's shortcuts also reach buttons: "dd" would delete the cell. Saving stays.
  root.addEventListener("keydown", (event) => {
    if (!((event.ctrlKey || event.metaKey) && event.key === "s")) event.stopPropagation();
  });
  el.append(root);

  model.on("change:_status", statusChanged);
  model.on("change:picked", pickedChanged);
  model.on("change:_composer", composerChanged);
  composerChanged();
  pickedChanged();
  statusChanged();
  line.send("hello");

  return () => {
    model.off("change:_status", statusChanged);
    model.off("change:picked", pickedChanged);
    model.off("change:_composer", composerChanged);
    composer.close();
    queue.close();
    gallery.close();
    pictures.close();
    line.close();
    root.remove();
  };
}

/**
 * Put a text on the clipboard; return whether the browser let us.
 * @param {string} text
 * @param {HTMLElement} root
 */
async function toClipboard(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or no https: the old way still works in most browsers.
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const held = make("textarea", { value: text, class: "held" });
    root.append(held);
    held.select();
    const copied = document.execCommand("copy");
    held.remove();
    before?.focus();
    return copied;
  }
}

export default { render };
