// A model as the panel sees it, with a kernel behind it that answers from a list.

export class FakeModel {
  constructor(state, pictures) {
    this.state = state;
    this.pictures = pictures; // hash -> [type, base64]
    this.entries = [];
    this.deleted = [];
    this.listeners = new Map();
    this.sent = [];
    this.uploaded = new Map();
    this.says = { prompt: "", by: "" }; // the metadata of a dropped file
    this.dead = false;
    this.mute = new Set();
    this.held = []; // what came while it was mute
    this.unanswered = 0; // of the messages that it means to answer
    this.pushes = false; // whether the first tiles come without being asked for
    this.refuse = null;
    this.replayed = []; // the numbers of the generations that answer a request
    this.press = { label: "Generate", price: "", new: 1 };
    this.line = [{ words: "1 new call · nano-banana", weighty: false }];
    this.sweeps = {}; // by their keys; see `sweep`
    this.read = null; // the fields of a pasted cell
    this.apart = { // when pixels are compared; null is refused
      headline: "12 % of the pixels differ", legend: "black: up to 8 · white: from 64 of 255",
      facts: [
        { name: "pixels", words: "12 % of the pixels differ by more than 8 of 255; 14 on average" },
        { name: "where", words: "upper left: 10,20,300,200" },
        { name: "lined up", words: "moved 6 px, zoomed 1.6 %" },
      ],
    };
    this.share = 0.1; // of the first input that may change
    this.masks = []; // that were sent, as base64
    this.sentence = "Change image 1 only there.";
  }

