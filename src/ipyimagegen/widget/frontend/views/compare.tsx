// Compare: two pictures side by side, moved and enlarged together, and what differs between them.

import { useLayoutEffect } from "preact/hooks";
import type { Entry } from "../messages.ts";
import type { Side } from "../store/comparing.ts";
import { nameOf } from "../store/entries.ts";
import { useStore } from "./context.ts";
import { Button, Icon, Toolbar } from "./controls.tsx";
import { describe } from "./facts.tsx";
import { usePicture, useSteps } from "./hooks.ts";
import { Picture } from "./picture.tsx";
import { pressZoom, ZoomButtons } from "./zoom.tsx";

const PAGE = 60; // pictures in the strip

export function Compare() {
  return useStore().layout.tab.value === "compare" ? <Pair /> : null;
}

function Pair() {
  const { comparing } = useStore();
  const press = usePress();
  const [a, b] = [comparing.a.value, comparing.b.value];
  useLayoutEffect(() => {
    if (!comparing.a.peek()) comparing.begin(); // its tab was opened
  }, [comparing]);
  return (
    <section class="compare" aria-label="Compare" onKeyDown={press}>
      <div class="pair">
        <Toolbar name="View" class="toolbar">
          <b>Side by side</b>
          <span class="spring" />
          <ZoomButtons zoom={comparing.zoom} />
        </Toolbar>
        <SideBySide a={a} b={b} />
        <Differences a={a} b={b} />
        <Actions a={a} b={b} />
      </div>
      <Strip a={a} b={b} />
    </section>
  );
}

interface PairProps {
  a: Side | null;
  b: Side | null;
}

/** Return what a key does: arrows choose B, with Shift A, and with Ctrl they move both pictures. */
function usePress() {
  const { comparing, layout, viewing } = useStore();
  function act(event: KeyboardEvent & { currentTarget: HTMLElement }): boolean {
    const { key, shiftKey } = event;
    const frame = event.currentTarget.closest(".frame");
    if (event.ctrlKey || event.metaKey)
      return key.startsWith("Arrow") && pressZoom(event, comparing.zoom);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (step) comparing.step(step, shiftKey ? "a" : "b");
    else if (key === "x") comparing.swap();
    else if (key === "Escape") {
      layout.show("make");
      layout.turnTo("picture");
      setTimeout(() => focusStage(frame)); // it is seen then
    } else return pressZoom(event, comparing.zoom);
    return true;
  }
  /** Give the focus to the large picture, or to the first of what several have. */
  function focusStage(frame: Element | null) {
    const first = frame?.querySelector<HTMLElement>(".stage [tabindex='0']");
    (viewing.area.current ?? first)?.focus();
  }
  return (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (!event.defaultPrevented && !event.altKey && act(event)) event.preventDefault();
  };
}

function SideBySide({ a, b }: PairProps) {
  const { zoom } = useStore().comparing;
  const { width = 0, height = 0 } = a?.picture ?? {};
  // B is shown at the size of A, so that one place is the same in both.
  useLayoutEffect(() => {
    if (width) zoom.show(width, height);
  }, [zoom, width, height]);
  return (
    <div class="two">
      <One side={a} letter="A" />
      <One side={b} letter="B" />
    </div>
  );
}

