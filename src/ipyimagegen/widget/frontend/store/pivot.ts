// A sweep turned: any of its dimensions as rows, columns or pages, as `Sweep.pivot` turns it in
// Python, and how large its pictures can be then.

import type { SweepDimension, SweepMember } from "../messages.ts";

/** Places of labels, one for each dimension of a side. */
export type Key = number[];

/** The positions of the dimensions of each side, the outermost first. */
export interface Sides {
  rows: number[];
  columns: number[];
  pages: number[];
}
export type Side = keyof Sides;

/** Return the labels of a key in one line. */
export const wordsOfKey = (key: Key, side: number[], dimensions: { labels: string[] }[]): string =>
  key.map((place, at) => dimensions[side[at] ?? -1]?.labels[place] || "(nothing)").join(" · ");

export interface Pivot {
  rows: Key[];
  columns: Key[];
  pages: Key[];
  /** Return the member in a row and a column of the page. */
  at: (row: Key, column: Key) => SweepMember | null;
}

export const keyOf = (member: SweepMember, side: number[]): Key =>
  side.map((dimension) => member.places[dimension] ?? 0);

/** Turn members; of the pages the one with this place is shown, or the last. */
export function pivoted(members: SweepMember[], sides: Sides, page: number): Pivot {
  const pages = keys(members, sides.pages);
  const shown = String(pages[Math.min(page, pages.length - 1)] ?? []);
  const onPage = members.filter((member) => String(keyOf(member, sides.pages)) === shown);
  const cells = new Map<string, SweepMember>();
  const name = (row: Key, column: Key) => `${row}|${column}`;
  for (const member of onPage) {
    const cell = name(keyOf(member, sides.rows), keyOf(member, sides.columns));
    if (!cells.has(cell)) cells.set(cell, member);
  }
  return {
    rows: keys(onPage, sides.rows),
    columns: keys(onPage, sides.columns),
    pages,
    at: (row, column) => cells.get(name(row, column)) ?? null,
  };
}

/** Return the keys that members have on a side, in the order of their labels. */
function keys(members: SweepMember[], side: number[]): Key[] {
  const found = new Map(
    members.map((member) => [String(keyOf(member, side)), keyOf(member, side)]),
  );
  const differing = (one: Key, other: Key) => one.findIndex((place, at) => place !== other[at]);
  return [...found.values()].sort((one, other) => {
    const at = differing(one, other);
    return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
  });
}

export interface Span {
  start: number;
  place: number; // of its label
  count: number; // of keys
}

/** Return the headings of one level of a side. */
export function spans(all: Key[], level: number): Span[] {
  const found: Span[] = [];
  for (const [at, key] of all.entries()) {
    const before = found.at(-1);
    const isSame =
      at > 0 && String(all[at - 1]?.slice(0, level + 1)) === String(key.slice(0, level + 1));
    if (before && isSame) before.count += 1;
    else found.push({ start: at, place: key[level] ?? 0, count: 1 });
  }
  return found;
}

/** Return the positions of the dimensions in which members differ. */
export function varied(dimensions: SweepDimension[], members: SweepMember[]): number[] {
  return dimensions
    .map((_, at) => at)
    .filter((at) => new Set(members.map(({ places }) => places[at])).size > 1);
}

/**
 * Put a dimension onto a side, alone or behind or without others. One that loses its side takes the
 * place of the one that came, or goes where `Sweep.pivot` puts those that nobody names.
 */
export function assigned(sides: Sides, side: Side, wanted: number[]): Sides {
  const lost = sides[side].filter((at) => !wanted.includes(at));
  const others = (["rows", "columns", "pages"] as const).filter((other) => other !== side);
  const turned = { ...sides, [side]: wanted };
  for (const other of others)
    turned[other] = sides[other].flatMap((at) => {
      if (!wanted.includes(at)) return [at];
      const swapped = lost.shift();
      return swapped === undefined ? [] : [swapped];
    });
  const rest = side === "rows" ? "columns" : "rows";
  turned[rest] = rest === "columns" ? [...lost, ...turned.columns] : [...turned.rows, ...lost];
  return turned;
}

// -- how large --------------------------------------------------------------------------

