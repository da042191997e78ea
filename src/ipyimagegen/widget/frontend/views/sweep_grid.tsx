// Compare, a sweep: its pictures in rows and columns, turned at will, with what is known of each.

import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { MAX_RATING, type PictureEntry, type SweepMember } from "../messages.ts";
import { failingNames, failingOf, failingWords } from "../store/checks.ts";
import type { Kind } from "../store/comparing.ts";
import { type Key, LEAST_SIDE, MOST_SIDE, type Side, spans, varied } from "../store/pivot.ts";
import { FILTERS, type Filter, hasFailed } from "../store/sweep_grid.ts";
import { useStore } from "./context.ts";
import { Button, Icon, IconButton, PayingButton, Toolbar } from "./controls.tsx";
import { usePicture } from "./hooks.ts";
import { dollars } from "./money.tsx";
import { FailingMark } from "./tile.tsx";

const SPARE = 2; // rows and columns that are drawn beyond what is seen
const FEW = 120; // members, of which sharper copies are asked for
const TILE = 192; // pixels of the smaller ones
const NARROW = 120; // pixels of a column, in which the rating goes before the cost
const ROOM_FOR_AGAIN = 110; // pixels of a cell with a button

/** The switch between two pictures and a sweep. */
export function KindSwitch() {
  const { kind } = useStore().comparing;
  const radio = (wanted: Kind, words: string) => (
    <Button
      press={() => {
        kind.value = wanted;
      }}
      class="small"
      role="radio"
      aria-checked={kind.value === wanted}
    >
      {words}
    </Button>
  );
  return (
    <span class="segment" role="radiogroup" aria-label="What is compared">
      {radio("two", "Two")}
      {radio("sweep", "A sweep")}
    </span>
  );
}

export function SweepGrid() {
  const { sweepGrid, status } = useStore();
  const { key, held, trouble, listed } = sweepGrid;
  const press = usePress();
  const revision = status.value.revision;
  // biome-ignore lint/correctness/useExhaustiveDependencies: members may have come, or been marked
  useLayoutEffect(() => {
    sweepGrid.renew();
  }, [sweepGrid, key.value, revision]);
  const isEmpty = listed.value?.length === 0 && !key.value;
  return (
    <section class="sweep-grid" aria-label="Compare" onKeyDown={press}>
      <Tools />
      <Filters />
      {trouble.value.length > 0 && (
        <p class="alert" role="alert">
          {trouble.value.join(" ")}
        </p>
      )}
      {isEmpty ? (
        <p class="none">
          There is no sweep yet. A prompt with an axis makes one: {"{style=oil|ink}"}, or several
          models, or takes.
        </p>
      ) : (
        <Sheet key={held.value.key} />
      )}
      <Chosen />
    </section>
  );
}

/** Return what keys do: those of a cell where it has the focus, and those of the whole. */
function usePress() {
  const { sweepGrid, comparing, layout, history, editSelected, compare } = useStore();
  const { selection } = history;

  function pressCell(event: KeyboardEvent): boolean {
    const cell = sweepGrid.activeMember();
    const { key } = event;
    if (sweepGrid.move(key, event.ctrlKey || event.metaKey)) return true;
    if (!cell || event.ctrlKey || event.metaKey || event.repeat) return false;
    if (key === " ") sweepGrid.select(cell);
    else if (key === "Enter") sweepGrid.enlarge(cell);
    else if (/^[0-5]$/.test(key)) sweepGrid.rate(Number(key));
    else if (key === "s") sweepGrid.starMeant();
    else if (key === "p") sweepGrid.pinActive();
    else return false;
    return true;
  }
  function act(event: KeyboardEvent): boolean {
    const isCell = event.target instanceof Element && event.target.matches("[role=grid] td");
    if (isCell && pressCell(event)) return true;
    if (event.ctrlKey || event.metaKey || event.repeat) return false;
    const { key } = event;
    const many = selection.refs.peek().length;
    if (key === "x") sweepGrid.swap();
    else if (key === "e" && many) editSelected();
    else if (key === "c" && many === 2) compare();
    else if (key === "Escape" && many) history.clear();
    else if (key === "Escape") {
      layout.show("make");
      layout.turnTo("picture");
    } else return false;
    return true;
  }
  return (event: KeyboardEvent) => {
    const isField = event.target instanceof Element && event.target.matches("input, select");
    if (event.defaultPrevented || event.altKey || isField || comparing.kind.peek() !== "sweep")
      return;
    if (act(event)) event.preventDefault();
  };
}

