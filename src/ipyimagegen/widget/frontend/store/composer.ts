// The composer: inputs, template, model and aspect ratio, kept by the kernel so that a reload
// finds them again, and sent to it.

import { batch, signal } from "@preact/signals";
import { createRef } from "preact";
import { type Line, type Traits, wordsOf } from "../kernel/line.ts";
import { upload } from "../kernel/uploads.ts";
import type { Status, ToBrowser } from "../messages.ts";
import { isComposing } from "../page/keys.ts";
import type { Dropped } from "../page/pasting.ts";
import type { Say } from "./speech.ts";

export interface Input {
  ref: string;
  hash: string;
  label: string;
}

/** A prompt that a dropped file holds. */
interface Offer {
  name: string;
  prompt: string;
  by: string; // the program that wrote it
}

interface Parts {
  line: Line;
  say: Say;
  open: (number: number) => void;
  /** Called when a request for a new picture goes out. */
  sent: () => void;
}

const MAX_INPUTS = 8;
const PAUSE = 300; // milliseconds without typing before the kernel is told

export type Composer = ReturnType<typeof openComposer>;

export function openComposer({ line, say, open, sent }: Parts) {
  const template = signal("");
  const model = signal("");
  const aspect = signal("");
  const inputs = signal<Input[]>([]);
  const complaint = signal<string[]>([]);
  const plan = signal({ words: "", fine: true });
  const offer = signal<Offer | null>(null);
  const sending = signal(""); // the name of the file on its way
  const hovered = signal(false); // whether files hang over the panel
  const form = createRef<HTMLElement>();
  const box = createRef<HTMLTextAreaElement>();
  let tellTimer: ReturnType<typeof setTimeout> | undefined;

  const composition = () => ({
    template: template.peek(),
    model: model.peek().trim(),
    aspect: aspect.peek(),
    inputs: inputs.peek().map(({ ref }) => ref),
  });

  function complain(words: string[]) {
    complaint.value = words;
  }

  // -- telling the kernel ------------------------------------------------------------

  function tell() {
    clearTimeout(tellTimer);
    tellTimer = undefined;
    if (isComposing(box.current)) return; // it is told when the word is whole
    line.send("compose", { view: line.view, ...composition() });
  }

  function write(text: string) {
    template.value = text;
    clearTimeout(tellTimer);
    tellTimer = setTimeout(tell, PAUSE);
  }

  /** Replace the template, and go there. */
  function rewrite(text: string) {
    template.value = text;
    tell();
    box.current?.focus();
  }

  function generate() {
    complain([]);
    if (!template.peek().trim()) {
      complain(["Write what to paint first."]);
      box.current?.focus();
      return;
    }
    if (tellTimer) tell();
    sent();
    line.ask("generate", composition()).then(
      ({ replayed }) => {
        if (replayed) open(replayed);
        say(
          replayed
            ? `That is @${replayed} already, at no new call. Again makes a new take.`
            : "Asked.",
        );
      },
      (error) => complain(wordsOf(error)),
    );
  }

  // -- inputs ------------------------------------------------------------------------

  function setInputs(wanted: Input[]) {
    inputs.value = wanted;
    tell();
  }

  /** Add an input, or replace the one at a place. */
  function add(input: Input, place = inputs.peek().length) {
    const known = inputs.peek();
    if (known.some(({ ref }) => ref === input.ref))
      return say(`${input.label} is an input already.`);
    if (place >= MAX_INPUTS) return complain([`${MAX_INPUTS} inputs are the most.`]);
    setInputs([...known.slice(0, place), input, ...known.slice(place + 1)]);
    say(`${input.label} is input ${place + 1}.`);
  }

  /** Let an input change places with a neighbour; return whether there is one. */
  function move(place: number, step: number): boolean {
    const moved = [...inputs.peek()];
    const [one, other] = [moved[place], moved[place + step]];
    if (!one || !other) return false;
    [moved[place], moved[place + step]] = [other, one];
    setInputs(moved);
    return true;
  }

  /** Upload dropped files as inputs; one may replace the input at a place. */
  async function take({ files, folder }: Dropped, place?: number) {
    complain([]);
    if (folder) return complain(["A folder can't be an input. Drop the pictures in it."]);
    if (files.length === 0) return complain(["There was no picture in what was dropped."]);
    const room = place === undefined ? MAX_INPUTS - inputs.peek().length : 1;
    if (files.length > room) {
      const why = place === undefined ? `${MAX_INPUTS} inputs are the most` : "one replaces one";
      return complain([`${files.length} files are too many: ${why}.`]);
    }
    for (const file of files) await takeOne(file, place);
  }

  async function takeOne(file: File, place?: number) {
    sending.value = file.name;
    try {
      const { ref, hash, prompt, by }: ToBrowser["uploaded"] = await upload(line, file);
      add({ ref, hash, label: file.name }, place);
      if (prompt) offer.value = { name: file.name, prompt, by }; // taken over only if it is wanted
    } catch (error) {
      complain(wordsOf(error));
    }
    sending.value = "";
  }

  line.on("plan", ({ view, words, fine }) => {
    if (view === line.view) plan.value = { words, fine };
  });

  return {
    template,
    model,
    aspect,
    inputs,
    complaint,
    plan,
    offer,
    sending,
    hovered,
    form,
    box,
    composition,
    complain,
    write,
    generate,
    add,
    move,
    take,
    setModel(name: string) {
      model.value = name;
    },
    setAspect(name: string) {
      aspect.value = name;
      tell();
    },
    tell,
    remove: (place: number) => setInputs(inputs.peek().filter((_, other) => other !== place)),
    /** Take note whether files hang over the panel. */
    hover(over: boolean) {
      hovered.value = over;
    },
    takeOffer() {
      const prompt = offer.peek()?.prompt ?? "";
      offer.value = null;
      rewrite(prompt);
    },
    hideOffer() {
      offer.value = null;
    },
    /** Make a picture the only input, and empty the prompt for the instruction. */
    edit(input: Input) {
      inputs.value = [input];
      rewrite("");
      say(`Say what to change about ${input.label}.`);
    },
    /** Make each of these pictures the input of a call of its own. */
    editEach(wanted: Input[]) {
      setInputs(wanted.slice(0, MAX_INPUTS));
      rewrite("");
    },
    /** Make these pictures the inputs of one call. */
    together(wanted: Input[]) {
      setInputs(wanted.slice(0, MAX_INPUTS));
      box.current?.focus();
    },
    use: rewrite,
    /** Show the composition that the kernel holds: after a reload, or from another view. */
    show(kept: Traits["_composer"]) {
      const text = kept.template ?? kept.prompt;
      const mine = kept.view === line.view || tellTimer !== undefined || isComposing(box.current);
      if (mine || text === undefined) return;
      const labels = new Map(inputs.peek().map(({ ref, label }) => [ref, label]));
      batch(() => {
        template.value = text;
        model.value = kept.model ?? "";
        aspect.value = kept.aspect ?? "";
        inputs.value = (kept.inputs ?? []).map((ref, place) => ({
          ref,
          hash: kept.hashes?.[place] ?? "",
          label: labels.get(ref) ?? ref,
        }));
      });
    },
    statusChanged(status: Status) {
      if (status.error?.length) complain(status.error);
    },
    close() {
      if (tellTimer) tell();
    },
  };
}
