// Compare: two pictures, how they are looked at, what differs between them, and a strip to choose
// them from.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { Entry } from "../messages.ts";
import { MODES, type Mode, type Side } from "../store/comparing.ts";
import { nameOf } from "../store/entries.ts";
import { useStore } from "./context.ts";
import { Button, Icon, Toolbar } from "./controls.tsx";
import { usePicture } from "./hooks.ts";
import { Rating, StarButton } from "./marks.tsx";
import { Pair, type PairProps } from "./pair.tsx";
import { SweepGrid } from "./sweep_grid.tsx";
import { KindSwitch } from "./sweep_tools.tsx";
import { Versus } from "./versus.tsx";
import { pressZoom, ZoomButtons } from "./zoom.tsx";

const PAGE = 60; // pictures in the strip
const SPARE = 4; // pixels around the one that is chosen, for its outline

/** The words and the icon of each way to look at two pictures. */
const LOOKS: Record<Mode, [string, string]> = {
  slider: ["Slider", "compare"],
  side: ["Side by side", "side"],
  flicker: ["Flicker", "flicker"],
  difference: ["Difference", "difference"],
};

export function Compare() {
  const { layout, comparing } = useStore();
  if (layout.tab.value !== "compare") return null;
  return comparing.kind.value === "sweep" ? <SweepGrid /> : <Two />;
}

function Two() {
  const { comparing } = useStore();
  const { hold, zoom } = comparing;
  const press = usePress();
  const [a, b] = [comparing.a.value, comparing.b.value];
  useLayoutEffect(() => {
    if (comparing.isEmpty()) comparing.begin(); // its tab was opened
    return comparing.leave;
  }, [comparing]);
  return (
    <section
      class="compare"
      aria-label="Compare"
      onKeyDown={press}
      onKeyUp={({ key }) => key === " " && hold(false)}
      onFocusOut={({ relatedTarget }) => !relatedTarget && hold(false)}
    >
      <Toolbar name="View" class="toolbar">
        <KindSwitch />
        <ModeSwitch />
        <span class="spring" />
        <ZoomButtons zoom={zoom} />
      </Toolbar>
      <div class="pair">
        <Pair a={a} b={b} />
        <Ends a={a} b={b} />
        <Versus a={a} b={b} />
        <Actions a={a} b={b} />
      </div>
      <Strip a={a} b={b} />
    </section>
  );
}

function ModeSwitch() {
  const { mode, look } = useStore().comparing;
  return (
    <span class="segment modes" role="radiogroup" aria-label="How they are looked at">
      {MODES.map((wanted, place) => {
        const [words, icon] = LOOKS[wanted];
        return (
          <Button
            key={wanted}
            press={() => look(wanted)}
            class="small"
            role="radio"
            aria-checked={mode.value === wanted}
            aria-label={words}
            title={`${words} (${place + 1})`}
          >
            <Icon name={icon} />
            <span>{words}</span>
          </Button>
        );
      })}
    </span>
  );
}