// -- tools ------------------------------------------------------------------------------

function Tools() {
  const { sweepGrid } = useStore();
  const { listed, key, sides, swap, held, sheet, resize, asked } = sweepGrid;
  const several = varied(held.value.dimensions, held.value.members).length > 0;
  const all = listed.value ?? [];
  const isUnlisted = key.value && !all.some((one) => one.key === key.value);
  return (
    <Toolbar name="Sweep and how it is turned" class="pivot-tools">
      <KindSwitch />
      <select
        class="which"
        aria-label="Which sweep"
        value={key.value}
        onChange={({ currentTarget }) => sweepGrid.choose(currentTarget.value)}
      >
        {isUnlisted && <option value={key.value}>{held.value.title || "…"}</option>}
        {all.map((one) => (
          <option key={one.key} value={one.key}>
            {one.numbers ? `${one.title} · ${one.numbers}` : one.title}
          </option>
        ))}
      </select>
      <span class="rule" />
      <SideList side="rows" words="Rows" />
      <IconButton
        press={swap}
        icon="swap"
        name="Turn the table"
        hint="Rows become columns (x)"
        class="small"
        disabled={!several}
      />
      <SideList side="columns" words="Columns" />
      <SideList side="pages" words="Pages" />
      {sides.value.pages.length > 0 && <PageStepper />}
      <span class="spring" />
      <input
        type="range"
        class="sizes"
        aria-label="Size of the pictures"
        title="Size of the pictures; a double-click or Esc: as large as fits"
        aria-valuetext={asked.value ? `${sheet.value.side} pixels` : "as large as fits"}
        min={LEAST_SIDE}
        max={MOST_SIDE}
        value={sheet.value.side}
        onInput={({ currentTarget }) => resize(Number(currentTarget.value))}
        onDblClick={() => resize(0)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          resize(0);
        }}
      />
    </Toolbar>
  );
}

/** The dimensions of a side: any one alone, those that are there with one more, or none. */
function SideList({ side, words }: { side: Side; words: string }) {
  const { held, sides, turn } = useStore().sweepGrid;
  const { dimensions, members } = held.value;
  const here = sides.value[side];
  const all = varied(dimensions, members);
  const behind = all.filter((at) => here.length > 0 && !here.includes(at));
  const options = [[], ...all.map((at) => [at]), here, ...behind.map((at) => [...here, at])];
  const named = new Map(options.map((option) => [option.join(), option]));
  const nameOf = (option: number[]) =>
    option.map((at) => shortened(dimensions[at]?.name ?? "", 40)).join(", ");
  const nothing = side === "pages" ? "no pages" : "–";
  const before = side === "pages" ? "pages: " : "";
  return (
    <label class={`side-of-${side}`}>
      {side !== "pages" && <span>{words.toLowerCase()}</span>}
      <select
        aria-label={words}
        value={here.join()}
        disabled={all.length === 0}
        onChange={({ currentTarget }) => turn(side, named.get(currentTarget.value) ?? [])}
      >
        {[...named].map(([value, option]) => (
          <option key={value} value={value}>
            {option.length ? `${before}${nameOf(option)}` : nothing}
          </option>
        ))}
      </select>
    </label>
  );
}

