// The grid of a sweep: which one is looked at, how it is turned, which of it is seen, the cell with
// the focus, and what can be done with its pictures. Turning asks the kernel for nothing.

import { batch, computed, type Signal, signal } from "@preact/signals";
import { type Line, Refusal, wordsOf } from "../kernel/line.ts";
import type { SweepDimension, SweepEntry, SweepMember } from "../messages.ts";
import { remembered } from "../page/remembered.ts";
import { failingOf } from "./checks.ts";
import type { Kind } from "./comparing.ts";
import type { History } from "./history.ts";
import type { Layout } from "./layout.ts";
import {
  assigned,
  bestSides,
  type Key,
  keyOf,
  LEAST_SIDE,
  MOST_SIDE,
  type Pivot,
  pivoted,
  type Room,
  type Sheet,
  type Side,
  type Sides,
  sheetOf,
  varied,
} from "./pivot.ts";
import { MAX_CHOSEN } from "./selection.ts";

/** A sweep as the kernel told it. */
export interface Held {
  key: string;
  title: string;
  dimensions: SweepDimension[];
  members: SweepMember[];
  total: number;
}

/** What is seen of a sweep; each has a row in `FILTERS`. */
export type Filter = "all" | "different" | "failed" | "failing" | "starred";

interface FilterRow {
  words: string;
  icon: string;
  /** Whether a cell is among what is seen; `row` is all of its row, `pinned` that of the pinned column. */
  keeps: (cell: SweepMember, row: SweepMember[], pinned: SweepMember | null) => boolean;
}

const APART = 2; // in ratings, from which on a row is different

export const FILTERS: Record<Filter, FilterRow> = {
  all: { words: "All", icon: "", keeps: () => true },
  different: {
    words: "Different",
    icon: "different",
    keeps: (_, row, pinned) => row.some(hasFailed) || areApart(row, pinned),
  },
  failed: { words: "Failed", icon: "warning", keeps: hasFailed },
  failing: {
    words: "Failing a check",
    icon: "wrong",
    keeps: ({ checks }) => failingOf(checks).length > 0,
  },
  starred: { words: "Starred", icon: "star", keeps: ({ starred }) => starred },
};

export function hasFailed({ status, picture }: SweepMember): boolean {
  return !picture && !["sent", "waiting"].includes(status);
}

function areApart(row: SweepMember[], pinned: SweepMember | null): boolean {
  const ratings = row.map(({ rating }) => rating).filter(Boolean);
  if (pinned?.rating) return ratings.some((rating) => Math.abs(rating - pinned.rating) >= APART);
  return ratings.length > 0 && Math.max(...ratings) - Math.min(...ratings) >= APART;
}

interface Parts {
  line: Line;
  layout: Layout;
  kind: Signal<Kind>;
  history: () => History;
  showOnStage: (number: number) => void;
}

export type SweepGrid = ReturnType<typeof openSweepGrid>;

const NOTHING: Held = { key: "", title: "", dimensions: [], members: [], total: 0 };

