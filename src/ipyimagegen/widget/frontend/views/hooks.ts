// What views need beside the store: pictures as they come, seconds as they pass, and one tab stop
// for many buttons.

import { signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Pictures, Size } from "../kernel/pictures.ts";
import { rove } from "../page/roving.ts";
import { useStore } from "./context.ts";

/**
 * Return the URL of a picture, asked for once it is wanted: null until it comes, and an empty
 * one if it is gone.
 */
export function usePicture(hash: string, size: Size, wanted = true): string | null {
  const { pictures } = useStore();
  const [come, setCome] = useState({ hash: "", url: "" });
  const known = come.hash === hash;
  useHold(hash, size);
  useLayoutEffect(() => {
    if (!wanted || !hash || known) return;
    let current = true;
    pictures.url(hash, size).then((url) => current && setCome({ hash, url }));
    return () => {
      current = false;
    };
  }, [hash, size, wanted, known, pictures]);
  return known && hash ? come.url : null;
}

/** Keep a picture's URL good for as long as it is shown. */
function useHold(hash: string, size: Size) {
  const { pictures } = useStore();
  useLayoutEffect(() => (hash ? pictures.hold(hash, size) : undefined), [hash, size, pictures]);
}

/** Return the seconds since a moment by the computer's clock, anew every second. */
export function useSeconds(since: number): number {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each moment has seconds of its own
  useLayoutEffect(tick, [since]);
  useLayoutEffect(watchClock, []);
  return Math.max(0, now.value - since) / 1000;
}

const now = signal(0); // of all who watch, so that they say the same
let watching = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

function tick() {
  now.value = Date.now();
}

function watchClock() {
  watching += 1;
  ticking ??= setInterval(tick, 1000);
  return () => {
    watching -= 1;
    if (watching) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

export interface Steps {
  hash: string;
  src: string; // the best copy that is here
  full: string; // the file itself
  gone: boolean;
}

/** Return a picture as it comes: its tile, a thumbnail, and the file if that is wanted. */
export function useSteps(hash: string, wanted: "thumbnail" | "full" = "full"): Steps {
  const { pictures } = useStore();
  const first = firstStep(pictures, hash);
  const [steps, setSteps] = useState(first);
  useHold(hash, "thumbnail");
  useHold(wanted === "full" ? hash : "", "full");
  useLayoutEffect(() => {
    if (!hash) return;
    let current = true;
    const reach = (come: Partial<Steps>) =>
      setSteps((known) => ({
        ...(known.hash === hash ? known : firstStep(pictures, hash)),
        ...come,
      }));
    async function come() {
      const thumbnail = await pictures.url(hash, "thumbnail");
      if (!current) return;
      if (thumbnail) reach({ src: thumbnail });
      else if (wanted === "thumbnail") reach({ gone: true });
      if (wanted === "thumbnail") return;
      // The full file only then: it is large, and a gallery may be waiting behind it.
      const full = await pictures.url(hash, "full");
      if (current) reach(full ? { src: full, full } : { gone: true });
    }
    come();
    return () => {
      current = false;
    };
  }, [hash, wanted, pictures]);
  return steps.hash === hash ? steps : first;
}

function firstStep(pictures: Pictures, hash: string): Steps {
  return { hash, src: hash && pictures.held(hash, "tile"), full: "", gone: false };
}

/** Return when something was told, by the computer's clock. */
export function useSince(told: unknown): number {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each has a time of its own
  return useMemo(() => Date.now(), [told]);
}

/** Make the controls of an element one stop of the tabulator; return its reference. */
export function useRoving<Kind extends HTMLElement>(): RefObject<Kind | null> {
  const ref = useRef<Kind>(null);
  useLayoutEffect(() => (ref.current ? rove(ref.current) : undefined), []);
  return ref;
}
