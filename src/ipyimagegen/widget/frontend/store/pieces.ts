// The template in the kernel's pieces, also while newer text is typed that it hasn't read yet.

import type { Piece } from "../messages.ts";

const GRAMMAR = /[{}|\\@*=]/; // what the kernel's answer may hang on

/** Return the pieces to draw: those that a change of the text can't have made wrong. */
export function drawn(pieces: Piece[], text: string): Piece[] {
  const read = pieces.map((piece) => piece.text).join("");
  if (read === text) return pieces;
  const start = sameLength(read, text);
  const end = sameLength(reversed(read.slice(start)), reversed(text.slice(start)));
  const [gone, come] = [read.slice(start, read.length - end), text.slice(start, text.length - end)];
  if (GRAMMAR.test(gone + come)) return [plain(text)];
  const kept: Piece[] = [];
  let place = 0; // in what was read
  let drawnTo = 0; // in the text
  for (const piece of pieces) {
    const [from, to] = [place, place + piece.text.length];
    place = to;
    if (piece.kind === "text") continue;
    const isBefore = to <= start;
    if (!isBefore && from < read.length - end) continue;
    const shift = isBefore ? 0 : text.length - read.length;
    kept.push(plain(text.slice(drawnTo, from + shift)), piece);
    drawnTo = to + shift;
  }
  return [...kept, plain(text.slice(drawnTo))];
}

const plain = (text: string): Piece => ({ text, kind: "text", words: "" });

const reversed = (text: string) => text.split("").reverse();

function sameLength(one: ArrayLike<string>, other: ArrayLike<string>): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}