  get(name) { return this.state[name]; }
  on(event, listener) {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener));
  }
  off(event, listener) { this.listeners.get(event)?.delete(listener); }
  count() { return [...this.listeners.values()].reduce((sum, set) => sum + set.size, 0); }
  fire(event, ...values) { for (const listener of [...(this.listeners.get(event) ?? [])]) listener(...values); }
  change(name, value) { this.state[name] = value; this.fire(`change:${name}`); }
  tell(content, buffers = []) { this.fire("msg:custom", content, buffers); }

  send(content, callbacks, buffers = []) {
    if (this.dead) throw new Error("Cannot send");
    this.sent.push(structuredClone(content));
    if (this.mute.has("*") || this.mute.has(content.kind)) return this.held.push([content, buffers]);
    this.unanswered += 1;
    setTimeout(() => {
      this.unanswered -= 1;
      this.answer(content, buffers);
    });
  }

  /** Answer what came while it was mute: all of it, or of one kind. */
  release(kind = "") {
    const isMeant = ([content]) => !kind || content.kind === kind;
    const held = this.held;
    this.held = held.filter((one) => !isMeant(one));
    if (kind) this.mute.delete(kind);
    else this.mute.clear();
    for (const [content, buffers] of held.filter(isMeant)) this.answer(content, buffers);
  }

  answer(content, buffers) {
    const { kind, view, id } = content;
    if (kind === "hello") {
      this.status({});
      this.tell({ kind });
    }
    if (kind === "look") {
      this.change("_shown", content.ref);
      this.tell({ kind: "hello" });
    }
    if (kind === "groups") {
      if (content.query.startsWith("bad:")) {
        return this.tell({ kind: "refused", view, id, words: ["OptionError: the search has no field 'bad'", "Did you mean name?"] });
      }
      const groups = this.groups(content.query, content.arrangement);
      const page = groups.slice(content.start, content.start + content.count);
      const first = content.entries ? page.slice(0, 6) : [];
      const pages = first.map(({ key, entries }) => ({ group: key, start: 0, entries: structuredClone(entries.slice(0, content.count)) }));
      const shown = pages.flatMap(({ entries }) => entries).filter(({ pictures }) => pictures.length);
      const tiles = this.pushes && content.tiles ? shown.slice(0, 12).map(({ pictures, main }) => pictures[main].hash) : [];
      this.tell({
        kind, view, id, start: content.start, total: groups.length, count: groups.reduce((sum, { entries }) => sum + entries.length, 0),
        groups: page.map(({ key, title, entries }) => ({ key, title, count: entries.length, age: entries[0].age })),
        revision: this.state._status?.revision ?? 0, pages, tiles,
      });
      if (tiles.length) this.tell({ kind: "tiles", hashes: tiles }, tiles.map((hash) => this.bytes(hash)));
    }
    if (kind === "entries") {
      const all = ["template", "time"].flatMap((by) => this.groups(content.query, by));
      const pages = content.pages.map(({ group, start }) => {
        const entries = all.find(({ key }) => key === group)?.entries ?? [];
        return { group, start, entries: structuredClone(entries.slice(start, start + content.count)) };
      });
      this.tell({ kind, view, id, query: content.query, pages });
    }
    if (kind === "sweeps") {
      const sweeps = Object.entries(this.sweeps).map(([key, { title, numbers }]) => ({ key, title, numbers }));
      this.tell({ kind, view, id, sweeps });
    }
    if (kind === "sweep") {
      const found = this.sweeps[content.key];
      if (!found) return this.tell({ kind: "refused", view, id, words: ["UnknownReference: no such sweep", "Run its cell again."] });
      const { title, dimensions } = found;
      const members = found.members.map((one) => this.member(one, found.entries));
      this.tell({ kind, view, id, key: content.key, title, dimensions, members, total: found.total ?? members.length });
    }
    if (kind === "details") {
      const known = this.everything().find((one) => one.number === content.number);
      if (!known) return this.tell({ kind: "refused", view, id, words: [`@${content.number} names nothing`] });
      this.tell({ kind, view, id, entry: structuredClone(known), details: this.details(known) });
    }
    if (kind === "words") {
      const prompt = (number) => this.everything().find((one) => one.number === number)?.prompt ?? "";
      this.tell({ kind, view, id, segments: this.segments(prompt(content.first), prompt(content.second)) });
    }
    if (kind === "difference") {
      if (!this.apart) return this.tell({ kind: "refused", view, id, words: ["PictureError: its file can't be read"] });
      this.tell({ kind, view, id, type: "png", ...this.apart }, [this.bytes("difference")]);
    }
    if (kind === "rate") this.mark(content, (one) => (one.rating = content.rating));
    if (kind === "tag") {
      if (content.changes.includes("bad!")) {
        return this.tell({ kind: "refused", view, id, words: ["OptionError: 'bad!' can't be a tag"] });
      }
      this.mark(content, (one) => this.tag(one, content.changes));
    }
    if (kind === "annotate") this.mark({ ...content, numbers: [content.number] }, (one) => (one.note = content.note));
    if (kind === "delete") {
      if (this.refuse) return this.tell({ kind: "refused", view, id, words: this.refuse });
      this.put(content.numbers, true);
      this.tell({ kind: "deleted", view, id, numbers: content.numbers });
    }
    if (kind === "restore") {
      this.put(content.numbers, false);
      this.tell({ kind: "restored", view, id, numbers: content.numbers });
    }
    if (kind === "export") {
      const words = `exported ${content.numbers.length} generations, 3 pictures to imagegen-1.zip`;
      this.tell({ kind: "exported", view, id, words });
    }
    if (kind === "picture") {
      const [type] = this.pictures[content.hash] ?? this.pictures.any ?? [];
      if (!type) return this.tell({ kind: "missing", hash: content.hash, size: content.size, words: ["gone"] });
      this.tell({ kind, hash: content.hash, size: content.size, type }, [this.bytes(content.hash)]);
    }
    if (kind === "tiles") this.tell({ kind, hashes: content.hashes }, content.hashes.map((hash) => this.bytes(hash)));
    if (kind === "pick") {
      this.change("picked", content.picked);
      this.tell({ kind: "picked", view, id });
    }
    if (kind === "compose") {
      const inputs = content.inputs.map((ref) => ({ ref, hash: "any", name: ref }));
      const only = content.only.map((ref) => ({ ref, hash: ref.startsWith("@") ? "mask" : "", name: ref }));
      this.change("_composer", { ...content, inputs, only, share: this.share });
      this.plan(content);
    }
    if (kind === "generate" || kind === "again") {
      if (this.refuse) return this.tell({ kind: "refused", view, id, words: this.refuse });
      const { new: count } = this.press;
      if (kind === "generate" && count > Math.max(4, content.confirmed)) return this.tell({ kind: "unconfirmed", view, id, new: count });
      this.tell({ kind: "accepted", view, id, new: this.replayed.length ? 0 : count, replayed: this.replayed });
    }
    if (kind === "pastedCell") {
      this.tell(this.read ? { kind: "cellRead", view, id, composed: this.read } : { kind: "refused", view, id, words: ["OptionError: no option --sise"] });
    }
    if (kind === "cell" || kind === "composedCell") this.tell({ kind: "cell", view, id, text: "%%imagegen\na cat" });
    if (kind === "whatIsSent") {
      if (this.refuse) return this.tell({ kind: "refused", view, id, words: this.refuse });
      const names = [content.inputs[0], "the marked copy"];
      this.tell({ kind: "sent", view, id, names, types: ["png", "png"], sentence: this.sentence }, names.map(() => this.bytes("any")));
    }
    if (kind === "widen") {
      const known = this.everything().find((one) => one.number === content.number);
      known.only = { ...known.only, widened: content.pixels, wider: content.pixels + 12 };
      this.tell({ kind: "details", view, id, entry: structuredClone(known), details: this.details(known) });
    }
    if (kind === "upload" && content.mask) {
      this.masks.push(btoa(String.fromCharCode(...new Uint8Array(buffers[0]))));
      const hash = `${this.masks.length}`.padStart(64, "a");
      return this.tell({ kind: "uploaded", view, id, ref: `@${hash.slice(0, 8)}`, hash, prompt: "", by: "" });
    }
    if (kind === "upload") {
      const known = (this.uploaded.get(id) ?? 0) + buffers[0].byteLength;
      this.uploaded.set(id, known);
      if (known < content.total) this.tell({ kind: "received", view, id, received: known });
      else this.tell({ kind: "uploaded", view, id, ref: `@abcdef${String(this.uploaded.size).padStart(2, "0")}`, hash: "any", ...this.says });
    }
  }

  /** A member of a sweep with what its entry has by now. */
  member(one, entries) {
    const now = [...this.everything(), ...entries].find(({ number }) => number && number === one.number);
    if (!now) return one;
    const { status, model, servedBy, prompt, words, seconds, cost, rating, starred, deleted, sketch, pictures, checks } = now;
    return { ...one, status, model, servedBy, prompt, words, seconds, cost, rating, starred, deleted, sketch, picture: pictures[0] ?? null, checks };
  }
  plan({ view, version, template }) {
    const fine = !template.includes("{nobody}");
    const parts = fine ? this.line : [{ words: "nobody knows {nobody}", weighty: false }];
    const press = fine ? this.press : { label: "Generate", price: "", new: 0 };
    const pieces = template.split(/(\{[^{}]*\})/).filter(Boolean).map((text) => {
      const kind = !text.startsWith("{") ? "text" : text.includes("|") ? "axis" : text === "{nobody}" ? "unknown" : "value";
      return { text, kind, words: kind === "text" ? "" : `words of ${text}` };
    });
    this.tell({ kind: "plan", view, version, parts, fine, press, pieces });
  }
  bytes(hash) {
    const [, base64] = this.pictures[hash] ?? this.pictures.any;
    return new DataView(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer);
  }
  everything() { return [...this.entries, ...this.deleted]; }
  /** What a search finds by its `group` (else all in one), or by its `time` (else today), in their order. */
  groups(query, arrangement) {
    const groups = new Map();
    for (const one of this.found(query)) {
      const own = one.number ? one.group ?? "cats" : "photographs";
      const title = arrangement === "time" ? one.time ?? "today" : own;
      const group = groups.get(title) ?? { key: title === "photographs" ? title : `${arrangement}:${title}`, title, entries: [] };
      group.entries.push(one);
      groups.set(title, group);
    }
    return [...groups.values()];
  }
  found(query) {
    if (query === "is:deleted") return this.deleted;
    if (query === "is:failing") return this.entries.filter(({ checks }) => checks.some(({ state }) => state === "failed"));
    if (query === "is:starred") return this.entries.filter((one) => one.starred);
    if (query === "is:failed") return this.entries.filter((one) => one.status === "failed");
    return this.entries.filter((one) => one.prompt.includes(query));
  }
  mark({ view, id, numbers }, change) {
    for (const one of this.everything()) if (numbers.includes(one.number)) change(one);
    this.status({});
    this.tell({ kind: "marked", view, id });
  }
  tag(one, changes) {
    const tags = new Set(one.tags ?? []);
    for (const change of changes) change.startsWith("-") ? tags.delete(change.slice(1)) : tags.add(change);
    one.tags = [...tags];
    one.starred = tags.has("starred");
  }
  put(numbers, deleted) {
    const all = this.everything().sort((a, b) => b.number - a.number);
    for (const one of all) if (numbers.includes(one.number)) one.deleted = deleted;
    this.entries = all.filter((one) => !one.deleted);
    this.deleted = all.filter((one) => one.deleted);
    this.status({});
  }
  /** What is the same at both ends of two prompts, and what was taken out and put in between. */
  segments(before, after) {
    if (before === after) return [];
    const [old, now] = [before, after].map((text) => text.split(/(?<= )|(?= )/));
    let head = 0;
    while (head < Math.min(old.length, now.length) && old[head] === now[head]) head += 1;
    let tail = 0;
    while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
    return [
      { kind: "same", text: old.slice(0, head).join("") }, { kind: "gone", text: old.slice(head, old.length - tail).join("") },
      { kind: "new", text: now.slice(head, now.length - tail).join("") }, { kind: "same", text: old.slice(old.length - tail).join("") },
    ].filter(({ text }) => text);
  }
  details(one) {
    const node = ({ number, name, hash = "" }) => {
      const known = this.everything().find((one) => one.number === number && number)?.pictures[0];
      const { width, height } = known ?? { width: 40, height: 30 };
      return { number, name: number ? `@${number}` : name, hash: hash || (number ? known?.hash ?? `hash${number}` : ""), width, height };
    };
    const parent = this.everything().find(({ number }) => number === one.inputs[0]?.number);
    const steps = [parent?.inputs.map(node) ?? [], one.inputs.map(node), [{ number: one.number, name: `@${one.number}`, hash: one.pictures[0]?.hash ?? "" }]];
    return {
      prompt: one.prompt, template: one.template === one.prompt ? "" : one.template, text: one.text, gateway: "offline", size: "",
      extra: "", created: "2026-11-23T09:12:00.000+00:00", notebook: "work.ipynb", tags: one.tags ?? [], note: one.note ?? "",
      steps: steps.filter((step) => step.length), whole: true,
      children: this.entries.filter(({ inputs }) => inputs.some(({ number }) => number === one.number)).map(node),
      more: one.more ?? 0,
    };
  }

  status(fields) {
    const before = this.state._status ?? {};
    this.change("_status", {
      gateway: "offline", sketches: true, model: "nano-banana",
      models: ["nano-banana", "gpt-image", "image-gen"], aspects: ["1:1", "16:9"], jobs: jobs(), atOnce: 4, money: { spent: 0, held: 0, budget: null, paid: 0, holding: 0 }, error: [],
      ...before, total: this.entries.length, newest: this.entries.reduce((most, { number }) => Math.max(most, number), 0), revision: (before.revision ?? 0) + 1, ...fields,
    });
  }
}

