// The messages, as ../protocol.py reads and writes them. What comes from the kernel is
// checked here once, so that no view has to doubt it.

/**
 * @typedef {{hash: string, type: string, width: number, height: number, size: number}} Picture
 * @typedef {{name: string, number: number}} Input
 * @typedef {{
 *   number: number, status: string, model: string, servedBy: string, prompt: string,
 *   sent: string, text: string, name: string, seconds: number, age: number,
 *   cost: number | null, sketch: boolean, take: number, aspect: string, inputs: Input[],
 *   error: string[], words: string, starred: boolean, rating: number, deleted: boolean,
 *   pictures: Picture[], received: number
 * }} Entry
 * @typedef {{number: number, name: string, hash: string}} Node an input, or a generation
 * @typedef {{
 *   sent: string, template: string, text: string, gateway: string, size: string, extra: string,
 *   created: string, notebook: string, tags: string[], note: string, steps: Node[][],
 *   whole: boolean, children: Node[], more: number
 * }} Details
 * @typedef {{
 *   id: number, number: number, model: string, prompt: string, seconds: number, usual: string
 * }} Job
 * @typedef {{
 *   gateway?: string, sketches?: boolean, model?: string, models?: string[], aspects?: string[],
 *   total?: number, newest?: number, revision?: number, jobs?: Job[], error?: string[]
 * }} Status
 * @typedef {{prompt: string, model: string, aspect: string, inputs: string[]}} Composition
 * @typedef {{kind: "entries", view: string, query: string, start: number, entries: Entry[]}} EntriesMessage
 * @typedef {{kind: "found", view: string, id: number, count: number}} FoundMessage
 * @typedef {{kind: "details", view: string, id: number, entry: Entry, details: Details}} DetailsMessage
 * @typedef {{kind: "picked" | "marked", view: string, id: number}} DoneMessage
 * @typedef {{kind: "deleted" | "restored", view: string, id: number, numbers: number[]}} NumbersMessage
 * @typedef {{kind: "exported", view: string, id: number, words: string}} ExportedMessage
 * @typedef {{kind: "picture", hash: string, size: string, type: string, bytes: DataView}} PictureMessage
 * @typedef {{kind: "tiles", hashes: string[], parts: DataView[]}} TilesMessage
 * @typedef {{kind: "hello"}} HelloMessage
 * @typedef {{kind: "missing", hash: string, size: string, words: string[]}} MissingMessage
 * @typedef {{kind: "accepted", view: string, id: number, replayed: number}} AcceptedMessage
 * @typedef {{kind: "refused", view: string, id: number, words: string[]}} RefusedMessage
 * @typedef {{kind: "cell", view: string, id: number, text: string}} CellMessage
 * @typedef {{kind: "received", view: string, id: number, received: number}} ReceivedMessage
 * @typedef {{kind: "uploaded", view: string, id: number, ref: string, hash: string, prompt: string, by: string}} UploadedMessage
 * @typedef {{kind: "plan", view: string, words: string, fine: boolean}} PlanMessage
 * @typedef {EntriesMessage | PlanMessage | PictureMessage | MissingMessage | AcceptedMessage | RefusedMessage
 *   | CellMessage | ReceivedMessage | UploadedMessage | FoundMessage | DetailsMessage | DoneMessage
 *   | NumbersMessage | ExportedMessage | TilesMessage | HelloMessage} Message
 */

/** @typedef {import("./model.js").Model} Model */

const text = (/** @type {any} */ value) => typeof value === "string";
const number = (/** @type {any} */ value) => typeof value === "number" && Number.isFinite(value);
const texts = (/** @type {any} */ value) => Array.isArray(value) && value.every(text);
const picture = (/** @type {any} */ value) =>
  text(value?.hash) && IMAGE_TYPES.has(value.type) && number(value.width) && number(value.height) &&
  number(value.size);
const truth = (/** @type {any} */ value) => typeof value === "boolean";
const numbers = (/** @type {any} */ value) => Array.isArray(value) && value.every(number);
const node = (/** @type {any} */ value) => number(value?.number) && text(value.name) && text(value.hash);
const nodes = (/** @type {any} */ value) => Array.isArray(value) && value.every(node);
const input = (/** @type {any} */ value) => text(value?.name) && number(value.number);

/** @param {any} value */
function entry(value) {
  return (
    number(value?.number) && text(value.status) && text(value.model) && text(value.servedBy) &&
    text(value.prompt) && text(value.sent) && text(value.text) && text(value.name) &&
    number(value.seconds) && number(value.age) && (value.cost === null || number(value.cost)) &&
    number(value.take) && text(value.aspect) && texts(value.error) && text(value.words) &&
    truth(value.starred) && number(value.rating) && truth(value.deleted) &&
    Array.isArray(value.inputs) && value.inputs.every(input) &&
    Array.isArray(value.pictures) && value.pictures.every(picture)
  );
}

/** @param {any} value */
function details(value) {
  return (
    text(value?.sent) && text(value.template) && text(value.text) && text(value.gateway) &&
    text(value.size) && text(value.extra) && text(value.created) && text(value.notebook) &&
    texts(value.tags) && text(value.note) && Array.isArray(value.steps) && value.steps.every(nodes) &&
    truth(value.whole) && nodes(value.children) && number(value.more)
  );
}

const answers = (/** @type {any} */ m) => text(m.view) && number(m.id);

/** The only types that are ever put into an image element. */
export const IMAGE_TYPES = new Set(["png", "jpeg", "webp", "gif"]);

/** @type {Record<string, (message: any, buffers: any[]) => boolean>} */
const CHECKS = {
  entries: (m) => text(m.view) && text(m.query) && number(m.start) && Array.isArray(m.entries) && m.entries.every(entry),
  picture: (m, buffers) =>
    text(m.hash) && text(m.size) && IMAGE_TYPES.has(m.type) && buffers.length === 1 &&
    buffers[0]?.byteLength > 0,
  tiles: (m, buffers) =>
    texts(m.hashes) && m.hashes.length === buffers.length && buffers.every((part) => part?.byteLength > 0),
  hello: () => true,
  missing: (m) => text(m.hash) && text(m.size) && texts(m.words),
  found: (m) => answers(m) && number(m.count),
  details: (m) => answers(m) && entry(m.entry) && details(m.details),
  picked: answers,
  marked: answers,
  deleted: (m) => answers(m) && numbers(m.numbers),
  restored: (m) => answers(m) && numbers(m.numbers),
  exported: (m) => answers(m) && text(m.words),
  accepted: (m) => answers(m) && number(m.replayed),
  refused: (m) => answers(m) && texts(m.words),
  cell: (m) => answers(m) && text(m.text),
  plan: (m) => text(m.view) && text(m.words) && truth(m.fine),
  received: (m) => answers(m) && number(m.received),
  uploaded: (m) => answers(m) && text(m.ref) && text(m.hash) && text(m.prompt) && text(m.by),
};

/**
 * Return a message from the kernel, or null if it is none.
 * @param {any} content
 * @param {any[]} [buffers]
 * @returns {Message | null}
 */
export function readMessage(content, buffers = []) {
  const check = Object.hasOwn(CHECKS, content?.kind) ? CHECKS[content.kind] : null;
  if (!check || !check(content, buffers)) return null;
  if (content.kind === "picture") return { ...content, bytes: buffers[0] };
  return content.kind === "tiles" ? { ...content, parts: buffers } : content;
}