function One({ side, letter }: { side: Side | null; letter: "A" | "B" }) {
  const { a, zoom, area } = useStore().comparing;
  const { src, gone } = useSteps(side?.hash ?? "");
  const words = side?.entry ? describe(side.entry, side.picture ?? undefined) : "";
  const isMeasured = letter === "A" && side !== null && !side.picture; // a photograph
  return (
    <figure>
      <Picture
        zoom={zoom}
        {...(letter === "A" && { area })}
        name={`${letter}: ${side?.ref ?? "none"}`}
        src={src}
        hash={side?.hash ?? ""}
        alt={side?.entry?.prompt ?? side?.ref ?? ""}
        {...(isMeasured && { loaded: zoom.show })}
      >
        {gone && <p class="gone">The picture's file is gone from the library.</p>}
        {!side && (
          <p class="gone">
            {a.value
              ? "Pick another picture in the history to compare with."
              : "Nothing is shown to be compared."}
          </p>
        )}
      </Picture>
      <figcaption>
        <b class="letter">{letter}</b>
        {side?.ref}
        <span class="grey cut digits" title={words}>
          {words}
        </span>
      </figcaption>
    </figure>
  );
}

/** What is the same is grey. */
function Differences({ a, b }: PairProps) {
  const rows = FACTS.map(([name, of]) => [name, of(a), of(b)] as const);
  return (
    <table class="versus">
      <tbody>
        {rows.map(([name, one, other]) => (
          <tr key={name} class={one === other || !b ? "same" : ""}>
            <th scope="row">{name}</th>
            <td class="cut" title={one}>
              {one}
            </td>
            <td class="cut" title={other}>
              {other}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const FACTS: [string, (side: Side | null) => string][] = [
  ["prompt", (side) => side?.entry?.prompt ?? (side ? `a photograph, ${side.ref}` : "")],
  ["made by", (side) => side?.entry?.servedBy || side?.entry?.model || (side ? "–" : "")],
  ["take", (side) => (side?.entry?.number ? String(side.entry.take) : "")],
  ["size", (side) => (side?.picture ? `${side.picture.width}×${side.picture.height}` : "")],
];

function Actions({ a, b }: PairProps) {
  const { comparing, input } = useStore();
  const edit = ({ entry, picture }: Side) =>
    entry && picture && input("edit", entry, entry.pictures.indexOf(picture));
  return (
    <Toolbar name="Compared" class="row actions">
      {b?.picture && (
        <Button press={() => edit(b)} class="primary">
          Edit B
        </Button>
      )}
      {a?.picture && <Button press={() => edit(a)}>Edit A</Button>}
      {b && (
        <Button press={comparing.swap} title="x">
          <Icon name="swap" />
          Change places
        </Button>
      )}
    </Toolbar>
  );
}

/** The history around B, to choose it from. */
function Strip({ a, b }: PairProps) {
  const { history, comparing } = useStore();
  const { entries } = history;
  entries.version.value;
  const [refA, refB] = [a?.entry?.ref ?? "", b?.entry?.ref ?? ""];
  const aroundA = history.around(refA, PAGE);
  const isFar = refB && !aroundA.some((entry) => entry.ref === refB);
  const shown = isFar ? history.around(refB, PAGE) : aroundA;
  const letters = new Map([
    [refA, "A"],
    [refB, "B"],
  ]);
  return (
    <aside class="strip-of-history" aria-label="History">
      <p class="grey">
        <kbd>←</kbd> <kbd>→</kbd> choose B, with <kbd>Shift</kbd> A
      </p>
      <div class="choices">
        <Toolbar name="B" class="tiles">
          {shown.map(
            (entry) =>
              entry.pictures.length > 0 && (
                <Choice
                  key={entry.ref}
                  entry={entry}
                  letter={letters.get(entry.ref) ?? ""}
                  press={() => comparing.choose(entry)}
                />
              ),
          )}
        </Toolbar>
      </div>
    </aside>
  );
}

interface ChoiceProps {
  entry: Entry;
  letter: string;
  press: () => void;
}

function Choice({ entry, letter, press }: ChoiceProps) {
  const hash = entry.pictures[entry.main]?.hash ?? "";
  const url = usePicture(hash, "tile");
  return (
    <Button
      press={press}
      class="choice"
      aria-label={`${nameOf(entry)}: ${entry.prompt}`}
      title={entry.prompt}
      aria-pressed={letter === "B"}
    >
      <img key={hash} alt="" draggable={false} src={url || undefined} />
      <span class="number">{nameOf(entry)}</span>
      {letter && <span class="letter">{letter}</span>}
    </Button>
  );
}
