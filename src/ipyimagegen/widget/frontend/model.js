// The narrow part of anywidget's model that the panel uses, and the line to the kernel.

import { freshId } from "./dom.js";

/**
 * @typedef {{
 *   get(name: string): any,
 *   on(event: string, listener: (...values: any[]) => void): void,
 *   off(event: string, listener: (...values: any[]) => void): void,
 *   send(content: any, callbacks?: any, buffers?: any[]): any
 * }} Model
 */

const PATIENCE = 4000; // milliseconds without any answer before the panel says so

/** A request that the kernel refused, or that it never got. */
export class Refusal extends Error {
  /** @param {string[]} words the kernel's reason; empty without a kernel */
  constructor(words) {
    super(words.join(" ") || "There is no kernel to send it to.");
    this.words = words;
  }
}

/**
 * The line between one view and the kernel.
 *
 * Messages from the kernel reach every view of the panel, in every tab; each names the view
 * that asked. A kernel that restarted makes `send` throw; one that is busy answers later.
 * @param {Model} model
 */
export function connect(model) {
  const view = freshId();
  /** @type {Map<string, Set<(message: any, buffers: any[]) => void>>} */
  const listeners = new Map();
  /** @type {Set<(state: "well" | "silent" | "gone") => void>} */
  const watchers = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silenceTimer;
  let ids = 0;
  /** This view's requests in flight, by their number.
   * @type {Map<number, {resolve: (message: any) => void, reject: (error: Refusal) => void}>} */
  const pending = new Map();

  const tell = (/** @type {"well" | "silent" | "gone"} */ state) => {
    for (const watcher of watchers) watcher(state);
  };
  const heard = () => {
    clearTimeout(silenceTimer);
    silenceTimer = undefined;
    tell("well");
  };
  const settle = (/** @type {any} */ message) => {
    const { resolve, reject } = /** @type {any} */ (pending.get(message.id));
    pending.delete(message.id);
    if (message.kind === "refused") reject(new Refusal(message.words));
    else resolve(message);
  };
  const receive = (/** @type {any} */ content, /** @type {any[]} */ buffers = []) => {
    heard();
    if (content?.view === view && pending.has(content.id)) settle(content);
    else for (const listener of listeners.get(content?.kind) ?? []) listener(content, buffers);
  };
  const send = (/** @type {string} */ kind, /** @type {Record<string, any>} */ fields = {},
    /** @type {ArrayBuffer[]} */ buffers = []) => {
    try {
      const sent = model.send({ kind, ...fields }, undefined, buffers);
      if (typeof sent?.catch === "function") sent.catch(() => tell("gone"));
    } catch {
      clearTimeout(silenceTimer);
      tell("gone");
      return false;
    }
    silenceTimer ??= setTimeout(() => tell("silent"), PATIENCE);
    return true;
  };
  // JupyterLab fires this event when a kernel may have restarted; a message finds out.
  const probe = () => send("hello");
  model.on("msg:custom", receive);
  model.on("change:_status", heard);
  model.on("comm_live_update", probe);

  return {
    view,
    /** Return a number for a request of this view. */
    nextId: () => ++ids,
    /** Send a message; return whether there was a kernel to send it to. */
    send,
    /**
     * Send a request; return its answer. A `Refusal` holds the kernel's words, if it has any.
     * @param {string} kind
     * @param {Record<string, any>} [fields]
     * @param {ArrayBuffer[]} [buffers]
     * @returns {Promise<any>}
     */
    ask(kind, fields = {}, buffers = []) {
      const id = fields.id ?? ++ids;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        if (send(kind, { view, id, ...fields }, buffers)) return;
        pending.delete(id);
        reject(new Refusal([]));
      });
    },
    /**
     * Listen for a kind of message.
     * @param {string} kind
     * @param {(message: any, buffers: any[]) => void} listener
     */
    on(kind, listener) {
      const known = listeners.get(kind) ?? new Set();
      listeners.set(kind, known.add(listener));
    },
    /** @param {(state: "well" | "silent" | "gone") => void} watcher */
    watch(watcher) {
      watchers.add(watcher);
    },
    close() {
      clearTimeout(silenceTimer);
      model.off("msg:custom", receive);
      model.off("change:_status", heard);
      model.off("comm_live_update", probe);
      listeners.clear();
      watchers.clear();
      for (const { reject } of pending.values()) reject(new Refusal([]));
      pending.clear();
    },
  };
}

/** @typedef {ReturnType<typeof connect>} Line */
