// The panel: a composer, a viewer and a gallery over one line to the kernel.

import { makeComposer } from "./composer.js";
import { make } from "./dom.js";
import { makeHistory } from "./history.js";
import { guardKeys } from "./keys.js";
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
  async function copyCell(kind, fields) {
    try {
      await copyText((await line.ask(kind, fields)).text, "The cell");
    } catch (error) {
      complain(error);
    }
  }
  /** @param {string} text @param {string} name of the text, for the words that confirm it */
  async function copyText(text, name) {
    say((await toClipboard(text, root)) ? `${name} is copied.` : "The browser doesn't allow copying.");
  }
  const complain = (/** @type {any} */ error) => composer.complain(error.words ?? [String(error)]);

  const composer = makeComposer({
    line, pictures, uploads, say, copy: copyCell, open: openNumber, sent: () => (following = true),
  });
  const queue = makeQueue(line);
  const inputOf = (/** @type {Entry} */ entry, position = entry.main) => {
    const ref = position !== entry.main ? `@${entry.number}.${position + 1}` : `@${entry.number}`;
    return { ref, hash: entry.pictures[position].hash, label: ref };
  };
  /** @param {import("./viewer.js").Verb} verb @param {Entry} entry @param {number} [position] */
  function act(verb, entry, position) {
    if (verb === "edit" && entry.pictures.length) composer.edit(inputOf(entry, position));
    if (verb === "add" && entry.pictures.length) composer.add(inputOf(entry, position));
    if (verb === "use") composer.use(entry.template);
    if (verb === "copy") copyCell("cell", { number: entry.number });
    if (verb === "export") history.save([entry.number]);
    if (verb === "delete") history.remove([entry.number]);
    if (verb === "restore") history.restore([entry.number]);
    if (verb === "again") {
      following = true;
      line.ask("again", { number: entry.number }).then(() => say("Asked once more."), complain);
    }
  }
  line.on("refused", ({ view, id, words }) => {
    if (view === line.view && id === 0) composer.complain(words); // a job failed, or a message without a number
  });

  const history = makeHistory({
    line, model, pictures, say, act, open: openNumber,
    show(entry) {
      following = history.entries.at(0)?.number === entry.number;
      show(entry);
    },
    changed: () => follow(),
  });
  const viewer = makeViewer({
    line, pictures, act, open: openNumber,
    copyPrompt: (text) => copyText(text, "The prompt"),
    mark: history.mark,
    press: (event, entry) => history.press(event, entry, [entry.number]),
    search: history.search,
  });

  function show(/** @type {Entry} */ entry) {
    opening += 1;
    viewer.show(entry);
    history.view(entry.number);
  }

  let opening = 0; // the number of the last request to show a generation
  async function openNumber(/** @type {number} */ number) {
    following = false;
    const known = history.entries.find(number);
    if (known) return show(known);
    const mine = ++opening;
    try {
      const { entry } = await line.ask("details", { number });
      if (mine === opening) show(entry);
    } catch (error) {
      complain(error);
    }
  }

  let newest = 0; // the highest number in the library
  /** Show the newest one, if the viewer follows it and nobody writes to the generation shown. */
  function follow() {
    if (!following || viewer.typing) return;
    const entry = history.entries.query ? null : history.entries.at(0);
    if (entry) show(entry);
  }
  /** Show a new generation even if the search does not find it. @param {number} number */
  function followNew(number) {
    const isNew = newest > 0 && number > newest;
    newest = number;
    if (!isNew || !following || viewer.typing || !history.entries.query) return;
    openNumber(number);
    following = true;
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
    history.statusChanged(status.total);
    followNew(status.newest ?? 0);
    viewer.renew();
  }
  const pickedChanged = () => history.pickedChanged();
  const composerChanged = () => composer.show(model.get("_composer") ?? {});

  const root = make("div", { class: "imagegen-panel", "data-lm-suppress-shortcuts": "true" },
    make("header", {}, make("b", {}, "imagegen"), where),
    notice,
    make("div", { class: "columns" },
      make("div", { class: "left" }, composer.element, queue.element),
      viewer.element,
      history.element),
    live,
  );
  guardKeys(root);
  composer.receive(root);
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
    viewer.close();
    history.close();
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
