// Reach: what is shown may stand where nobody has scrolled to, as what has just come does. Its
// page is fetched then, so that it has neighbours.

import type { Entry } from "../messages.ts";
import type { Entries, HeldEntry, HeldGroup } from "./entries.ts";

const SLACK = 1000; // milliseconds by which an age may be rounded

export type Reach = ReturnType<typeof openReach>;

export function openReach(entries: Entries) {
  let sought = { ref: "", made: 0 };
  let seeking = 0; // the number of the last search: another one that goes on ends

  /** Return the place of the group in which an entry stands, or -1 where that is not here. */
  function groupOf({ number, template }: Entry): number {
    for (let place = entries.total.peek() - 1; place >= 0; place -= 1) {
      const held = entries.held(place);
      if (!held) continue;
      const isIts =
        entries.arrangement.peek() === "time"
          ? madeAt(held) >= sought.made - SLACK // the last one that begins before it
          : number
            ? isTitle(held.title, template)
            : held.key === "photographs";
      if (isIts) return place;
    }
    return -1;
  }

  /** Whether an entry stands before the one that is sought: the newest is the first. */
  function isBefore(there: HeldEntry, entry: Entry): boolean {
    if (there.number && entry.number) return there.number > entry.number;
    return madeAt(there) > sought.made;
  }

  /** Fetch the page on which an entry stands, unless it is here. */
  return async function reach(entry: Entry) {
    seeking += 1;
    const mine = seeking;
    if (entries.spotOf(entry.ref)) return;
    if (sought.ref !== entry.ref) sought = { ref: entry.ref, made: madeAt(entry) };
    const group = groupOf(entry);
    let [low, high] = [0, (entries.held(group)?.count ?? 0) - 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const there = await entries.come({ group, place: middle });
      if (mine !== seeking || !there || entries.spotOf(entry.ref)) return;
      if (isBefore(there, entry)) low = middle + 1;
      else high = middle;
    }
    if (low === high) await entries.come({ group, place: low });
  };
}

/** Whether a group's title is of a template: in one line, and cut. */
function isTitle(title: string, template: string): boolean {
  const line = template.split(/\s+/).filter(Boolean).join(" ");
  return title === line || (title.endsWith("…") && line.startsWith(title.slice(0, -1).trimEnd()));
}

/** Return when something was made, in milliseconds since 1970. */
const madeAt = (one: (Entry | HeldGroup) & { received?: number }) =>
  (one.received ?? Date.now()) - one.age * 1000;