function PageStepper() {
  const { held, sides, pivot, page, turnTo } = useStore().sweepGrid;
  const { pages } = pivot.value;
  const at = Math.min(page.value, pages.length - 1);
  const words = (one: Key) => shortened(wordsOfKey(one, sides.value.pages, held.value.dimensions));
  return (
    <span class="pages">
      <IconButton
        press={() => turnTo(at - 1)}
        icon="left"
        name="The page before"
        class="small"
        disabled={at <= 0}
      />
      <select
        aria-label="Page"
        value={at}
        onChange={({ currentTarget }) => turnTo(Number(currentTarget.value))}
      >
        {pages.map((one, place) => (
          <option key={place} value={place}>
            {`${words(one)} (${place + 1} of ${pages.length})`}
          </option>
        ))}
      </select>
      <IconButton
        press={() => turnTo(at + 1)}
        icon="right"
        name="The next page"
        class="small"
        disabled={at >= pages.length - 1}
      />
    </span>
  );
}

const shortened = (words: string, most = 60) =>
  words.length > most ? `${words.slice(0, most - 1)}…` : words;

const wordsOfKey = (key: Key, side: number[], dimensions: { labels: string[] }[]) =>
  key.map((place, at) => dimensions[side[at] ?? -1]?.labels[place] || "(nothing)").join(" · ");

function Filters() {
  const { held, filter, counts, filterBy } = useStore().sweepGrid;
  const summary = summaryOf(held.value.members, held.value.total);
  return (
    <Toolbar name="Filter" class="filters">
      <span class="choices-of-filter" role="radiogroup" aria-label="Shown">
        {(Object.keys(FILTERS) as Filter[]).map((name) => (
          <Button
            key={name}
            press={() => filterBy(name)}
            class="small"
            role="radio"
            aria-checked={filter.value === name}
            disabled={name !== "all" && name !== filter.value && !counts.value[name]}
          >
            {FILTERS[name].icon && <Icon name={FILTERS[name].icon} />}
            {FILTERS[name].words}
            <span class="count">{counts.value[name]}</span>
          </Button>
        ))}
      </span>
      <span class="spring" />
      <span class="grey cut digits" title={summary}>
        {summary}
      </span>
    </Toolbar>
  );
}