/** The jobs of a kernel: those that are listed, and whatever else is said. */
export function jobs(listed = [], fields = {}) {
  const whole = listed.map((one) => ({
    id: 1, number: 0, model: "nano-banana", prompt: "a cat", seconds: 0, low: 0, high: 0, pause: 0, input: "", source: "",
    origin: "in this panel", ...one,
  }));
  const running = whole.filter(({ number }) => number).length;
  return { listed: whole, running, waiting: whole.length - running, ended: [], trouble: [], unsent: 0, ...fields };
}

/** A sweep of these axes, a list of labels each, numbered from one on; and the entries of its members. */
export function sweep(title, axes, first = 1, fields = () => ({})) {
  const dimensions = Object.entries(axes).map(([name, labels]) => ({ name, labels }));
  let places = [[]];
  for (const { labels } of dimensions) places = places.flatMap((known) => labels.map((_, place) => [...known, place]));
  const entries = places.map((known, at) => {
    const words = known.map((place, axis) => dimensions[axis].labels[place]);
    const model = "model" in axes ? axes.model[known[dimensions.findIndex(({ name }) => name === "model")]] : "nano-banana";
    return entry(first + at, { prompt: words.join(" "), model, servedBy: model, group: title, ...fields(first + at, words) });
  });
  const members = places.map((known, at) => ({ places: known, number: first + at, free: false }));
  return { title, numbers: `@${first}–@${first + places.length - 1}`, dimensions, members, entries };
}

export function photograph(name, fields = {}) {
  return entry(0, {
    ref: `@abcdef${name.length}${name.charCodeAt(0)}`, model: "", servedBy: "", template: "", prompt: "", name, seconds: 0,
    pictures: [{ hash: `hash ${name}`, type: "png", width: 40, height: 30, size: 100 }], ...fields,
  });
}

export function entry(number, fields = {}) {
  return {
    ref: `@${number}`, number, status: "done", model: "nano-banana", servedBy: "nano-banana", template: `cat ${number}`,
    prompt: `cat ${number}`, text: "", name: "", seconds: 13.2, age: 20, cost: null, sketch: false, take: 1,
    aspect: "", inputs: [], error: [], words: "", starred: false, rating: 0, deleted: false,
    pictures: [{ hash: `hash${number}`, type: "png", width: 40, height: 30, size: 100 }], main: 0, only: null,
    checks: [], ...fields,
  };
}