export const LEAST_SIDE = 72; // pixels of a picture
export const MOST_SIDE = 240;
export const HEADING = 38; // pixels of a level of columns
const BESIDE = 230; // of a column, from which on facts stand beside the picture
const FACTS_WIDTH = 108;
const FACTS_HEIGHT = 36; // below it
const LEAST_BESIDE = 88; // facts beside it are so tall
const TITLE = 20; // of a picture that has no heading: one line,
const TITLE_LINE = 16; // and each further one
const MOST_LINES = 2; // of each label in it
const LONG_START = 12; // letters that labels share, and that are left out
const PADDING = 8;
const MOST_COLUMN = MOST_SIDE + PADDING + FACTS_WIDTH;
const LETTER = 7; // of a label, some of which are wider
const WIDE_LETTER = 9;
const LEAST_LEFT = 64;
const MOST_LEFT = 140;
const MOST_FOR_WORD = 0.3; // of the room

export interface Room {
  width: number;
  height: number;
}

/** The sides of the place of a picture, as shares of its longer one. */
interface Shape {
  width: number;
  height: number;
}

export interface Sheet {
  across: number;
  down: number;
  lefts: number[]; // widths of the rows' headings
  head: number; // height of the columns' headings
  side: number; // the longer one of a picture's place,
  frame: Room; // and all of that
  column: number; // width,
  row: number; // and height
  title: number; // and the height of its title, if it has no heading
  isBeside: boolean; // where the facts are
  flows: boolean; // whether it is one line of pictures that is broken, without headings
}

interface Counts {
  across: number;
  down: number;
  lefts: number[];
  levels: number; // of columns
  flows: boolean;
  letters: number[]; // of the longest label in each line of a title, if it flows
  shape: Shape;
}

const FLATTEST = 0.5; // so that a failure has room for its words

/** Return the shape in which each picture of a sweep is as large as in a square. */
export function shapeOf(members: SweepMember[]): Shape {
  const pictures = members.flatMap(({ picture }) =>
    picture?.width && picture.height ? picture : [],
  );
  if (pictures.length === 0) return { width: 1, height: 1 };
  const most = (of: (one: Room) => number) =>
    Math.max(FLATTEST, Math.min(1, Math.max(...pictures.map(of))));
  return {
    width: most(({ width, height }) => width / height),
    height: most(({ width, height }) => height / width),
  };
}

/** Lay a sheet out: with the pictures that the user asks for, or the largest with which it fits. */
function laid(counts: Counts, room: Room, asked: number): Sheet {
  const { across, down, lefts, levels, flows, letters, shape } = counts;
  const left = lefts.reduce((sum, width) => sum + width, 0);
  const head = flows ? 0 : levels * HEADING;
  const natural = Math.floor((room.width - left) / Math.max(1, across));
  const isBeside = natural >= BESIDE;
  const lines = letters.map((many) => Math.ceil((LETTER * many) / Math.max(1, natural - PADDING)));
  const tall = lines.reduce((sum, many) => sum + Math.min(MOST_LINES, many), 0);
  const title = flows ? TITLE + TITLE_LINE * Math.max(0, tall - 1) : 0;
  const below = (isBeside ? 0 : FACTS_HEIGHT) + title + PADDING;
  const byWidth = (natural - PADDING - (isBeside ? FACTS_WIDTH : 0)) / shape.width;
  const byHeight = (Math.floor((room.height - head) / Math.max(1, down)) - below) / shape.height;
  const fitting = Math.max(
    LEAST_SIDE,
    Math.min(Math.floor(Math.min(byWidth, byHeight)), MOST_SIDE),
  );
  const side = asked || fitting;
  const frame = {
    width: Math.round(side * shape.width),
    height: Math.round(side * shape.height),
  };
  return {
    across,
    down,
    lefts,
    head,
    side,
    frame,
    column: Math.max(
      Math.min(natural, MOST_COLUMN),
      frame.width + PADDING + (isBeside ? FACTS_WIDTH : 0),
    ),
    row: Math.max(frame.height, isBeside ? LEAST_BESIDE : 0) + below,
    title,
    isBeside,
    flows,
  };
}

/** Whether all of a sheet is seen at once. */
const fits = (sheet: Sheet, room: Room) =>
  sheet.head + sheet.down * sheet.row <= room.height && sheet.column * sheet.across <= room.width;

