// What checks found of a picture: which of them fail, and how that is said.

import type { CheckEntry } from "../messages.ts";

export const failingOf = (checks: CheckEntry[]) => checks.filter(({ state }) => state === "failed");

/** Return the names of the checks that fail, such as "fails text, size"; empty if none does. */
export function failingNames(checks: CheckEntry[]): string {
  return fails(
    failingOf(checks).map(({ line }) => line.replace(/ ✗( .*)?$/, "")),
    ", ",
  );
}

/** Return what they found as well, such as "fails text: read “OPEN 24 HOUR5”". */
export function failingWords(checks: CheckEntry[]): string {
  const words = failingOf(checks).map(({ line }) => line.replace(" ✗ ", ": ").replace(/ ✗$/, ""));
  return fails(words, "; ");
}

const fails = (words: string[], between: string) =>
  words.length ? `fails ${words.join(between)}` : "";
