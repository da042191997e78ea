// A model as the panel sees it, with a kernel behind it that answers from a list.

export class FakeModel {
  constructor(state, pictures) {
    this.state = state;
    this.pictures = pictures; // hash -> [type, base64]
    this.entries = [];
    this.listeners = new Map();
    this.sent = [];
    this.uploaded = new Map();
    this.dead = false;
    this.mute = new Set();
    this.refuse = null;
    this.replayed = 0; // the number that answers what is asked
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
    if (!this.mute.has("*") && !this.mute.has(content.kind)) setTimeout(() => this.answer(content, buffers));
  }

  answer(content, buffers) {
    const { kind, view, id } = content;
    if (kind === "hello") this.status({});
    if (kind === "entries") {
      const entries = this.entries.slice(content.start, content.start + content.count);
      this.tell({ kind, view, start: content.start, entries: structuredClone(entries) });
    }
    if (kind === "picture") {
      const [type, base64] = this.pictures[content.hash] ?? this.pictures.any ?? [];
      if (!type) return this.tell({ kind: "missing", hash: content.hash, size: content.size, words: ["gone"] });
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      this.tell({ kind, hash: content.hash, size: content.size, type }, [new DataView(bytes.buffer)]);
    }
    if (kind === "pick") this.change("picked", content.picked);
    if (kind === "compose") {
      const hashes = content.inputs.map(() => "any");
      this.change("_composer", { ...content, hashes });
      const fine = !content.prompt.includes("{nobody}");
      this.tell({ kind: "plan", view, words: fine ? "1 call · nano-banana" : "nobody knows {nobody}", fine });
    }
    if (kind === "generate" || kind === "again") {
      this.tell(this.refuse ? { kind: "refused", view, id, words: this.refuse } : { kind: "accepted", view, id, replayed: this.replayed });
    }
    if (kind === "cell" || kind === "composedCell") this.tell({ kind: "cell", view, id, text: "%%imagegen\na cat" });
    if (kind === "upload") {
      const known = (this.uploaded.get(id) ?? 0) + buffers[0].byteLength;
      this.uploaded.set(id, known);
      if (known < content.total) this.tell({ kind: "received", view, id, received: known });
      else this.tell({ kind: "uploaded", view, id, ref: `@abcdef${String(id).padStart(2, "0")}`, hash: "any" });
    }
  }

  status(fields) {
    const before = this.state._status ?? {};
    this.change("_status", {
      gateway: "offline", sketches: true, model: "nano-banana",
      models: ["nano-banana", "gpt-image", "image-gen"], aspects: ["1:1", "16:9"], jobs: [], error: [],
      ...before, total: this.entries.length, revision: (before.revision ?? 0) + 1, ...fields,
    });
  }
}

export function entry(number, fields = {}) {
  return {
    number, status: "done", model: "nano-banana", servedBy: "nano-banana", prompt: `cat ${number}`,
    sent: `cat ${number}`, text: "", name: "", seconds: 13.2, age: 20, cost: null, sketch: false, take: 1,
    aspect: "", inputs: [], error: [], words: "",
    pictures: [{ hash: `hash${number}`, type: "png", width: 40, height: 30, size: 100 }], ...fields,
  };
}