/** Lay a turned sweep out; one line of too many pictures is broken into several. */
export function sheetOf(
  pivot: Pivot,
  sides: Sides,
  { dimensions, members }: { dimensions: SweepDimension[]; members: SweepMember[] },
  room: Room,
  asked: number,
): Sheet {
  const shape = shapeOf(members);
  const lefts = sides.rows.map((at) => leftOf(dimensions[at], room));
  const [down, across] = [pivot.rows.length, pivot.columns.length];
  const line = laid(
    { across, down, lefts, levels: sides.columns.length, flows: false, letters: [], shape },
    room,
    asked,
  );
  if (down > 1 || sides.rows.length || (line.side * 1.3 >= MOST_SIDE && fits(line, room)))
    return line;
  const most = Math.max(1, Math.floor(room.width / ((asked || LEAST_SIDE) + PADDING)));
  const letters = sides.columns.map((at) =>
    Math.max(...distinct(dimensions[at]?.labels ?? []).map(({ length }) => length)),
  );
  const broken = Array.from({ length: Math.min(across, most) }, (_, at) =>
    laid(
      {
        across: at + 1,
        down: Math.ceil(across / (at + 1)),
        lefts,
        levels: 0,
        flows: true,
        letters,
        shape,
      },
      room,
      asked,
    ),
  );
  return best([line, ...broken], room) ?? line;
}

/** Return the width of a heading of rows: whole words, as far as there is room. */
function leftOf(dimension: SweepDimension | undefined, room: Room): number {
  const labels = dimension?.labels ?? [];
  const longest = (parts: string[]) => Math.max(0, ...parts.map(({ length }) => length));
  const whole = Math.min(MOST_LEFT, LETTER * longest(labels) + 16);
  const word = Math.min(
    MOST_FOR_WORD * room.width,
    WIDE_LETTER * longest(labels.flatMap(wordsOf)) + 16,
  );
  return Math.round(Math.max(LEAST_LEFT, whole, word));
}

/** Return labels without the words with which all of them begin. */
export function distinct(labels: string[]): string[] {
  const [first = "", ...others] = labels;
  let most = first.length;
  for (const other of others) while (other.slice(0, most) !== first.slice(0, most)) most -= 1;
  const start = first.slice(0, most).lastIndexOf(" ") + 1;
  return others.length && start >= LONG_START
    ? labels.map((label) => `… ${label.slice(start)}`)
    : labels;
}

const wordsOf = (label: string) => label.split(/[\s/–-]+/);

/** Return the sheet with the largest pictures that fits; of those that don't, the one least tall. */
function best(sheets: Sheet[], room: Room): Sheet | null {
  const fitting = sheets.filter((sheet) => fits(sheet, room));
  const narrow = sheets.filter((sheet) => sheet.column * sheet.across <= room.width);
  const tall = (sheet: Sheet) => sheet.head + sheet.down * sheet.row;
  if (fitting.length) return fitting.reduce((one, other) => (other.side > one.side ? other : one));
  const some = narrow.length ? narrow : sheets;
  return some.reduce((one, other) => (tall(other) < tall(one) ? other : one), some[0] as Sheet);
}

const MOST_TURNED = 8; // dimensions; of more there are thousands of ways to turn a sheet

/** Return the sides with which pictures are largest; models are the innermost columns. */
export function bestSides(dimensions: SweepDimension[], members: SweepMember[], room: Room): Sides {
  const all = varied(dimensions, members);
  const shape = shapeOf(members);
  const models = all.filter((at) => dimensions[at]?.name === "model");
  const free = all.filter((at) => !models.includes(at));
  const isRow = (at: number, way: number) => Math.floor(way / 2 ** at) % 2 === 1;
  const ways = Array.from({ length: 2 ** Math.min(free.length, MOST_TURNED) }, (_, way) => ({
    rows: free.filter((_, at) => isRow(at, way)),
    columns: [...free.filter((_, at) => !isRow(at, way)), ...models],
    pages: [],
  })).filter(({ columns }) => columns.length > 0 || all.length === 0);
  const count = (side: number[]) => new Set(members.map((one) => String(keyOf(one, side)))).size;
  const laidOut = ways.map((sides) => {
    const lefts = sides.rows.map((at) => leftOf(dimensions[at], room));
    const counts = { across: count(sides.columns), down: count(sides.rows), lefts, shape };
    return laid({ ...counts, levels: sides.columns.length, flows: false, letters: [] }, room, 0);
  });
  const chosen = best(laidOut, room);
  return ways[chosen ? laidOut.indexOf(chosen) : 0] ?? { rows: [], columns: [], pages: [] };
}
