// The line to the kernel, and the narrow part of anywidget's model that it uses.

import { type ReadonlySignal, signal } from "@preact/signals";
import type {
  Answers,
  Composed,
  ComposedInput,
  OpenedSweep,
  Status,
  ToBrowser,
  ToKernel,
} from "../messages.ts";
import { freshId } from "../page/ids.ts";

export interface Traits {
  picked: string[];
  _status: Status;
  _sweep: OpenedSweep;
  _shown: string; // the reference of what a stage showed last
  _composer: Omit<Composed, "inputs"> & {
    inputs?: (ComposedInput | string)[];
    // As earlier versions saved it:
    prompt?: string;
    model?: string;
    hashes?: string[];
  };
}

export interface Model {
  get<Name extends keyof Traits>(name: Name): Traits[Name] | undefined;
  on(event: string, listener: (...values: never[]) => void): void;
  off(event: string, listener: (...values: never[]) => void): void;
  send(content: unknown, callbacks?: unknown, buffers?: ArrayBuffer[]): unknown;
}

export type LineState = "well" | "silent" | "gone";

type Kind = keyof ToKernel;
type Question = keyof Answers;
type Heard = keyof ToBrowser;
type Listener = (message: never, buffers: DataView[]) => void;
/** The fields of a question without those that the line itself fills in. */
type Asked<Name extends Question> = Omit<ToKernel[Name], "view" | "id"> & { id?: number };
interface Pending {
  resolve: (answer: never) => void;
  reject: (error: Refusal) => void;
}

const PATIENCE = 4000; // milliseconds without any answer before the panel says so

/** A request that the kernel refused, or that it never got: then its words are empty. */
export class Refusal extends Error {
  readonly words: string[];

  constructor(words: string[]) {
    super(words.join(" ") || "There is no kernel to send it to.");
    this.words = words;
  }
}

/** Return the kernel's words for an error, or the error's own. */
export function wordsOf(error: unknown): string[] {
  if (error instanceof Refusal) return error.words;
  return [error instanceof Error ? error.message : String(error)];
}

export interface Line {
  /** The name of this view, which its messages carry. */
  view: string;
  state: ReadonlySignal<LineState>;
  /** Return a number for a request of this view. */
  nextId(): number;
  /** Send a message; return whether there was a kernel to send it to. */
  send<Name extends Kind>(kind: Name, fields: ToKernel[Name], buffers?: ArrayBuffer[]): boolean;
  /** Send a question; return its answer, or throw a `Refusal`. */
  ask<Name extends Question>(
    kind: Name,
    fields: Asked<Name>,
    buffers?: ArrayBuffer[],
  ): Promise<Answers[Name] & { buffers: DataView[] }>;
  /** Listen for a kind of message. */
  on<Name extends Heard>(
    kind: Name,
    listener: (message: ToBrowser[Name], buffers: DataView[]) => void,
  ): void;
  close(): void;
}

/**
 * Connect one view with the kernel.
 *
 * Messages from the kernel reach every view of the panel, in every tab; each names the view
 * that asked. A kernel that restarted makes `send` throw; one that is busy answers later.
 */
export function connect(model: Model): Line {
  const view = freshId();
  const state = signal<LineState>("well");
  const listeners = new Map<string, Set<Listener>>();
  const pending = new Map<number, Pending>(); // this view's requests in flight
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let ids = 0;
  let closed = false;

  function heard() {
    clearTimeout(silenceTimer);
    silenceTimer = undefined;
    state.value = "well";
  }

  function settle(
    message: ToBrowser[Heard] & { id: number },
    buffers: DataView[],
    { resolve, reject }: Pending,
  ) {
    pending.delete(message.id);
    if (message.kind === "refused") reject(new Refusal(message.words));
    else resolve({ ...message, buffers } as never);
  }

  function receive(
    content: (ToBrowser[Heard] & { view?: string; id?: number }) | null,
    buffers: DataView[] = [],
  ) {
    heard();
    const mine = content?.view === view ? pending.get(content.id ?? 0) : undefined;
    for (const listener of listeners.get(content?.kind ?? "") ?? [])
      listener(content as never, buffers);
    if (mine) settle(content as ToBrowser[Heard] & { id: number }, buffers, mine);
  }

  function send(kind: string, fields: object, buffers: ArrayBuffer[] = []) {
    if (closed) return false;
    try {
      const sent = model.send({ kind, ...fields }, undefined, buffers);
      if (isPromise(sent)) sent.catch(() => (state.value = "gone"));
    } catch {
      clearTimeout(silenceTimer);
      state.value = "gone";
      return false;
    }
    silenceTimer ??= setTimeout(() => (state.value = "silent"), PATIENCE);
    return true;
  }

  // JupyterLab fires this event when a kernel may have restarted; a message finds out.
  const probe = () => send("hello", {});
  model.on("msg:custom", receive);
  model.on("change:_status", heard);
  model.on("comm_live_update", probe);

  return {
    view,
    state,
    nextId: () => ++ids,
    send,
    ask(kind, fields, buffers = []) {
      const id = fields.id ?? ++ids;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        if (send(kind, { view, id, ...fields }, buffers)) return;
        pending.delete(id);
        reject(new Refusal([]));
      });
    },
    on(kind, listener) {
      const known = listeners.get(kind) ?? new Set();
      listeners.set(kind, known.add(listener));
    },
    close() {
      closed = true;
      clearTimeout(silenceTimer);
      model.off("msg:custom", receive);
      model.off("change:_status", heard);
      model.off("comm_live_update", probe);
      listeners.clear();
      for (const { reject } of pending.values()) reject(new Refusal([]));
      pending.clear();
    },
  };
}

/** Whether a value is a promise, of this window or of another one. */
function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | undefined)?.catch === "function";
}
