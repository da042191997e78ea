// The gallery: groups of tiles below each other, and only what can be seen, so that ten thousand
// entries scroll as smoothly as ten.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { HeldEntry, HeldGroup, Spot } from "../store/entries.ts";
import { AFTER, HEADING, OUTLINE } from "../store/shelves.ts";
import { useStore } from "./context.ts";
import { Icon } from "./controls.tsx";
import { Tile } from "./tile.tsx";

const SPARE = 160; // pixels above and below the visible ones

export function Gallery() {
  const { history } = useStore();
  const { entries, cursor, shelves, search } = history;
  entries.version.value; // drawn anew when any of them comes or goes
  const total = entries.total.value;
  const { top, bottom } = cursor.seen.value;
  const tops = shelves.tops.value;
  const active = cursor.active.value;
  const height = `${tops[total] ?? 0}px`;

  const first = shelves.groupAt(Math.max(0, top - SPARE));
  const last = Math.min(total - 1, shelves.groupAt(bottom + SPARE));
  const near = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const wanted = [...new Set([...near, active.group])].filter((group) => group < total);
  wanted.sort((one, other) => one - other);

  const months = useMonths();
  const press = usePress();
  useFocus();
  useMeasure();

  return (
    <div class={months.length ? "pictures railed" : "pictures"}>
      {total === 0 && !entries.query.value && !search.found.value.query && (
        <p class="none">Nothing was made yet. What cells make appears here, too.</p>
      )}
      <div ref={cursor.list} class="gallery" hidden={total === 0} onScroll={cursor.measure}>
        <div
          class="space"
          style={{ height }}
          role="listbox"
          aria-label="Pictures"
          aria-multiselectable="true"
          tabIndex={-1}
          onKeyDown={press}
        >
          {wanted.map((group) => (
            <Shelf
              key={entries.held(group)?.key ?? group}
              group={group}
              top={top}
              bottom={bottom}
            />
          ))}
        </div>
        <div class="headings" style={{ height }}>
          {wanted.map((group) => (
            <Heading key={entries.group(group)?.key ?? group} group={group} />
          ))}
        </div>
      </div>
      {months.length > 0 && <Months marks={months} />}
    </div>
  );
}

/** Give the focus to the cursor's tile: when it is meant to have it, or lost it to a redraw. */
function useFocus() {
  const { cursor } = useStore().history;
  const focusings = cursor.focusings.value;
  const done = useRef(focusings);
  const hadFocus = cursor.list.current?.querySelector(".space")?.matches(":focus-within");
  useLayoutEffect(() => {
    const isMeant = focusings !== done.current;
    done.current = focusings;
    if (isMeant) cursor.reveal();
    const tile = cursor.list.current?.querySelector<HTMLElement>("[role=option][tabindex='0']");
    if ((isMeant || hadFocus) && tile && tile !== document.activeElement)
      tile.focus({ preventScroll: true });
  });
}

/** Measure the room when it may have changed; and stay on what is seen when something comes. */
function useMeasure() {
  const { history, layout } = useStore();
  const { cursor, shelves, entries } = history;
  const tops = shelves.tops.value;
  const focusings = cursor.focusings.value;
  // biome-ignore lint/correctness/useExhaustiveDependencies: groups need room, a focus scrolls, and another view hides all
  useLayoutEffect(() => {
    cursor.settle();
    cursor.measure();
  }, [tops, focusings, entries.version.value, layout.tab.value]);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(cursor.measure);
    if (cursor.list.current) observer.observe(cursor.list.current);
    return () => observer.disconnect();
  }, [cursor]);
}