export function openSweepGrid({ line, layout, kind, history, showOnStage }: Parts) {
  const listed = signal<SweepEntry[] | null>(null); // null until the kernel has told
  const key = signal("");
  const held = signal<Held>(NOTHING);
  const trouble = signal<string[]>([]);
  const sides = signal<Sides>({ rows: [], columns: [], pages: [] });
  const page = signal(0);
  const filter = signal<Filter>("all");
  const keptSide = remembered("sweep-side", 0);
  const asked = signal(Number(keptSide.value) || 0); // side of the pictures, or 0: as large as fits
  const pinned = signal<Key | null>(null); // a column; else the first
  const active = signal(0); // the place of the member that has the focus
  const room = signal<Room>({ width: 0, height: 0 });
  let asking = false;
  let askAgain = false;
  let isTurned = false; // by the user

  const pivot = computed<Pivot>(() => pivoted(held.value.members, sides.value, page.value));
  const pinnedColumn = computed<Key>(() => {
    const { columns } = pivot.value;
    const wanted = String(pinned.value ?? []);
    return columns.find((column) => String(column) === wanted) ?? columns[0] ?? [];
  });

  function rowOf(row: Key): SweepMember[] {
    const { columns, at } = pivot.value;
    return columns.map((column) => at(row, column)).filter((cell) => cell !== null);
  }
  function keeps(cell: SweepMember, row: Key, by: Filter = filter.value): boolean {
    return FILTERS[by].keeps(cell, rowOf(row), pivot.value.at(row, pinnedColumn.value));
  }
  /** How many cells of the page each filter shows. */
  const counts = computed(() => {
    const names = Object.keys(FILTERS) as Filter[];
    const found = names.map((name) => {
      const cells = pivot.value.rows.flatMap((row) =>
        rowOf(row).filter((one) => keeps(one, row, name)),
      );
      return [name, cells.length] as const;
    });
    return Object.fromEntries(found) as Record<Filter, number>;
  });
  /** The page with the rows that are seen. */
  const seen = computed<Pivot>(() => ({
    ...pivot.value,
    rows: pivot.value.rows.filter((row) => rowOf(row).some((cell) => keeps(cell, row))),
  }));
  const sheet = computed<Sheet>(() =>
    sheetOf(seen.value, sides.value, held.value, room.value, asked.value),
  );
  /** The cells as they stand: lines of places, with gaps. */
  const lines = computed<(SweepMember | null)[][]>(() => {
    const { rows, columns, at } = seen.value;
    const all = rows.map((row) => columns.map((column) => at(row, column)));
    const { flows, across } = sheet.value;
    if (!flows) return all;
    const cells = all.flat().filter((cell) => cell && keepsOne(cell));
    const starts = Array.from({ length: Math.ceil(cells.length / across) }, (_, at) => at * across);
    return starts.map((start) => cells.slice(start, start + across));
  });
  const keepsOne = (cell: SweepMember) => keeps(cell, keyOf(cell, sides.value.rows));
  const activeMember = () => held.peek().members[active.peek()] ?? null;

  // -- asking --------------------------------------------------------------------------

  /** Ask anew for the list and for the sweep, once at a time. */
  async function renew() {
    askAgain = asking;
    if (asking) return;
    asking = true;
    try {
      listed.value = (await line.ask("sweeps", {})).sweeps;
      if (!key.peek()) key.value = listed.peek()?.[0]?.key ?? "";
      if (key.peek()) came(await line.ask("sweep", { key: key.peek() }));
    } catch (error) {
      const isGone = error instanceof Refusal && error.words.length > 0;
      batch(() => {
        if (isGone && held.peek().key !== key.peek()) held.value = { ...NOTHING, key: key.peek() };
        if (isGone) trouble.value = wordsOf(error); // without a kernel, what is shown stays
      });
    }
    asking = false;
    if (askAgain) renew();
  }

  function came({ key: of, title, dimensions, members, total }: Held) {
    if (of !== key.peek()) return; // another one was chosen meanwhile
    const before = held.peek();
    const names = (all: SweepDimension[]) => all.map(({ name }) => name).join("\n");
    const isOther = before.key !== of || names(before.dimensions) !== names(dimensions);
    const found = varied(dimensions, members);
    const known = Object.values(sides.peek()).flat();
    const isWider = found.some((at) => !known.includes(at));
    batch(() => {
      trouble.value = [];
      held.value = { key: of, title, dimensions, members, total };
      if (isOther) {
        page.value = active.value = 0;
        filter.value = "all";
        pinned.value = null;
        isTurned = false;
      }
      if (isOther || isWider) turnBest(); // else it stays as it stands, whatever comes
      if (active.peek() >= members.length) active.value = 0;
    });
  }

  /** Turn it so that pictures are largest, as long as the user did not turn it. */
  function turnBest() {
    const { dimensions, members } = held.peek();
    if (!room.peek().width) return;
    const chosen = bestSides(dimensions, members, room.peek());
    if (JSON.stringify(chosen) !== JSON.stringify(sides.peek())) sides.value = chosen;
  }

  function choose(wanted: string) {
    batch(() => {
      key.value = wanted;
      trouble.value = [];
    });
  }

  /** Go to a sweep in the grid, or to the one that is there. */
  function open(wanted = "") {
    kind.value = "sweep";
    layout.show("compare");
    if (wanted) choose(wanted);
  }

  // -- turning -------------------------------------------------------------------------

  function turn(side: Side, wanted: number[]) {
    isTurned = true;
    batch(() => {
      sides.value = assigned(sides.peek(), side, wanted);
      page.value = pageOf(activeMember());
      pinned.value = null;
    });
  }

  /** Return the page that a member is on. */
  function pageOf(member: SweepMember | null): number {
    const wanted = member && String(keyOf(member, sides.peek().pages));
    const all = pivoted(held.peek().members, sides.peek(), 0).pages;
    return Math.max(
      0,
      all.findIndex((one) => String(one) === wanted),
    );
  }

  /** Let rows and columns change places. */
  function swap() {
    isTurned = true;
    const { rows, columns, pages } = sides.peek();
    batch(() => {
      sides.value = { rows: columns, columns: rows, pages };
      pinned.value = null;
    });
  }

  function turnTo(wanted: number) {
    page.value = Math.max(0, Math.min(wanted, pivot.peek().pages.length - 1));
  }

  // -- the cell with the focus -----------------------------------------------------------

  function placeOf(member: SweepMember | null): [number, number] {
    for (const [row, cells] of lines.peek().entries()) {
      const column = member ? cells.indexOf(member) : -1;
      if (column >= 0) return [row, column];
    }
    return [0, 0];
  }

  /** Go to the first cell from a place on, in steps of so many rows and columns. */
  function go(row: number, column: number, down: number, across: number) {
    const all = lines.peek();
    for (let [y, x] = [row, column]; all[y]?.[x] !== undefined; y += down, x += across) {
      const cell = all[y]?.[x];
      if (cell) return stand(cell);
      if (!down && !across) return;
    }
  }

  function stand(cell: SweepMember) {
    active.value = held.peek().members.indexOf(cell);
  }

  /** Go along with a key; return whether it is one that moves. */
  function move(name: string, isFar: boolean): boolean {
    const [row, column] = placeOf(activeMember());
    const last = (lines.peek()[row]?.length ?? 1) - 1;
    const bottom = lines.peek().length - 1;
    const many = Math.max(
      1,
      Math.floor((room.peek().height - sheet.peek().head) / sheet.peek().row),
    );
    switch (name) {
      case "ArrowLeft":
        go(row, column - 1, 0, -1);
        return true;
      case "ArrowRight":
        go(row, column + 1, 0, 1);
        return true;
      case "ArrowUp":
        go(row - 1, column, -1, 0);
        return true;
      case "ArrowDown":
        go(row + 1, column, 1, 0);
        return true;
      case "PageUp":
        go(Math.max(0, row - many), column, 1, 0);
        return true;
      case "PageDown":
        go(Math.min(bottom, row + many), column, -1, 0);
        return true;
      case "Home":
        go(isFar ? 0 : row, 0, 0, 1);
        return true;
      case "End":
        go(isFar ? bottom : row, isFar ? (lines.peek()[bottom]?.length ?? 1) - 1 : last, 0, -1);
        return true;
      default:
        return false;
    }
  }

  // -- what is done with its pictures -----------------------------------------------------

  /** Select a member's picture, or no more. */
  function select(cell: SweepMember) {
    const { selection, outcome } = history();
    stand(cell);
    if (!cell.picture || cell.deleted) return;
    const isFull = selection.refs.peek().length >= MAX_CHOSEN && !selection.has(cell.number);
    if (isFull) outcome.show([`${MAX_CHOSEN} are selected; more can't be at a time.`]);
    else selection.toggleNumber(cell.number);
  }

  /** Show a member on the stage. */
  function enlarge(cell: SweepMember) {
    if (cell.number) showOnStage(cell.number);
  }

  /** The numbers of those that are selected and stand in the table, in the order of the choice. */
  const chosen = computed(() => {
    const here = new Set(held.value.members.map(({ number }) => number));
    return history().selection.numbers.value.filter((number) => here.has(number));
  });

  /** Return the numbers that a mark is for: of all that are selected, or of the cell. */
  function meant(): number[] {
    const numbers = chosen.peek();
    const number = activeMember()?.number ?? 0;
    return numbers.length > 1 && numbers.includes(number) ? numbers : [number].filter(Boolean);
  }

  /** Star generations, or take the star away where all of them have it. */
  function star(numbers: number[]) {
    const marked = held.peek().members.filter(({ number }) => numbers.includes(number));
    const all = marked.length > 0 && marked.every(({ starred }) => starred);
    if (numbers.length)
      history().mark(numbers, { kind: "tag", changes: [all ? "-starred" : "starred"] });
  }

  return {
    listed,
    key,
    held,
    trouble,
    sides,
    page,
    filter,
    asked,
    active,
    pivot,
    pinnedColumn,
    counts,
    seen,
    sheet,
    lines,
    keeps: keepsOne,
    renew,
    choose,
    open,
    turn,
    swap,
    turnTo,
    filterBy(wanted: Filter) {
      filter.value = wanted;
    },
    /** Make pictures as large as the user asks, or as large as fits: 0. */
    resize(pixels: number) {
      asked.value = pixels && Math.max(LEAST_SIDE, Math.min(MOST_SIDE, Math.round(pixels)));
      keptSide.keep(String(asked.peek()));
    },
    measure(width: number, height: number) {
      const before = room.peek();
      if (before.width === width && before.height === height) return;
      batch(() => {
        room.value = { width, height };
        if (!before.width && !isTurned) turnBest();
      });
    },
    pin(column: Key) {
      pinned.value = column;
    },
    /** Pin the column of the cell that has the focus. */
    pinActive() {
      const member = activeMember();
      if (member) pinned.value = keyOf(member, sides.peek().columns);
    },
    stand,
    move,
    activeMember,
    chosen,
    select,
    enlarge,
    rate(rating: number) {
      const numbers = meant();
      if (numbers.length) history().mark(numbers, { kind: "rate", rating });
    },
    /** Select none of the table. */
    clear: () => history().selection.drop(chosen.peek()),
    starMeant: () => star(meant()),
    star,
  };
}
