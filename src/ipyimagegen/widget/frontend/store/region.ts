// Only here: the part of a picture that may change, as it is drawn. The composer holds what is sent
// of it: boxes as they are, anything else as a mask that the kernel has.

import { batch, computed, signal } from "@preact/signals";
import { type Line, wordsOf } from "../kernel/line.ts";
import type { Pictures } from "../kernel/pictures.ts";
import { upload } from "../kernel/uploads.ts";
import {
  type Box,
  draw,
  makeCanvas,
  markedShare,
  type Point,
  readMask,
  type Shape,
  toFile,
} from "../page/mask.ts";
import type { Filed, Input } from "./composer.ts";
import type { Say } from "./speech.ts";

export type Tool = "brush" | "box" | "ellipse" | "lasso" | "eraser";

/** The picture that is marked, upright, in its own pixels. */
export interface Marked {
  input: Input;
  width: number;
  height: number;
}

interface Parts {
  line: Line;
  pictures: Pictures;
  say: Say;
  complain: (words: string[]) => void;
  /** Let the composer hold a region, or (null) the one that it has until the new one is filed. */
  hold: (input: Input, only: Input[] | null, share: number) => void;
  /** Let it hold the one that is filed now. */
  holdFiled: (only: Input[], share: number) => void;
  /** Whether a picture is the composer's first input. */
  isFirst: (input: Input) => boolean;
  /** Take the region out of the composer. */
  drop: () => void;
}

/** The drawing on one picture. */
interface Drawing {
  shapes: Shape[];
  past: Shape[][];
  future: Shape[][];
  told: string; // what the composer holds of it
}

const PAUSE = 700; // milliseconds without drawing before a mask is filed
const REMEMBERED = 20; // pictures whose marks are kept
const MOST_STEPS = 100; // that can be undone
export const REACHES = { least: 1 / 256, most: 1 / 2 }; // of the brush, as shares of the longer side
const FASTER = 1.25; // by which [ and ] change it
const STRIDE = 0.01; // of the longer side, by an arrow

export type Region = ReturnType<typeof openRegion>;

