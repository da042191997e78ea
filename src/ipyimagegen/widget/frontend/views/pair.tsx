// Two pictures that are compared, in one of four ways: a line between them that is moved, side by
// side, one in place of the other, and where they differ. They have one zoom and one place.

import { useLayoutEffect } from "preact/hooks";
import type { Mode, Side } from "../store/comparing.ts";
import { useStore } from "./context.ts";
import { Icon } from "./controls.tsx";
import { type Steps, useSteps } from "./hooks.ts";
import { Picture, Pixels } from "./picture.tsx";

const SAME_SHAPE = 0.02; // by which the shapes of two may differ, and one is stretched to the other
const KNOB_STEPS = new Map([
  ["ArrowLeft", -1],
  ["ArrowDown", -1],
  ["ArrowRight", 1],
  ["ArrowUp", 1],
]);

export interface PairProps {
  a: Side | null;
  b: Side | null;
}

interface OverProps extends PairProps {
  other: Steps; // B, as it comes
}

interface FirstProps extends OverProps {
  one: Steps; // A
  way: Mode;
}

export function Pair({ a, b }: PairProps) {
  const { mode, zoom } = useStore().comparing;
  const one = useSteps(a?.hash ?? "");
  const other = useSteps(b?.hash ?? "");
  const { width = 0, height = 0 } = a?.picture ?? {};
  // B is shown at the size of A, so that one place is the same in both.
  useLayoutEffect(() => {
    if (width) zoom.show(width, height);
  }, [zoom, width, height]);
  const way = b ? mode.value : "side";
  return (
    <div class="look">
      <First {...{ a, b, one, other, way }} />
      {way === "side" && <Second a={a} b={b} other={other} />}
    </div>
  );
}

/** A, or what is shown in its place: it keeps the focus when it is looked at in another way. */
function First({ a, b, one, other, way }: FirstProps) {
  const { zoom, area, difference, holding } = useStore().comparing;
  const [nameOfA, nameOfB] = [nameOfSide("A", a), nameOfSide("B", b)];
  if (way === "difference") {
    const { src, headline, legend, trouble } = difference.value;
    const alt = `${headline}; ${legend}`;
    const name = `Difference of ${a?.ref} and ${b?.ref}`;
    return (
      <Picture zoom={zoom} area={area} name={name} src={src} hash={src} alt={alt}>
        {!src && <p class="gone">{trouble.join(" ") || "Comparing …"}</p>}
      </Picture>
    );
  }
  const isB = way === "flicker" && holding.value;
  const names = {
    slider: `${nameOfA}, ${nameOfB}`,
    side: nameOfA,
    flicker: isB ? nameOfB : nameOfA,
  };
  return (
    <Picture
      zoom={zoom}
      area={area}
      name={names[way]}
      src={one.src}
      hash={a?.hash ?? ""}
      alt={wordsOfSide(a)}
    >
      {way === "slider" && <Divided a={a} b={b} other={other} />}
      {way === "flicker" && (
        <Over {...{ a, b, other }} style={{ visibility: isB ? "visible" : "hidden" }} />
      )}
      <Gone of={isB || (way === "slider" && other.gone) ? other : one} />
      {!a && <p class="gone">There is no picture: pick A in the history beside this.</p>}
    </Picture>
  );
}

function Second({ a, b, other }: OverProps) {
  const { zoom } = useStore().comparing;
  return (
    <Picture
      zoom={zoom}
      name={nameOfSide("B", b)}
      src={other.src}
      hash={b?.hash ?? ""}
      alt={wordsOfSide(b)}
      class={fitting(a, b)}
      follows
    >
      <Gone of={other} />
      {a && !b && <p class="gone">Pick another picture in the history to compare with.</p>}
    </Picture>
  );
}

const nameOfSide = (letter: string, side: Side | null) => `${letter}: ${side?.ref ?? "none"}`;
const wordsOfSide = (side: Side | null) => side?.entry?.prompt || side?.ref || "";

/** B over A, right of a line that is moved. */
function Divided({ a, b, other }: OverProps) {
  const { zoom, divider } = useStore().comparing;
  const { left, width } = zoom.place.value;
  // Between the ends of what is seen of the pictures.
  const [start, end] = [`max(0px, ${left}px)`, `min(100%, ${left + width}px)`];
  const x = `calc(${start} + ${divider.value / 100} * (${end} - ${start}))`;
  return (
    <>
      <Over {...{ a, b, other }} style={{ clipPath: `inset(-2px -2px -2px ${x})` }} />
      <Knob x={x} />
    </>
  );
}

function Knob({ x }: { x: string }) {
  const { divider, divide, zoom } = useStore().comparing;
  const percent = Math.round(divider.value);
  function press(event: KeyboardEvent) {
    const by = (KNOB_STEPS.get(event.key) ?? 0) * (event.shiftKey ? 10 : 1);
    const to = by ? percent + by : { Home: 0, End: 100 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    divide(to);
  }
  function drag(event: PointerEvent & { currentTarget: HTMLElement }) {
    event.stopPropagation();
    const room = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!room || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, width } = zoom.place.peek();
    const [start, end] = [Math.max(0, left), Math.min(room.width, left + width)];
    divide((100 * (event.clientX - room.left - start)) / Math.max(1, end - start));
  }
  return (
    <div
      class="knob"
      role="slider"
      tabIndex={0}
      aria-label="Divider"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${percent} % A`}
      title="← →: 1 %, with Shift 10 %"
      style={{ left: x }}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.stopPropagation();
        if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
    >
      <span>
        <Icon name="left" />
        <Icon name="right" />
      </span>
    </div>
  );
}

/** B in its place over A, on the same ground, where it is not cut off. */
function Over({ a, b, other, style }: OverProps & { style: Record<string, string> }) {
  const { zoom } = useStore().comparing;
  return (
    <div class={`over ${fitting(a, b)}`} style={style}>
      <Pixels zoom={zoom} src={other.src} hash={b?.hash ?? ""} alt={wordsOfSide(b)} />
    </div>
  );
}

const Gone = ({ of }: { of: Steps }) =>
  of.gone ? <p class="gone">The picture's file is gone from the library.</p> : null;

/** Return a class for B if it has another shape than A, and is not to be stretched. */
function fitting(a: Side | null, b: Side | null): string {
  return isOtherShape(a, b) ? "fitting" : "";
}

function isOtherShape(a: Side | null, b: Side | null): boolean {
  const [one, other] = [a?.picture, b?.picture];
  if (!one?.width || !other?.width) return false;
  const across = (one.width * other.height) / (one.height * other.width);
  return across < 1 - SAME_SHAPE || across > 1 / (1 - SAME_SHAPE);
}

/** Return how B is shown, where its size is not that of A. */
export function sizeWords(a: Side | null, b: Side | null): string {
  const [one, other] = [a?.picture, b?.picture];
  if (!one?.width || !other?.width) return "";
  if (one.width === other.width && one.height === other.height) return "";
  return isOtherShape(a, b) ? "another shape, fitted into A" : "shown at the size of A";
}