function summaryOf(members: SweepMember[], total: number): string {
  if (members.length === 0) return "";
  const came = members.filter(({ picture }) => picture).length;
  const failed = members.filter(hasFailed).length;
  const costs = members.flatMap(({ cost, replayed }) => (cost === null || replayed ? [] : [cost]));
  return [
    total > members.length ? `${members.length.toLocaleString("en")} of ${total}` : "",
    came === 1 ? "1 picture" : `${came.toLocaleString("en")} pictures`,
    failed ? `${failed} failed` : "",
    came + failed < members.length ? `${members.length - came - failed} to come` : "",
    costs.length ? dollars(costs.reduce((sum, cost) => sum + cost, 0)) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

// -- the table --------------------------------------------------------------------------

interface Window {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** The table in a box that scrolls; only cells near what is seen have anything in them. */
function Sheet() {
  const { sweepGrid } = useStore();
  const { held, sides, seen, sheet, lines, filter, filterBy } = sweepGrid;
  const box = useRef<HTMLDivElement>(null);
  const near = useNear(box);
  useFocus(box);
  const { dimensions } = held.value;
  const { rows, columns } = seen.value;
  const { side, column, row, lefts, head, flows, across, isBeside } = sheet.value;
  const left = lefts.reduce((sum, width) => sum + width, 0);
  const levels = flows ? [] : sides.value.columns;
  const starts = rowStarts(rows, sides.value.rows.length);
  const style = {
    "--tile": `${side}px`,
    "--row": `${row}px`,
    width: `${left + column * across}px`,
  };
  return (
    <div
      ref={box}
      class="pivot-sheet"
      tabIndex={-1}
      data-facts={isBeside ? "beside" : column < NARROW ? "short" : "below"}
    >
      {held.value.members.length > 0 && lines.value.length === 0 && (
        <p class="none">
          None of them. <Button press={() => filterBy("all")}>Show all</Button>
        </p>
      )}
      <table
        class="pivot"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are acted on
        role="grid"
        aria-label="Sweep"
        aria-multiselectable="true"
        style={style}
        hidden={lines.value.length === 0}
      >
        <colgroup>
          {lefts.map((width, at) => (
            <col key={`left ${at}`} style={{ width: `${width}px` }} />
          ))}
          {Array.from({ length: across }, (_, at) => (
            <col key={at} style={{ width: `${column}px` }} />
          ))}
        </colgroup>
        {levels.length > 0 && (
          <thead>
            {levels.map((dimension, level) => (
              <tr key={level}>
                {lefts.map((_, at) => (
                  <td
                    key={at}
                    class="corner"
                    style={{ top: `${(head / levels.length) * level}px`, left: leftOf(lefts, at) }}
                  />
                ))}
                {spans(columns, level).map(({ start, place, count }) => (
                  <ColumnHeading
                    key={start}
                    label={dimensions[dimension]?.labels[place] ?? ""}
                    keys={columns.slice(start, start + count)}
                    isLeaf={level === levels.length - 1}
                    top={(head / levels.length) * level}
                  />
                ))}
              </tr>
            ))}
          </thead>
        )}
        <tbody>
          {lines.value.map((cells, y) => (
            <tr key={flows ? y : String(rows[y])} style={{ height: `${row}px` }}>
              {!flows &&
                starts.map((all, level) => {
                  const span = all.get(y);
                  const dimension = dimensions[sides.value.rows[level] ?? -1];
                  return (
                    span && (
                      <RowHeading
                        key={level}
                        label={dimension?.labels[span.place] ?? ""}
                        keys={rows.slice(y, y + span.count)}
                        isLeaf={level === starts.length - 1}
                        left={leftOf(lefts, level)}
                      />
                    )
                  );
                })}
              {cells.map((cell, x) =>
                cell ? (
                  <Cell
                    key={cell.places.join()}
                    cell={cell}
                    isNear={y >= near.top && y <= near.bottom && x >= near.left && x <= near.right}
                    isOut={filter.value !== "all" && !sweepGrid.keeps(cell)}
                  />
                ) : (
                  <td key={x} class="gap" />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const leftOf = (lefts: number[], level: number) =>
  `${lefts.slice(0, level).reduce((sum, width) => sum + width, 0)}px`;

/** Return for each level of rows the headings by the row in which they begin. */
const rowStarts = (rows: Key[], levels: number) =>
  Array.from(
    { length: levels },
    (_, level) => new Map(spans(rows, level).map((span) => [span.start, span])),
  );

/** Return the rows and columns near what is seen, and measure the room for all of them. */
function useNear(box: RefObject<HTMLDivElement | null>): Window {
  const { sweepGrid } = useStore();
  const { row, column, head, lefts } = sweepGrid.sheet.value;
  const left = lefts.reduce((sum, width) => sum + width, 0);
  const near = useSignal<Window>({ top: 0, bottom: 0, left: 0, right: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    function look() {
      if (!element) return;
      const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
      const found = {
        top: Math.floor(scrollTop / row) - SPARE,
        bottom: Math.ceil((scrollTop + clientHeight - head) / row) + SPARE,
        left: Math.floor(scrollLeft / column) - SPARE,
        right: Math.ceil((scrollLeft + clientWidth - left) / column) + SPARE,
      };
      if (JSON.stringify(found) !== JSON.stringify(near.peek())) near.value = found;
    }
    function measure() {
      if (element) sweepGrid.measure(element.clientWidth, element.clientHeight);
      look();
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", look);
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [box, near, row, column, head, left, sweepGrid]);
  return near.value;
}

/** Let the focus stay with its cell when the table is turned, and the cell be seen. */
function useFocus(box: RefObject<HTMLDivElement | null>) {
  const { sweepGrid } = useStore();
  const active = sweepGrid.active.value;
  const lines = sweepGrid.lines.value;
  const hadFocus = box.current?.matches(":focus-within") ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it may stand elsewhere then
  useLayoutEffect(() => {
    const cell = box.current?.querySelector<HTMLElement>("td[tabindex='0']");
    if (!hadFocus || !cell) return;
    if (cell !== document.activeElement) cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active, lines]);
}

// -- headings ---------------------------------------------------------------------------

interface HeadingProps {
  label: string;
  keys: Key[]; // that stand below it
  isLeaf: boolean;
}

function ColumnHeading({ label, keys, isLeaf, top }: HeadingProps & { top: number }) {
  const { seen, pinnedColumn, pin, lines } = useStore().sweepGrid;
  const { rows, at } = seen.value;
  const [column = []] = keys;
  const isPinned = isLeaf && String(column) === String(pinnedColumn.value);
  const cells = keys.flatMap((one) => rows.map((row) => at(row, one)));
  const pinned = rows.map((row) => at(row, pinnedColumn.value));
  const words = meansOf(cells, isLeaf && !isPinned ? pinned : []);
  const isOnly = (lines.value[0]?.length ?? 0) < 2;
  return (
    <th
      scope={isLeaf ? "col" : "colgroup"}
      colSpan={keys.length}
      class={isLeaf ? "" : "top"}
      style={{ top: `${top}px` }}
    >
      <span class="label">
        <bdi class="cut" title={label}>
          {label || "(nothing)"}
        </bdi>
        {isLeaf && !isOnly && (
          <Button
            press={() => pin(column)}
            class="pin"
            tabIndex={-1}
            aria-pressed={isPinned}
            aria-label={`Compare the others with ${shortened(label)}`}
            title={
              isPinned ? "The others are compared with this" : "Compare the others with this (p)"
            }
          >
            <Icon name="pin" />
          </Button>
        )}
      </span>
      <small class="cut digits" title={words}>
        {words}
      </small>
    </th>
  );
}

function RowHeading({ label, keys, isLeaf, left }: HeadingProps & { left: string }) {
  const { seen } = useStore().sweepGrid;
  const { columns, at } = seen.value;
  const cells = keys.flatMap((row) => columns.map((column) => at(row, column)));
  const words = meansOf(cells, []);
  return (
    <th
      scope={isLeaf ? "row" : "rowgroup"}
      rowSpan={keys.length}
      class="row-heading"
      style={{ left }}
    >
      <span class="label">
        <bdi class="lines" title={label}>
          {label || "(nothing)"}
        </bdi>
      </span>
      <small class="digits" title={words}>
        {words.split(" · ").map((word) => (
          <span key={word}>{word}</span>
        ))}
      </small>
    </th>
  );
}

/** Return the mean rating, time and cost of cells and how many came; and how far from others. */
function meansOf(cells: (SweepMember | null)[], others: (SweepMember | null)[]): string {
  const members = cells.filter((cell) => cell !== null);
  const came = members.filter(({ picture }) => picture);
  const rating = mean(cells, ratingOf);
  const other = mean(others, ratingOf);
  const seconds = mean(cells, secondsOf);
  const cost = mean(cells, ({ cost: dollarsOf }) => dollarsOf);
  const apart = rating !== null && other !== null ? rating - other : 0;
  const sign = apart > 0 ? "+" : "−";
  const differs = Math.abs(apart) >= 0.05 ? ` (${sign}${Math.abs(apart).toFixed(1)})` : "";
  return [
    rating === null ? "" : `rated ${rating.toFixed(1)}${differs}`,
    seconds === null ? "" : `${Math.round(seconds)} s`,
    cost === null ? "" : dollars(Number(cost.toPrecision(3))),
    `${came.length} of ${members.length}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

const ratingOf = ({ rating }: SweepMember) => rating || null;
const secondsOf = ({ seconds, sketch }: SweepMember) => (seconds >= 1 && !sketch ? seconds : null);

function mean(
  cells: (SweepMember | null)[],
  of: (cell: SweepMember) => number | null,
): number | null {
  const known = cells.flatMap((cell) => (cell && of(cell)) ?? []);
  return known.length ? known.reduce((sum, one) => sum + one, 0) / known.length : null;
}

// -- cells ------------------------------------------------------------------------------

interface CellProps {
  cell: SweepMember;
  isNear: boolean;
  isOut: boolean; // whether the filter passes it over
}

function Cell({ cell, isNear, isOut }: CellProps) {
  const { sweepGrid, history } = useStore();
  const { held, active, stand, select, enlarge, sheet } = sweepGrid;
  const { selection } = history;
  const isActive = held.value.members[active.value] === cell;
  const isSelected = cell.number > 0 && selection.has(cell.number);
  const order = selection.orders.value.get(`@${cell.number}`) ?? 0;
  const labels = labelsOf(cell, held.value.dimensions);
  const name = [nameOf(cell), labels, ...factsOf(cell), cell.starred ? "starred" : ""];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all cells are those of the grid
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
      role="gridcell"
      class={isOut ? "out" : ""}
      tabIndex={isActive ? 0 : -1}
      aria-selected={isSelected}
      aria-label={name.filter(Boolean).join(", ")}
      title={cell.prompt || labels}
      onClick={() => select(cell)}
      onDblClick={() => enlarge(cell)}
      onFocusIn={() => !isActive && stand(cell)}
    >
      {isNear && (
        <div class="cell">
          {sheet.value.flows && (
            <bdi class="title cut" title={labels}>
              {labels}
            </bdi>
          )}
          <div class="frame-of-picture">
            {cell.picture ? <Shown cell={cell} picture={cell.picture} /> : <Missing cell={cell} />}
            {order > 0 && <span class="order">{order}</span>}
            {failingOf(cell.checks).length > 0 && <FailingMark />}
            {cell.starred && (
              <span class="star">
                <Icon name="star-full" />
              </span>
            )}
          </div>
          <Facts cell={cell} />
        </div>
      )}
    </td>
  );
}

const nameOf = ({ number, status }: SweepMember) => (number ? `@${number}` : status);

function labelsOf(cell: SweepMember, dimensions: { labels: string[] }[]): string {
  return cell.places.map((place, at) => dimensions[at]?.labels[place] || "(nothing)").join(" · ");
}

function factsOf(cell: SweepMember): string[] {
  const { servedBy, model, cost, rating, deleted, status, picture } = cell;
  const seconds = secondsOf(cell);
  return [
    seconds === null ? "" : `${Math.round(seconds)} s`,
    cost === null ? "" : dollars(cost),
    rating ? `rated ${rating} of ${MAX_RATING}` : "",
    servedBy && servedBy !== model ? `by ${servedBy}` : "",
    failingWords(cell.checks),
    deleted ? "deleted" : "",
    picture ? "" : (WORDS.get(status) ?? status),
  ].filter(Boolean);
}

const WORDS = new Map([
  ["sent", "under way"],
  ["unknown", "unknown: may have been billed"],
]);

function Facts({ cell }: { cell: SweepMember }) {
  const { servedBy, model, rating, cost, deleted } = cell;
  const seconds = secondsOf(cell);
  const other = servedBy && servedBy !== model ? `by ${servedBy}` : "";
  const fails = failingNames(cell.checks);
  return (
    <div class="facts-of-cell digits" title={factsOf(cell).join(" · ")}>
      <b>{nameOf(cell)}</b>
      {seconds !== null && <span>{`${Math.round(seconds)} s`}</span>}
      {cost !== null && <span class="cost">{dollars(cost)}</span>}
      {fails && <span class="failing cut">{fails}</span>}
      {rating > 0 && <Pips rating={rating} />}
      {other && <span class="other cut">{other}</span>}
      {deleted && <span class="other">deleted</span>}
    </div>
  );
}

function Pips({ rating }: { rating: number }) {
  return (
    <span class="pips" role="img" aria-label={`rated ${rating} of ${MAX_RATING}`}>
      {Array.from({ length: MAX_RATING }, (_, at) => (
        <i key={at} class={at < rating ? "on" : ""} />
      ))}
    </span>
  );
}

function Shown({ cell, picture }: { cell: SweepMember; picture: PictureEntry }) {
  const { pictures, sweepGrid } = useStore();
  const { side } = sweepGrid.sheet.value;
  const isSharp = sweepGrid.held.value.members.length <= FEW || side * devicePixelRatio > TILE;
  const size = isSharp ? "thumbnail" : "tile";
  const come = usePicture(picture.hash, size);
  const src = come || pictures.held(picture.hash, size) || pictures.held(picture.hash, "tile");
  if (come === "") return <p class="words">The file is gone.</p>;
  const scale = Math.min(side / picture.width, side / picture.height);
  const pixels = (length: number) => `${Math.max(2, Math.round(length * scale))}px`;
  return (
    <img
      key={picture.hash}
      class={cell.deleted ? "deleted" : ""}
      alt={cell.prompt}
      draggable={false}
      src={src || undefined}
      style={{ width: pixels(picture.width), height: pixels(picture.height) }}
    />
  );
}

function Missing({ cell }: { cell: SweepMember }) {
  const { again, sweepGrid } = useStore();
  const { status, words, number } = cell;
  if (!hasFailed(cell))
    return <p class="words waiting">{status === "sent" ? "under way" : "waits for its turn"}</p>;
  return (
    <div class="words failed">
      <b class="cut">
        <Icon name="warning" /> {status === "unknown" ? "unknown" : status}
      </b>
      <span class="why" dir="auto" title={words}>
        {words || (status === "unknown" ? "It may have been billed." : "")}
      </span>
      {number > 0 && sweepGrid.sheet.value.side >= ROOM_FOR_AGAIN && (
        <PayingButton
          press={(event) => {
            event.stopPropagation();
            again({ number });
          }}
          onDblClick={(event) => event.stopPropagation()}
          class="small"
          tabIndex={-1}
          title="The same once more: a new call"
        >
          Again
        </PayingButton>
      )}
    </div>
  );
}

// -- what is selected -------------------------------------------------------------------

/** One line of actions for all that are selected; its place is there before. */
function Chosen() {
  const { history, editSelected, compare, sweepGrid } = useStore();
  const { refs, numbers } = history.selection;
  const many = refs.value.length;
  if (!many)
    return (
      <div class="chosen-bar grey">
        <span class="cut">
          <kbd>Space</kbd> selects · <kbd>Enter</kbd> large · <kbd>1</kbd>–<kbd>5</kbd> rate ·{" "}
          <kbd>s</kbd> star · <kbd>x</kbd> turn · <kbd>p</kbd> compare with
        </span>
      </div>
    );
  return (
    <Toolbar name="Selected" class="chosen-bar">
      <b>{`${many} selected`}</b>
      <Button
        press={editSelected}
        class="primary"
        title={many > 1 ? `e: ${many} pictures, each a call of its own` : "e"}
      >
        {many > 1 ? "Edit each" : "Edit this"}
      </Button>
      {many === 2 && (
        <Button press={compare} title="c: the two beside each other">
          <Icon name="compare" />
          Compare
        </Button>
      )}
      {numbers.value.length > 0 && (
        <Button press={() => sweepGrid.star(numbers.value)} title="s">
          <Icon name="star" />
          Star
        </Button>
      )}
      <Button press={history.clear} class="link" title="Select none (Esc)">
        None
      </Button>
      <span class="spring" />
      {numbers.value.length > 0 && (
        <IconButton
          press={() => history.save(numbers.value)}
          icon="download"
          name="Export"
          hint="Export: a zip with all of them"
        />
      )}
    </Toolbar>
  );
}