/** Return what a key does: arrows choose B, with Shift A, and with Ctrl they move both pictures. */
function usePress() {
  const { comparing, layout, viewing } = useStore();
  function act(event: KeyboardEvent & { currentTarget: HTMLElement }): boolean {
    const { key, shiftKey, target } = event;
    const frame = event.currentTarget.closest(".frame");
    if (event.ctrlKey || event.metaKey)
      return key.startsWith("Arrow") && pressZoom(event, comparing.zoom);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const mode = MODES[Number(key) - 1];
    if (step) comparing.step(step, shiftKey ? "a" : "b");
    else if (key === " ") {
      const isOther = target instanceof Element && target.matches("button:not(.hold), a");
      if (isOther || comparing.mode.peek() !== "flicker") return false;
      comparing.hold(true);
    } else if (mode) comparing.look(mode);
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

/** One line below the pictures: what they are called, and what is seen. */
function Ends({ a, b }: PairProps) {
  return (
    <p class="ends">
      <span class="end">
        <b class="letter">A</b> <span class="cut">{nameOfSide(a)}</span>
      </span>
      <span class="grey cut digits">{b && <Seen />}</span>
      <span class="end">
        <span class="cut">{nameOfSide(b)}</span> <b class="letter">B</b>
      </span>
    </p>
  );
}

const nameOfSide = (side: Side | null) =>
  side?.entry?.number ? side.ref : side?.entry?.name || side?.ref;

function Seen() {
  const { mode, divider, holding, difference } = useStore().comparing;
  if (mode.value === "slider") return <>{`${Math.round(divider.value)} %`}</>;
  if (mode.value === "side") return <>moved and enlarged together</>;
  if (mode.value === "flicker") return <>{holding.value ? "B is shown" : "A is shown"}</>;
  return <b>{difference.value.headline}</b>;
}

function Actions({ a, b }: PairProps) {
  const { comparing, input } = useStore();
  const { mode, aligned, align, hold, holding } = comparing;
  const isDifference = b !== null && mode.value === "difference";
  const edit = ({ entry, picture }: Side) =>
    entry && picture && input("edit", entry, entry.pictures.indexOf(picture));
  const canEdit = (side: Side | null) =>
    side?.picture && side.entry?.pictures.includes(side.picture);
  return (
    <Toolbar name="Compared" class="row actions">
      {b && canEdit(b) && (
        <Button press={() => edit(b)} class="primary">
          Edit B
        </Button>
      )}
      {a && canEdit(a) && <Button press={() => edit(a)}>Edit A</Button>}
      {b && (
        <Button press={comparing.swap} class="swap" title="Change places (x)">
          <Icon name="swap" />
          <span class="name">Change places</span>
        </Button>
      )}
      {b && mode.value === "flicker" && (
        <Button
          press={() => {}}
          class="hold"
          aria-pressed={holding.value}
          title="Space does the same on the picture"
          onPointerDown={() => hold(true)}
          onPointerUp={() => hold(false)}
          onPointerLeave={() => hold(false)}
          onPointerCancel={() => hold(false)}
        >
          Hold to see B
        </Button>
      )}
      {isDifference && (
        <Button
          press={() => align(!aligned.peek())}
          aria-pressed={aligned.value}
          title="Move and enlarge B so that it lies on A, before pixels are counted"
        >
          Line up
        </Button>
      )}
      <span class="spring" />
      {!isDifference && b?.entry && b.entry.number > 0 && <MarksOfB entry={b.entry} />}
    </Toolbar>
  );
}

function MarksOfB({ entry }: { entry: Entry }) {
  const { history } = useStore();
  history.entries.version.value; // what is kept of it may be old
  const now = history.entries.find(entry.ref) ?? entry;
  const { number, rating, starred } = now;
  return (
    <span class="marks-of-b">
      B:
      <Rating
        rating={rating}
        rate={(wanted) => history.mark([number], { kind: "rate", rating: wanted })}
      />
      <StarButton name="Star" isStarred={starred} press={() => history.star([number], now)} />
    </span>
  );
}

/** The history to choose B from: first A and what has to do with it, then what stands around it. */
function Strip({ a, b }: PairProps) {
  const { history, comparing } = useStore();
  const { entries } = history;
  entries.version.value;
  const [refA, refB] = [a?.entry?.ref ?? "", b?.entry?.ref ?? ""];
  const box = useRef<HTMLDivElement>(null);
  const known = new Map(a?.entry ? [[refA, a.entry]] : []);
  for (const entry of history.around(refA, PAGE)) known.set(entry.ref, entry);
  if (refB && !known.has(refB))
    for (const entry of [b?.entry, ...history.around(refB, PAGE)])
      if (entry && !known.has(entry.ref)) known.set(entry.ref, entry);
  const all = [...known.values()];
  const isFirst = (entry: Entry) => entry.ref === refA || isAkin(entry, a?.entry);
  const shown = [...all.filter(isFirst), ...all.filter((entry) => !isFirst(entry))];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one is seen then
  useLayoutEffect(() => seeChosen(box.current), [refA, refB]);
  const letters = new Map([
    [refA, "A"],
    [refB, "B"],
  ]);
  return (
    <aside class="strip-of-history" aria-label="History">
      <p class="grey">
        <kbd>←</kbd> <kbd>→</kbd> choose B, with <kbd>Shift</kbd> A
      </p>
      <div class="choices" ref={box}>
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

/** Whether one of two was made from the other. */
function isAkin(one: Entry, other: Entry | null | undefined): boolean {
  const isFrom = (made: Entry, { number, name, ref }: Entry) =>
    made.inputs.some((input) =>
      number > 0 ? input.number === number : [name, ref].includes(input.name),
    );
  return Boolean(other && (isFrom(one, other) || isFrom(other, one)));
}

/** Scroll a list, and nothing around it, so that the chosen tile is whole. */
function seeChosen(list: HTMLElement | null) {
  const tile = list?.querySelector("[aria-pressed='true']")?.getBoundingClientRect();
  if (!list || !tile) return;
  const room = list.getBoundingClientRect();
  const by = (start: number, end: number) => Math.min(0, start - SPARE) || Math.max(0, end + SPARE);
  list.scrollTop += by(tile.top - room.top, tile.bottom - room.bottom);
  list.scrollLeft += by(tile.left - room.left, tile.right - room.right);
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
