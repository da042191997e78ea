// The gallery: newest first, and only the tiles that can be seen, so that ten thousand
// entries scroll as smoothly as ten.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { Entry } from "../messages.ts";
import { GAP } from "../store/cursor.ts";
import type { HeldEntry } from "../store/entries.ts";
import { useStore } from "./context.ts";
import { usePicture, useSeconds } from "./hooks.ts";

const SPARE = 2; // rows above and below the visible ones
const NAMES = new Map([
  ["sent", "under way"],
  ["unknown", "unknown: may have been billed"],
  ["failed", "failed"],
]);

export function Gallery() {
  const { history, viewing } = useStore();
  const { entries, cursor, selection } = history;
  const shown = viewing.shown.value?.number ?? 0;
  entries.version.value; // drawn anew when any of them comes or goes
  const total = entries.total.value;
  const columns = cursor.columns.value;
  const { top, bottom } = cursor.rows.value;
  const active = cursor.active.value;

  const near = range(
    Math.max(0, top - SPARE) * columns,
    Math.min(total, (bottom + SPARE) * columns),
  );
  const wanted = [...new Set([...near, active])]
    .filter((index) => index < total)
    .sort((a, b) => a - b);

  const press = usePress();
  useFocus();
  useMeasure();

  return (
    <div class="pictures">
      {total === 0 && !entries.query.value && (
        <p class="none">Nothing here yet. Write a prompt and press Generate.</p>
      )}
      <div
        ref={cursor.list}
        class="gallery"
        role="listbox"
        aria-label="Pictures"
        aria-multiselectable="true"
        tabIndex={-1}
        hidden={total === 0}
        onScroll={cursor.measure}
        onKeyDown={press}
      >
        <div
          class="space"
          role="presentation"
          style={{ height: `${Math.ceil(total / columns) * cursor.side.value}px` }}
        >
          {wanted.map((index) => {
            const entry = entries.at(index);
            const number = entry?.number ?? 0;
            return (
              <Tile
                key={entry ? number : `at ${index}`}
                entry={entry}
                index={index}
                total={total}
                isSeen={index >= top * columns && index < bottom * columns}
                isActive={index === active}
                isShown={entry !== null && number === shown}
                isSelected={entry !== null && selection.has(number)}
                order={selection.orders.value.get(number) ?? 0}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Give the focus to the cursor's tile: when it is meant to have it, or lost it to a redraw. */
function useFocus() {
  const { cursor } = useStore().history;
  const focusings = cursor.focusings.value;
  const done = useRef(focusings);
  const hadFocus = cursor.list.current?.matches(":focus-within");
  useLayoutEffect(() => {
    const isMeant = focusings !== done.current;
    done.current = focusings;
    if (isMeant) cursor.reveal();
    const tile = cursor.list.current?.querySelector<HTMLElement>("[role=option][tabindex='0']");
    if ((isMeant || hadFocus) && tile && tile !== document.activeElement)
      tile.focus({ preventScroll: true });
  });
}

/** Measure the room when it may have changed; at each redraw it would cost a layout. */
function useMeasure() {
  const { cursor, entries } = useStore().history;
  const total = entries.total.value;
  const focusings = cursor.focusings.value;
  // biome-ignore lint/correctness/useExhaustiveDependencies: entries need room, and a focus scrolls
  useLayoutEffect(cursor.measure, [total, focusings]);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(cursor.measure);
    if (cursor.list.current) observer.observe(cursor.list.current);
    return () => observer.disconnect();
  }, [cursor]);
}

/** Return what keys do in the gallery. */
function usePress() {
  const { history } = useStore();
  const { entries, cursor } = history;
  return (event: KeyboardEvent) => {
    const columns = cursor.columns.peek();
    const active = cursor.active.peek();
    const last = entries.total.peek() - 1;
    const { clientHeight = 0 } = cursor.list.current ?? {};
    const page = Math.max(1, Math.floor(clientHeight / cursor.side.peek())) * columns;
    const more = event.ctrlKey || event.metaKey;
    const step = new Map([
      ["ArrowLeft", -1],
      ["ArrowRight", 1],
      ["ArrowUp", -columns],
      ["ArrowDown", columns],
      ["PageUp", -page],
      ["PageDown", page],
      ["Home", -Infinity],
      ["End", Infinity],
    ]).get(event.key);
    const entry = entries.at(active);
    if (step !== undefined) {
      const index = Math.min(last, Math.max(0, active + step));
      if (event.shiftKey) history.extendTo(index);
      else {
        cursor.setAnchor(0);
        cursor.go(index);
      }
    } else if (event.key === "Enter" || event.key === " ") {
      if (event.shiftKey) history.extendTo(active);
      else history.take(active, more);
    } else if (more && event.key === "a") history.extend(0, last);
    else if (!entry || !history.pressTile(event, entry)) return;
    event.preventDefault();
  };
}

interface TileProps {
  entry: HeldEntry | null; // null while it is being fetched
  index: number;
  total: number;
  isSeen: boolean;
  isActive: boolean;
  isShown: boolean;
  isSelected: boolean;
  order: number; // among the picked ones, or 0
}

/** A tile. All that differs from tile to tile comes as properties: only what changed is redrawn. */
function Tile({ entry, index, total, isSeen, isActive, isShown, isSelected, order }: TileProps) {
  const { history } = useStore();
  const { columns, side, active, stand } = history.cursor;
  const x = (index % columns.value) * side.value;
  const y = Math.floor(index / columns.value) * side.value;
  const length = `${side.value - GAP}px`;
  const classes = ["tile", kindOf(entry), isShown && "viewed", entry?.deleted && "deleted"];

  function click(event: MouseEvent) {
    if (event.shiftKey) history.extendTo(index);
    else history.take(index, event.ctrlKey || event.metaKey);
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all tiles are those of their list
    <div
      role="option"
      class={classes.filter(Boolean).join(" ")}
      style={`transform: translate(${x}px, ${y}px); width: ${length}; height: ${length}`}
      tabIndex={isActive ? 0 : -1}
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-label={entry ? label(entry) : "loading"}
      onClick={click}
      onFocusIn={() => index !== active.peek() && stand(index)}
    >
      {entry && content(entry, isSeen)}
      {entry && <span class="order">{order || ""}</span>}
      {entry && <span class="marks">{marks(entry)}</span>}
    </div>
  );
}

function content(entry: HeldEntry, isSeen: boolean) {
  const kind = kindOf(entry);
  if (kind === "running") return <Running entry={entry} />;
  if (kind === "") return <Thumbnail entry={entry} isSeen={isSeen} />;
  const state = entry.status === "failed" ? "failed" : "unknown";
  return (
    <>
      <b>{`@${entry.number} ${state}`}</b>
      <span class="words">{entry.words || "may have been billed"}</span>
    </>
  );
}

const marks = ({ starred, rating }: Entry) => `${starred ? "★" : ""}${rating ? `${rating}/5` : ""}`;

function Thumbnail({ entry, isSeen }: { entry: Entry; isSeen: boolean }) {
  const hash = entry.pictures[entry.main]?.hash ?? "";
  const url = usePicture(hash, "tile", isSeen);
  return (
    <>
      <img key={hash} alt="" draggable={false} src={url || undefined} />
      <span class="number">{`@${entry.number}`}</span>
      {url === "" && <span class="words">The file is gone.</span>}
    </>
  );
}

function Running({ entry }: { entry: HeldEntry }) {
  const seconds = entry.age + useSeconds(entry.received);
  return (
    <>
      <span>{`@${entry.number}`}</span>
      <span>{`${Math.floor(seconds)} s`}</span>
    </>
  );
}

/** Return the class of a tile without a picture. */
function kindOf(entry: Entry | null): "" | "running" | "failed" {
  if (!entry || entry.pictures.length) return "";
  return entry.status === "sent" ? "running" : "failed";
}

function label(entry: Entry): string {
  const state = NAMES.get(entry.status);
  const marks = [
    state ? `${state}${entry.error[0] ? `: ${entry.error[0]}` : ""}` : "",
    entry.starred ? "starred" : "",
    entry.rating ? `rated ${entry.rating} of 5` : "",
    entry.deleted ? "deleted" : "",
  ].filter(Boolean);
  return `${[`@${entry.number} ${entry.model}`, ...marks].join(", ")}: ${entry.prompt}`;
}

const range = (start: number, end: number) =>
  Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