export function openRegion(parts: Parts) {
  const { line, pictures, say, complain, hold, holdFiled, isFirst, drop } = parts;
  const active = signal(""); // the hash of the picture that is being marked
  const marked = signal<Marked | null>(null); // the picture whose marks these are
  const shapes = signal<Shape[]>([]);
  const live = signal<Shape | null>(null); // what is being drawn
  const past = signal<Shape[][]>([]);
  const future = signal<Shape[][]>([]);
  const share = signal(0);
  const tool = signal<Tool>("brush");
  const reach = signal(1 / 16); // of the brush
  const panning = signal(false); // whether the pointer moves the picture for now
  const known = new Map<string, Drawing>();
  let told = "";
  let base: HTMLCanvasElement | null = null;
  let onBase: Shape[] = []; // what is drawn on it
  let begun: Point = { x: 0, y: 0 };
  let isNudged = false; // whether the last change was one by an arrow
  let timer: ReturnType<typeof setTimeout> | undefined;
  let filing: Promise<Filed> | null = null;
  let turn = 0; // of the last filing

  const longer = () => Math.max(marked.value?.width ?? 0, marked.value?.height ?? 0);
  /** The brush's size in pixels of the picture. */
  const size = computed(() => Math.max(1, Math.round(reach.value * longer())));

  // -- the canvas --------------------------------------------------------------------

  /** Return the shapes that are ended. */
  function ended(): HTMLCanvasElement | null {
    const picture = marked.peek();
    if (!picture) return null;
    const wanted = shapes.peek();
    const goesOn = onBase.length <= wanted.length && onBase.every((one, at) => one === wanted[at]);
    if (!base || !goesOn || base.width !== picture.width || base.height !== picture.height) {
      base = makeCanvas(picture);
      onBase = [];
    }
    for (const shape of wanted.slice(onBase.length)) draw(base, shape);
    onBase = wanted;
    return base;
  }

  /** Return all that is drawn, also what is being drawn. */
  function raster(): HTMLCanvasElement | null {
    const [picture, canvas, drawn] = [marked.peek(), ended(), live.peek()];
    if (!picture || !canvas || !drawn) return canvas;
    const whole = makeCanvas(picture);
    whole.getContext("2d")?.drawImage(canvas, 0, 0);
    draw(whole, drawn);
    return whole;
  }

  /** Turn to the drawing on a picture, which may be an earlier one. */
  function turnTo(picture: Marked) {
    const before = marked.peek();
    const { hash } = picture.input;
    const isSame = before?.input.hash === hash;
    if (isSame && before.width === picture.width && before.height === picture.height) return;
    if (before && !isSame) {
      settle();
      keep(before.input.hash);
    }
    const found = (!isSame && known.get(hash)) || { shapes: [], past: [], future: [], told: "" };
    batch(() => {
      marked.value = picture;
      live.value = null;
      ({ shapes: shapes.value, past: past.value, future: future.value, told } = found);
      count();
    });
  }

  function keep(hash: string) {
    known.delete(hash);
    known.set(hash, { shapes: shapes.peek(), past: past.peek(), future: future.peek(), told });
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest) known.delete(oldest);
  }

  function count() {
    const canvas = shapes.peek().length ? ended() : null;
    share.value = canvas ? markedShare(canvas) : 0;
  }

  // -- what the composer holds -------------------------------------------------------

  /** Let the composer hold what is drawn: boxes at once, a mask after a pause. */
  function changed() {
    const picture = marked.peek();
    if (!picture) return;
    stopFiling();
    count();
    const drawn = shapes.peek();
    const boxes = drawn.flatMap((one) => (one.kind === "box" ? [one.box.join()] : []));
    if (drawn.length === 0) {
      told = "";
      return drop();
    }
    if (boxes.length === drawn.length) {
      const only = [...new Set(boxes)].map((ref) => ({ ref, hash: "", label: ref }));
      told = keyOf(only);
      return hold(picture.input, only, share.peek());
    }
    timer = setTimeout(settle, PAUSE); // before what follows the composer looks at the marks
    hold(picture.input, null, share.peek());
  }

  /** File the mask that waits for that, and return what becomes of it; null if there is none. */
  function settle(): Promise<Filed> | null {
    if (timer === undefined) return filing;
    clearTimeout(timer);
    timer = undefined;
    const canvas = ended(); // a shape that is being drawn may yet be given up
    const picture = marked.peek();
    if (canvas && picture) filing = file(canvas, picture, share.peek());
    return filing;
  }

  async function file(canvas: HTMLCanvasElement, { input }: Marked, part: number): Promise<Filed> {
    turn += 1;
    const mine = turn;
    try {
      const { hash } = await upload(line, await toFile(canvas), { mask: true });
      if (mine !== turn) return "changed";
      const only = [{ ref: `@${hash}`, hash, label: "the marks" }];
      told = keyOf(only);
      filing = null;
      if (isFirst(input)) holdFiled(only, part);
      return "filed";
    } catch (error) {
      complain(wordsOf(error));
      if (mine === turn) timer = setTimeout(() => {}, PAUSE); // it is tried again when it is sent
      return "failed";
    }
  }

  /** Draw what the composer holds, if it was not drawn here: a cell was pasted, or a view told. */
  async function load(only: Input[], picture: Marked) {
    told = keyOf(only);
    const found: Shape[] = [];
    for (const { ref, hash } of only) {
      const box = readBox(ref, picture);
      const url = !box && hash ? await pictures.url(hash, "full") : "";
      if (box) found.push({ kind: "box", box });
      else if (url) found.push({ kind: "mask", image: await readMask(url, picture) });
    }
    if (told !== keyOf(only) || marked.peek() !== picture) return;
    step(found);
    count();
  }

  /** Let nothing come of a mask that waits to be filed, or is on its way. */
  function stopFiling() {
    clearTimeout(timer);
    timer = undefined;
    turn += 1;
    filing = null;
  }

  /** Let nothing more come of what is drawn, which goes as the composer holds none of it. */
  function forget() {
    stopFiling();
    told = " "; // what no composer holds
  }

  // -- steps -------------------------------------------------------------------------

  /** Replace what is drawn, so that it can be undone. */
  function step(wanted: Shape[]) {
    batch(() => {
      past.value = [...past.peek(), shapes.peek()].slice(-MOST_STEPS);
      future.value = [];
      shapes.value = wanted;
    });
    isNudged = false;
  }

  function add(shape: Shape) {
    step([...shapes.peek(), shape]);
    changed();
    tell();
  }

  function tell() {
    const last = shapes.peek().at(-1);
    const where = last?.kind === "box" ? `Box ${last.box.join(", ")}. ` : "";
    say(`${where}${percent(share.peek())} is marked.`);
  }

  /** Go back a step, or forward again; return whether there is one. */
  function go(from: typeof past, to: typeof past): boolean {
    const wanted = from.peek().at(-1);
    if (!wanted) return false;
    batch(() => {
      from.value = from.peek().slice(0, -1);
      to.value = [...to.peek(), shapes.peek()];
      shapes.value = wanted;
    });
    isNudged = false;
    changed();
    tell();
    return true;
  }

  /** Make the brush as large as a share of the longer side. */
  function setReach(wanted: number) {
    reach.value = Math.min(REACHES.most, Math.max(REACHES.least, wanted));
  }

  // -- hands -------------------------------------------------------------------------

  /** Begin a shape at a point of the picture. */
  function begin(at: Point) {
    begun = at;
    live.value = null; // what was never ended is no part of it
    drag(at, false);
  }

  function drag(at: Point, isStraight: boolean) {
    const shape = live.peek();
    const kind = tool.peek();
    if (kind === "box" || kind === "ellipse")
      live.value = { kind, box: boxBetween(begun, at, isStraight) };
    else {
      const before = shape && "points" in shape && !isStraight ? shape.points : [begun];
      const points = [...before, at];
      live.value =
        kind === "lasso"
          ? { kind, points }
          : { kind: "stroke", erases: kind === "eraser", size: size.peek(), points };
    }
  }

  /** End the shape; one without any pixels is none. */
  function release() {
    const shape = live.peek();
    live.value = null;
    if (!shape) return;
    const isFlat =
      "box" in shape
        ? shape.box[0] >= shape.box[2] || shape.box[1] >= shape.box[3]
        : shape.kind === "lasso" && shape.points.length < 3;
    if (!isFlat) add(shape);
  }

  function leave() {
    live.value = null;
    active.value = "";
  }

  /** Return the box between two points, in whole pixels of the picture. */
  function boxBetween(one: Point, other: Point, isSquare: boolean): Box {
    let [across, down] = [other.x - one.x, other.y - one.y];
    if (isSquare) {
      const side = Math.max(Math.abs(across), Math.abs(down));
      across = across < 0 ? -side : side;
      down = down < 0 ? -side : side;
    }
    const [x, y] = [one.x + across, one.y + down];
    return within([
      Math.floor(Math.min(one.x, x)),
      Math.floor(Math.min(one.y, y)),
      Math.ceil(Math.max(one.x, x)),
      Math.ceil(Math.max(one.y, y)),
    ]);
  }

  function within([left, top, right, bottom]: Box): Box {
    const { width, height } = marked.peek() ?? { width: 0, height: 0 };
    const [x, y] = [clamp(width), clamp(height)];
    return [x(left), y(top), x(right), y(bottom)];
  }

  /** Set a box of a third in the middle. */
  function setBox() {
    const { width, height } = marked.peek() ?? { width: 0, height: 0 };
    const third = (length: number) => [Math.round(length / 3), Math.round((2 * length) / 3)];
    const [[left = 0, right = 0], [top = 0, bottom = 0]] = [third(width), third(height)];
    add({ kind: "box", box: [left, top, Math.max(right, left + 1), Math.max(bottom, top + 1)] });
  }

  /** Move the last box or ellipse, or change its size; return whether there is one. */
  function nudge(right: number, down: number, isSize: boolean): boolean {
    const last = shapes.peek().at(-1);
    const { width, height } = marked.peek() ?? { width: 0, height: 0 };
    if (!last || !("box" in last)) return false;
    const stride = Math.max(1, Math.round(STRIDE * longer()));
    const [left, top, end, foot] = last.box;
    const [across, along] = [right * stride, down * stride];
    const box: Box = isSize
      ? [left, top, Math.max(left + 1, end + across), Math.max(top + 1, foot + along)]
      : moved([left, top, end, foot], across, along, width, height);
    const others = shapes.peek().slice(0, -1);
    if (isNudged) shapes.value = [...others, { ...last, box: within(box) }];
    else step([...others, { ...last, box: within(box) }]);
    isNudged = true;
    changed();
    tell();
    return true;
  }

  return {
    active,
    marked,
    shapes,
    live,
    share,
    tool,
    reach,
    size,
    panning,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    raster,
    settle,
    forget,
    begin,
    drag,
    release,
    setBox,
    nudge,
    /** Begin to mark a picture; its earlier marks hold again, unless the composer has them. */
    open(picture: Marked, isHeld: boolean) {
      turnTo(picture);
      active.value = picture.input.hash;
      if (shapes.peek().length && !isHeld) changed();
    },
    leave,
    /** Take note of the picture on the stage, and of what the composer holds. */
    follow(shown: Marked | null, first: Input | undefined, only: Input[]) {
      if (active.peek() && shown?.input.hash !== active.peek()) leave();
      if (!shown?.input.hash || shown.input.hash !== first?.hash) return;
      turnTo(shown);
      const isOnItsWay = timer !== undefined || filing !== null;
      if (isOnItsWay || keyOf(only) === told) return;
      if (only.length > 0) load(only, shown);
      else {
        told = "";
        if (shapes.peek().length) step([]);
        count();
      }
    },
    undo: () => go(past, future),
    redo: () => go(future, past),
    turnInsideOut: () => add({ kind: "inverse" }),
    clear() {
      if (!shapes.peek().length) return;
      step([]);
      changed();
      say("Nothing is marked.");
    },
    take(wanted: Tool) {
      tool.value = wanted;
    },
    swap() {
      tool.value = tool.peek() === "eraser" ? "brush" : "eraser";
      say(tool.peek() === "eraser" ? "Eraser" : "Brush");
    },
    setReach,
    grow(by: number) {
      setReach(reach.peek() * FASTER ** by);
      say(`${size.peek()} px`);
    },
    pan(wanted: boolean) {
      panning.value = wanted;
    },
    close() {
      clearTimeout(timer);
    },
  };
}

