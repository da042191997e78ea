// Arrivals: what came and is out of sight, counted until somebody looks there.

import { computed, signal } from "@preact/signals";
import type { Status } from "../messages.ts";

export type Arrivals = ReturnType<typeof openArrivals>;

export function openArrivals() {
  const awaited = new Set<number>(); // under way
  const unseen = signal<number[]>([]);
  let newest = -1; // the highest number that was told, none at first

  return {
    /** The numbers of generations that nobody has looked at. */
    unseen,
    count: computed(() => unseen.value.length),
    /** Take note of what is under way, and of what has come; `followed` is seen as it comes. */
    statusChanged({ newest: highest = 0, jobs }: Status, followed: boolean) {
      if (newest >= 0) for (let one = newest + 1; one <= highest; one += 1) awaited.add(one);
      newest = Math.max(newest, highest);
      const running = new Set(jobs?.listed.map(({ number }) => number));
      for (const number of running) if (number) awaited.add(number);
      const came = [...awaited].filter((number) => !running.has(number));
      for (const number of came) awaited.delete(number);
      if (came.length && !followed) unseen.value = [...unseen.peek(), ...came];
    },
    /** Take note that generations are in sight, were looked at, or are gone. */
    see(numbers: number[]) {
      if (unseen.peek().some((one) => numbers.includes(one)))
        unseen.value = unseen.peek().filter((one) => !numbers.includes(one));
    },
    seeAll() {
      unseen.value = [];
    },
    /** Begin anew, with another library. */
    forget() {
      awaited.clear();
      unseen.value = [];
      newest = -1;
    },
  };
}