/** Return what keys do in the gallery. */
function usePress() {
  const { history, viewing, onlyHere } = useStore();
  const { entries, cursor, shelves } = history;

  /** Go on as long as there is a next tile, so many times. */
  function go(from: Spot, next: (spot: Spot) => Spot | null, times: number): Spot {
    let spot = from;
    for (let time = 0; time < times; time += 1) spot = next(spot) ?? spot;
    return spot;
  }

  function target(key: string): Spot | null {
    const from = cursor.active.peek();
    const { clientHeight = 0 } = cursor.list.current ?? {};
    const page = Math.max(1, Math.floor(clientHeight / shelves.side.peek()) - 1);
    const last = entries.total.peek() - 1;
    switch (key) {
      case "ArrowLeft":
        return shelves.beside(from, -1) ?? from;
      case "ArrowRight":
        return shelves.beside(from, 1) ?? from;
      case "ArrowUp":
        return shelves.below(from, -1) ?? from;
      case "ArrowDown":
        return shelves.below(from, 1) ?? from;
      case "PageUp":
        return go(from, (spot) => shelves.below(spot, -1), page);
      case "PageDown":
        return go(from, (spot) => shelves.below(spot, 1), page);
      case "Home":
        return { group: 0, place: 0 };
      case "End":
        return { group: last, place: shelves.shown(last) - 1 };
      default:
        return null;
    }
  }

  /** Whether an entry has a picture, and the stage has room for it alone. */
  const canBeMarked = (entry: HeldEntry | null): entry is HeldEntry =>
    Boolean(entry?.pictures.length) && history.selection.refs.peek().length < 2;

  return (event: KeyboardEvent) => {
    const active = cursor.active.peek();
    const more = event.ctrlKey || event.metaKey;
    const spot = event.altKey ? null : target(event.key);
    const entry = entries.at(active);
    if (event.key === "End" && !event.shiftKey) history.walkToLast();
    else if (spot) {
      if (event.shiftKey) history.extendTo(spot);
      else history.walk(spot);
    } else if (event.key === "Enter" || event.key === " ") {
      if (event.shiftKey) history.extendTo(active);
      else history.take(active, more || event.key === " ");
    } else if (more && event.key === "a") history.selectEverything();
    else if (event.key === "m" && !more && !event.altKey && !event.repeat && canBeMarked(entry)) {
      viewing.show(entry);
      onlyHere();
    } else if (!entry || !history.pressTile(event, entry)) return;
    event.preventDefault();
  };
}

// -- headings ---------------------------------------------------------------------------

function Heading({ group }: { group: number }) {
  const { history, sweepGrid } = useStore();
  const { entries, shelves, cursor } = history;
  const held = entries.held(group);
  const top = shelves.topOf(group);
  const height = shelves.topOf(group + 1) - top - AFTER;
  const isActive = cursor.active.value.group === group;
  const isFolded = shelves.isFolded(group);
  if (!held) return null;
  const pictures = held.count === 1 ? "1 picture" : `${held.count.toLocaleString("en")} pictures`;

  function press(event: KeyboardEvent & { currentTarget: HTMLElement }) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
    if (by) moveTo(event.currentTarget, by);
    else if (step) all[all.indexOf(event.target as HTMLElement) + step]?.focus();
    else return;
    event.preventDefault();
  }
  function moveTo(heading: HTMLElement, by: number) {
    const all = [...(cursor.list.current?.querySelectorAll<HTMLElement>(".group") ?? [])];
    const next = all[all.indexOf(heading) + by]?.querySelector("button");
    next?.scrollIntoView({ block: "nearest" });
    next?.focus();
  }

  return (
    <div style={{ top: `${top}px`, height: `${height}px` }}>
      <div
        class="group"
        role="toolbar"
        aria-label={held.title}
        style={{ height: `${HEADING - OUTLINE}px` }}
        onKeyDown={press}
      >
        <button
          type="button"
          class="title"
          tabIndex={isActive ? 0 : -1}
          aria-expanded={!isFolded}
          title={held.title}
          onClick={() => shelves.fold(held.key, !isFolded)}
        >
          <Icon name={isFolded ? "right" : "down"} />
          <span class="cut">{held.title || "without words"}</span>
        </button>
        <button
          type="button"
          class="many digits"
          tabIndex={-1}
          aria-label={`Select all: ${pictures}`}
          title="Select all of them"
          onClick={() => history.selectGroup(group)}
        >
          {held.count.toLocaleString("en")}
        </button>
        {held.count > 1 && held.key.startsWith("template:") && (
          <button
            type="button"
            class="compare-all"
            tabIndex={-1}
            aria-label="Compare all of this prompt"
            title="Compare them, in rows and columns"
            onClick={() => sweepGrid.open(held.key)}
          >
            <Icon name="compare" />
          </button>
        )}
        <span class="when digits">{when(held, entries.arrangement.value === "time")}</span>
      </div>
    </div>
  );
}

