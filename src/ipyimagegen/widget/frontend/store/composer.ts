// The composer: inputs, template, models and options, kept by the kernel so that a reload finds
// them again, and sent to it.

import { batch, computed, signal } from "@preact/signals";
import { createRef } from "preact";
import { type Line, type Traits, wordsOf } from "../kernel/line.ts";
import { upload } from "../kernel/uploads.ts";
import {
  type Composed,
  type ComposedInput,
  MAX_LIST,
  MAX_TAKES,
  type Part,
  type Piece,
  type Press,
  type Status,
  type ToBrowser,
} from "../messages.ts";
import { isWritingBeside } from "../page/focus.ts";
import { isComposing } from "../page/keys.ts";
import type { Dropped } from "../page/pasting.ts";
import { drawn } from "./pieces.ts";
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

/** The plan of what is composed, as the kernel told it last. */
interface Told {
  parts: Part[];
  fine: boolean;
  press: Press;
  pieces: Piece[];
}

/** What became of marks that were to be filed; of those that failed the user was told. */
export type Filed = "filed" | "changed" | "failed";

interface Parts {
  line: Line;
  say: Say;
  /** Return how to show generations later, unless the user has turned to others by then. */
  opening: () => (numbers: number[]) => void;
  /** Called when a new picture was asked for. */
  sent: () => void;
  /** Wait until the marks on a picture are with the kernel; null if none wait for that. */
  marksFiled: () => Promise<Filed> | null;
  /** Take the marks on a picture away, also those that are on their way to the kernel. */
  forgetMarks: () => void;
  /** Whether a picture is being marked, and nothing is marked yet. */
  isUnmarked: () => boolean;
  /** Tell what became of an action, perhaps with a way to undo it, wherever one looks. */
  tell: (words: string, more?: { undo?: () => void; failed?: boolean }) => void;
}

const MAX_TOGETHER = 8; // inputs of one request
const LATE = 400; // milliseconds after which a price is of what was composed before
const PAUSE = 300; // milliseconds without typing before the kernel is told
const ARMED = 8000; // milliseconds in which a second press sends
const READING = 400; // milliseconds before it does: a press that comes sooner has read nothing
const CELL = /^\s*%%imagegen(?:[ \t]|\r?\n)/;
const NOTHING: Told = {
  parts: [],
  fine: true,
  press: { label: "Generate", price: "", new: 0 },
  pieces: [],
};

export type Composer = ReturnType<typeof openComposer>;

