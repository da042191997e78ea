// What views need beside the store: pictures as they come, and seconds as they pass.

import { useLayoutEffect, useState } from "preact/hooks";
import type { Size } from "../kernel/pictures.ts";
import { useStore } from "./context.ts";

/**
 * Return the URL of a picture, asked for once it is wanted: null until it comes, and an empty
 * one if it is gone.
 */
export function usePicture(hash: string, size: Size, wanted = true): string | null {
  const { pictures } = useStore();
  const [come, setCome] = useState({ hash: "", url: "" });
  const known = come.hash === hash;
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

/** Return the seconds since a moment on the browser's clock, anew every second. */
export function useSeconds(since: number): number {
  const [now, setNow] = useState(since);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each moment has seconds of its own
  useLayoutEffect(() => {
    setNow(performance.now());
    const ticking = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(ticking);
  }, [since]);
  return Math.max(0, now - since) / 1000;
}