/** Return when the newest of a group was made: the time of today, or the day. */
function when({ age, received }: HeldGroup, isNamed: boolean): string {
  if (isNamed) return "";
  const made = new Date(received - age * 1000);
  const days = Math.round((midnight(new Date()) - midnight(made)) / 86_400_000);
  const pad = (number: number) => String(number).padStart(2, "0");
  if (days <= 0) return `${pad(made.getHours())}:${pad(made.getMinutes())}`;
  if (days === 1) return "yesterday";
  if (days < 7) return `${DAYS[made.getDay()]} ${made.getDate()}`;
  const month = MONTHS[made.getMonth()] ?? "";
  return made.getFullYear() === new Date().getFullYear()
    ? `${made.getDate()} ${month}`
    : `${month} ${made.getFullYear()}`;
}

const midnight = (time: Date) =>
  new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

// -- tiles ------------------------------------------------------------------------------

function Shelf({ group, top, bottom }: { group: number; top: number; bottom: number }) {
  const { history, viewing } = useStore();
  const { entries, shelves, cursor, selection } = history;
  const held = entries.held(group);
  const shown = viewing.shown.value?.ref;
  const active = cursor.active.value;
  const [first, end] = shelves.between(group, top - SPARE, bottom + SPARE);
  const [seenFirst, seenEnd] = shelves.between(group, top, bottom);
  const places = new Set(Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at));
  if (active.group === group && active.place < shelves.shown(group)) places.add(active.place);
  const inOrder = [...places].sort((one, other) => one - other);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to a form
    <div role="group" aria-label={held ? `${held.title}, ${held.count}` : "loading"}>
      {inOrder.map((place) => {
        const spot = { group, place };
        const entry = entries.at(spot);
        const ref = entry?.ref ?? "";
        const { x, y, side } = shelves.box(spot);
        return (
          <Tile
            key={ref || `at ${place}`}
            entry={entry}
            group={group}
            place={place}
            count={held?.count ?? 1}
            x={x}
            y={y}
            side={side}
            isSeen={place >= seenFirst && place < seenEnd}
            isActive={group === active.group && place === active.place}
            isShown={entry !== null && ref === shown}
            isSelected={entry !== null && (selection.has(ref) || selection.has(entry.number))}
            order={selection.orders.value.get(ref) ?? 0}
          />
        );
      })}
    </div>
  );
}

// -- the rail ---------------------------------------------------------------------------

const MONTH = /^[A-Z][a-z]+ \d{4}$/;
const MOST = 16; // marks on the rail; of more months, each year's newest

interface Mark {
  group: number;
  title: string;
  words: string;
}

/** Return the months of the rail: where everything is arranged by time and goes back so far. */
function useMonths(): Mark[] {
  const { entries } = useStore().history;
  if (entries.arrangement.value !== "time") return [];
  const months: Mark[] = [];
  for (let group = 0; group < entries.total.value; group += 1) {
    const title = entries.group(group)?.title ?? "";
    const [month = "", year = ""] = title.split(" ");
    const isNewYear = months.at(-1)?.title.endsWith(year) === false;
    if (MONTH.test(title))
      months.push({ group, title, words: isNewYear ? year : month.slice(0, 3) });
  }
  if (months.length < 2) return [];
  const years = months.filter(({ words }) => /^\d/.test(words));
  return months.length > MOST ? [...months.slice(0, 1), ...years] : months;
}

function Months({ marks }: { marks: Mark[] }) {
  const { cursor } = useStore().history;

  function press(event: KeyboardEvent & { currentTarget: HTMLElement }) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
    all[all.indexOf(event.target as HTMLElement) + by]?.focus();
    event.preventDefault();
  }

  return (
    <nav class="months" aria-label="Months" onKeyDown={press}>
      {marks.map(({ group, title, words }, place) => (
        <button
          key={title}
          type="button"
          tabIndex={place === 0 ? 0 : -1}
          aria-label={title}
          title={title}
          onClick={() => cursor.scrollTo(group)}
        >
          {words}
        </button>
      ))}
    </nav>
  );
}