export function openComposer(parts: Parts) {
  const { line, say, opening, sent, marksFiled, forgetMarks, isUnmarked } = parts;
  const { tell: tellOutcome } = parts;
  const template = signal("");
  const models = signal<string[]>([]);
  const aspect = signal("");
  const takes = signal(1);
  const inputs = signal<Input[]>([]);
  const inOne = signal(true); // several inputs in one request, instead of each in its own
  const only = signal<Input[]>([]); // boxes and masks: the part of the first input that may change
  const crop = signal(false); // whether no more than its surroundings are sent
  const share = signal(0); // of the first input that may change, where that is known
  const options = signal(""); // of a pasted cell, beside the fields
  const complaint = signal<string[]>([]);
  const told = signal(NOTHING);
  const asked = signal(false); // whether the plan is of an earlier composition,
  const late = signal(false); // and has been for a while
  const addingModel = signal(false); // whether the name of one more is being written
  const armed = signal(0); // new calls that the next press sends, after it was asked for them
  const offer = signal<Offer | null>(null);
  const onTheWay = signal<File[]>([]); // to become inputs
  const hovered = signal(false); // whether files hang over the panel
  const form = createRef<HTMLElement>();
  const box = createRef<HTMLTextAreaElement>();
  let tellTimer: ReturnType<typeof setTimeout> | undefined;
  let lateTimer: ReturnType<typeof setTimeout> | undefined;
  let armTimer: ReturnType<typeof setTimeout> | undefined;
  let armedAt = 0;
  let version = 0; // of what was told the kernel last,
  let kept = 0; // and of what it has kept of that
  let changes = 0; // of what is composed; an answer that comes after one is about something else
  let presses = 0; // of Generate; one that waits for marks gives way to a later one

  const pieces = computed(() => drawn(told.value.pieces, template.value));
  /**
   * The words on the button: nothing is promised to be free until the kernel has said so, and
   * the price and the calls of before don't stay for long.
   */
  const press = computed(() => {
    const { press } = told.value;
    if (!asked.value) return press;
    if (press.new === 0) return NOTHING.press;
    return late.value ? { ...NOTHING.press, price: press.price && "…" } : press;
  });

  const composition = () => ({
    template: template.peek(),
    models: models.peek(),
    aspect: aspect.peek(),
    takes: takes.peek(),
    inputs: inputs.peek().map(({ ref }) => ref),
    together: inOne.peek(),
    only: only.peek().map(({ ref }) => ref),
    crop: crop.peek(),
    options: options.peek(),
  });

  function complain(words: string[]) {
    complaint.value = words;
  }

  // -- telling the kernel ------------------------------------------------------------

  function stopWaiting() {
    clearTimeout(tellTimer);
    tellTimer = undefined;
  }

  /** Whether this view has composed something after a version of its own. */
  const isAhead = (of: number) => tellTimer !== undefined || version > of;

  function changed() {
    changes += 1;
    outdate();
  }

  /** Return how to ask whether the same is composed still. */
  function watch() {
    const before = changes;
    return () => changes === before;
  }

  /** Take note that the plan is of an earlier composition. */
  function outdate() {
    stopWaiting();
    asked.value = true;
    lateSoon();
    disarm();
  }

  function lateSoon() {
    clearTimeout(lateTimer);
    lateTimer = setTimeout(() => (late.value = true), LATE);
  }

  function send() {
    stopWaiting();
    if (isComposing(box.current)) return; // it is told when the word is whole
    version += 1;
    lateSoon(); // from now on the kernel can answer
    line.send("compose", { view: line.view, version, ...composition() });
  }

  function tell() {
    complain([]); // it was about another composition
    changed();
    send();
  }

  function write(text: string) {
    complain([]);
    template.value = text;
    changed();
    tellTimer = setTimeout(send, PAUSE); // a complaint that came meanwhile is about this text
  }

  /** Replace the template, and go there. */
  function rewrite(text: string) {
    template.value = text;
    tell();
    box.current?.focus();
  }

  // -- sending -----------------------------------------------------------------------

  function disarm() {
    clearTimeout(armTimer);
    armed.value = 0;
  }

  function arm(count: number) {
    if (!armed.peek()) armedAt = performance.now();
    clearTimeout(armTimer);
    armed.value = count;
    armTimer = setTimeout(disarm, ARMED);
  }

  function generate() {
    presses += 1;
    complain([]);
    if (!template.peek().trim()) {
      complain(["Write what to paint first."]);
      box.current?.focus();
      return;
    }
    const [file, ...more] = onTheWay.peek();
    if (file) {
      const are = more.length
        ? `${more.length + 1} files are still on their`
        : `${file.name} is still on its`;
      return complain([`${are} way.`]); // a picture without them would be paid
    }
    if (isUnmarked()) {
      complain(["Mark what may change, or leave Only here (Esc)."]);
      return;
    }
    const filed = marksFiled();
    if (filed) sendWithMarks(filed);
    else sendIt();
  }

  /** Send what is composed now, once its marks are filed; nothing else is to be paid for. */
  async function sendWithMarks(filing: Promise<Filed>) {
    const withoutMarks = () => JSON.stringify({ ...composition(), only: [] });
    const pressed = withoutMarks();
    const mine = presses;
    const filed = await filing;
    if (filed === "failed" || mine !== presses) return;
    if (filed === "filed" && withoutMarks() === pressed) return generate();
    refuse(["Not sent: it was changed while the marks were on their way."]);
  }

  function sendIt() {
    const confirmed = armed.peek();
    if (confirmed && performance.now() - armedAt < READING) return;
    if (tellTimer) send();
    disarm();
    const isSame = watch();
    const open = opening();
    line.ask("generate", { ...composition(), confirmed }).then(
      (answer) => {
        if (answer.kind === "accepted") accepted(answer, isSame(), open);
        else if (isSame()) arm(answer.new);
        else refuse([`Not sent: ${answer.new} new calls need a second press.`]);
      },
      (error) => complain(wordsOf(error)),
    );
  }

  function accepted(
    { new: count, replayed }: ToBrowser["accepted"],
    isSame: boolean,
    open: (numbers: number[]) => void,
  ) {
    const [first] = replayed;
    if (count > 0 || first === undefined) {
      if (isSame) sent(); // who writes the next prompt stays there
      const were = replayed.length === 1 ? "was" : "were";
      const free = replayed.length > 0 ? `, ${replayed.length} ${were} made before` : "";
      return say(count > 1 || free ? `Asked for ${count}${free}.` : "Asked.");
    }
    open(replayed);
    const refs =
      replayed.length > 1 ? `Those are ${replayed.length} pictures` : `That is @${first}`;
    say(`${refs} already, at no new call. Again makes a new take.`);
  }

  // -- inputs ------------------------------------------------------------------------

  function setInputs(wanted: Input[]) {
    putIn(wanted);
    tell();
  }

  /** Put inputs in; a region is one of the first input, and goes with it. */
  function putIn(wanted: Input[]) {
    batch(() => {
      if (!isFirst(wanted[0])) dropRegion();
      inputs.value = wanted;
    });
  }

  const areSame = (one: Input | undefined, other: Input | undefined) =>
    one?.ref === other?.ref || Boolean(one?.hash && one.hash === other?.hash);
  const isFirst = (input: Input | undefined) => areSame(inputs.peek()[0], input);

  /** The inputs, and those of others that are none of them, as far as there is room. */
  function withOthers(others: Input[]) {
    const known = inputs.peek();
    const added = others.filter((one) => !known.some((other) => areSame(one, other)));
    return [...known, ...added].slice(0, room());
  }

  /** Put a picture first: among the inputs it is moved, else it is the only one, which is told. */
  function putFirst(input: Input) {
    const before = inputs.peek();
    const others = before.filter((one) => !areSame(one, input));
    if (others.length < before.length) return putIn([input, ...others]);
    putIn([input]);
    if (before.length === 0) return;
    const names = before.map(({ label }) => label).join(", ");
    const are = before.length > 1 ? "are" : "is";
    tellOutcome(`${input.label} is the only input now: ${names} ${are} not sent.`, {
      undo: () => setInputs(withOthers(before)),
    });
  }

  function dropRegion() {
    batch(() => {
      only.value = [];
      crop.value = false;
      share.value = 0;
    });
  }

  const room = () => (inOne.peek() ? MAX_TOGETHER : MAX_LIST);

  /** Add an input, or replace the one at a place; `told` is given what became of it. */
  function add(input: Input, place = inputs.peek().length, told: (words: string) => void = say) {
    const known = inputs.peek();
    if (known.some(({ ref }) => ref === input.ref))
      return told(`${input.label} is an input already.`);
    if (place >= room()) return complain([`${room()} inputs are the most.`]);
    setInputs([...known.slice(0, place), input, ...known.slice(place + 1)]);
    told(`${input.label} is input ${place + 1}.`);
  }

  /** Add pictures as inputs, those that are none yet, if there is room for all of them. */
  function addAll(wanted: Input[]) {
    const known = inputs.peek();
    const added = wanted.filter((one) => !known.some(({ ref }) => ref === one.ref));
    const many = known.length + added.length;
    if (added.length === 0) return say("All of them are inputs already.");
    if (many > room()) return complain([`${many} inputs are too many: ${room()} are the most.`]);
    setInputs([...known, ...added]);
    say(added.length > 1 ? `${added.length} more are inputs.` : `${added[0]?.label} is one more.`);
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
    if (folder) return refuse(["A folder can't be an input. Drop the pictures in it."]);
    if (files.length === 0) return refuse(["There was no picture in what was dropped."]);
    const left = place === undefined ? room() - inputs.peek().length : 1;
    if (files.length > left) {
      const why = place === undefined ? `${room()} inputs are the most` : "one replaces one";
      return refuse([`${files.length} files are too many: ${why}.`]);
    }
    const replaced = place === undefined ? undefined : inputs.peek()[place]?.ref;
    onTheWay.value = [...onTheWay.peek(), ...files];
    for (const file of files) await takeOne(file, replaced);
  }

  /** Say why something is not done, also where the composer isn't seen. */
  function refuse(words: string[]) {
    if (words.length) tellOutcome(words.join(" "), { failed: true });
    complain(words);
  }

  async function takeOne(file: File, replaced?: string) {
    try {
      const { ref, hash, prompt, by }: ToBrowser["uploaded"] = await upload(line, file);
      const place = inputs.peek().findIndex((one) => one.ref === replaced); // it may have moved
      complain([]); // perhaps that it was still on its way
      add({ ref, hash, label: file.name }, place < 0 ? undefined : place, tellOutcome);
      if (prompt) offer.value = { name: file.name, prompt, by }; // taken over only if it is wanted
    } catch (error) {
      refuse(wordsOf(error));
    }
    onTheWay.value = onTheWay.peek().filter((one) => one !== file);
  }

  /** Make pictures the only inputs, and empty the prompt for the instruction. */
  function change(wanted: Input[], { alone = false } = {}) {
    batch(() => {
      putIn(wanted.slice(0, MAX_LIST));
      inOne.value = !alone;
      rewrite("");
    });
    const [first, ...others] = wanted;
    const label = others.length > 0 ? `${wanted.length} pictures` : first?.label;
    say(`Say what to change about ${label}.`);
  }

  // -- fields ------------------------------------------------------------------------

  function fill(composed: Composed) {
    const labels = new Map(inputs.peek().map(({ ref, hash, label }) => [ref + hash, label]));
    batch(() => {
      template.value = composed.template ?? "";
      models.value = composed.models ?? [];
      aspect.value = composed.aspect ?? "";
      takes.value = composed.takes ?? 1;
      inputs.value = (composed.inputs ?? []).map(({ ref, hash, name }) => ({
        ref,
        hash,
        label: labels.get(ref + hash) ?? name, // a reference may name another picture by now
      }));
      inOne.value = composed.together ?? true;
      only.value = (composed.only ?? []).map(({ ref, hash, name }) => ({ ref, hash, label: name }));
      crop.value = composed.crop ?? false;
      share.value = composed.share ?? 0;
      options.value = composed.options ?? "";
    });
  }

  /** Compose something else, without what was marked for this. */
  function replace(composed: Composed) {
    forgetMarks();
    fill(composed);
    tell();
  }

  /** Read a pasted cell into all fields; one that can't be read stays in the box as it is. */
  async function paste(text: string) {
    if (!CELL.test(text)) return;
    await new Promise((resolve) => setTimeout(resolve)); // until it is in the box
    const isSame = watch();
    line.ask("pastedCell", { text }).then(
      ({ composed }) => {
        if (!isSame()) return refuse(["The cell is left as text: you composed on."]);
        complain([]);
        replace(composed);
        say("The cell fills the composer.");
      },
      (error) => complain(wordsOf(error)),
    );
  }

  /** Ask another model for what a generation was asked for: its name is asked for. */
  async function askAnother(number: number) {
    const isSame = watch();
    try {
      const { text } = await line.ask("cell", { number });
      const { composed } = await line.ask("pastedCell", { text });
      if (!isSame()) return; // somebody composes something else
      replace({ ...composed, models: [] });
      if (isWritingBeside(form.current)) tellOutcome("Choose the model to ask.");
      else addingModel.value = true;
    } catch (error) {
      complain(wordsOf(error));
    }
  }

  line.on("plan", ({ view, version: planned, parts, fine, press, pieces }) => {
    // The composer is shared: another view's plan holds here, too, if it is of the same prompt.
    const isSame = pieces.map(({ text }) => text).join("") === template.peek();
    if (view !== line.view && !isSame) return;
    batch(() => {
      told.value = { parts, fine, press, pieces };
      asked.value = isAhead(view === line.view ? planned : kept);
      if (asked.value) return;
      clearTimeout(lateTimer);
      late.value = false;
    });
  });

  return {
    template,
    models,
    aspect,
    takes,
    inputs,
    inOne,
    only,
    crop,
    share,
    options,
    complaint,
    told,
    pieces,
    press,
    addingModel,
    armed,
    offer,
    onTheWay,
    hovered,
    form,
    box,
    composition,
    watch,
    complain,
    write,
    paste,
    generate,
    add,
    addAll,
    move,
    take,
    tell,
    addModel(name: string) {
      const wanted = name.trim();
      if (!wanted || models.peek().includes(wanted)) return;
      models.value = [...models.peek(), wanted];
      tell();
    },
    removeModel(name: string) {
      models.value = models.peek().filter((other) => other !== name);
      tell();
    },
    setAspect(name: string) {
      aspect.value = name;
      tell();
    },
    setTakes(count: number) {
      takes.value = Math.min(Math.max(Math.round(count) || 1, 1), MAX_TAKES);
      tell();
    },
    setInOne(wanted: boolean) {
      inOne.value = wanted;
      tell();
    },
    /** Whether a picture is the first input. */
    isFirst,
    /** Hold a region of a picture, which becomes the first input. */
    hold(input: Input, wanted: Input[] | null, part: number) {
      batch(() => {
        if (!isFirst(input)) putFirst(input);
        if (wanted) only.value = wanted;
        share.value = part;
      });
      if (wanted) tell();
      else changed();
    },
    /** Hold the marks that were drawn before, now that the kernel has them. */
    holdFiled(wanted: Input[], part: number) {
      complain([]);
      only.value = wanted;
      share.value = part;
      outdate();
      send();
    },
    /** Let all of the first input change. */
    dropRegion() {
      if (!only.peek().length && !share.peek()) return;
      forgetMarks();
      dropRegion();
      tell();
    },
    setCrop(wanted: boolean) {
      crop.value = wanted;
      tell();
    },
    dropOptions() {
      options.value = "";
      tell();
    },
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
    edit: (input: Input) => change([input]),
    /** Make pictures the inputs, each of a request of its own. */
    editEach: (wanted: Input[]) => change(wanted, { alone: true }),
    /** Make pictures the inputs of one request. */
    together: (wanted: Input[]) => change(wanted),
    use: rewrite,
    askAnother,
    /** Show the composition that the kernel holds: after a reload, or from another view. */
    show(composed: Traits["_composer"]) {
      const text = composed.template ?? composed.prompt;
      if (composed.view === line.view) kept = composed.version ?? version;
      const mine = composed.view === line.view || isAhead(kept) || isComposing(box.current);
      if (mine || text === undefined) return;
      fill({ ...composed, ...asBefore(composed), template: text });
      changed();
    },
    /** Return all fields with what is known of each input, for another view to go on with. */
    held: (): Composed => ({
      ...composition(),
      inputs: asTold(inputs.peek()),
      only: asTold(only.peek()),
    }),
    /** Go on with what the view of a dead kernel held, where nothing is composed yet. */
    goOn(composed: Composed) {
      if (template.peek() || inputs.peek().length) return;
      fill(composed);
      tell();
    },
    statusChanged(status: Status) {
      if (status.error?.length) complain(status.error);
    },
    close() {
      if (tellTimer) send();
      clearTimeout(lateTimer);
      disarm();
    },
  };
}

const asTold = (inputs: Input[]): ComposedInput[] =>
  inputs.map(({ ref, hash, label }) => ({ ref, hash, name: label }));

/** Return the fields that an earlier version kept in another way. */
function asBefore({ models, model, inputs = [], hashes = [] }: Traits["_composer"]) {
  const named = (ref: string, place: number): ComposedInput => ({
    ref,
    hash: hashes[place] ?? "",
    name: ref,
  });
  return {
    models: models ?? (model ? [model] : []),
    inputs: inputs.map((one, place) => (typeof one === "string" ? named(one, place) : one)),
  };
}