/** Return a share in words, as the kernel has them: something is never none of it, nor all of it. */
export function percent(share: number): string {
  const whole = 100 * share;
  if (whole > 0 && whole < 0.5) return "less than 1 %";
  return whole >= 99.5 && whole < 100 ? "more than 99 %" : `${Math.round(whole)} %`;
}

const keyOf = (only: Input[]) => only.map(({ ref }) => ref).join(" ");

const clamp = (most: number) => (value: number) => Math.min(most, Math.max(0, value));

/** Return a box that was moved, but not over the edge. */
function moved(box: Box, right: number, down: number, width: number, height: number): Box {
  const [left, top, end, foot] = box;
  const x = Math.min(width - end, Math.max(-left, right));
  const y = Math.min(height - foot, Math.max(-top, down));
  return [left + x, top + y, end + x, foot + y];
}

/** Return the box of a text such as 120,80,340,260 or 10%,20%,60%,80%; null if it is none. */
function readBox(text: string, { width, height }: Marked): Box | null {
  const sides = text.split(",").map((side) => side.trim());
  if (sides.length !== 4 || !sides.every((side) => /^\d+(\.\d+)?\s*%?$/.test(side))) return null;
  const [left = 0, top = 0, right = 0, bottom = 0] = sides.map((side, place) => {
    const number = Number.parseFloat(side);
    return side.endsWith("%") ? Math.round((number / 100) * (place % 2 ? height : width)) : number;
  });
  return [left, top, right, bottom];
}
