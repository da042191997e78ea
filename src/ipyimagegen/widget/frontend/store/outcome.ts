// The outcome of an action, with a way to undo it; it goes by itself, unless somebody is about
// to use it.

import { signal } from "@preact/signals";
import { createRef } from "preact";
import type { Say } from "./speech.ts";

const OUTCOME_TIME = 30_000; // milliseconds that it is shown

interface Shown {
  lines: string[];
  failed: boolean;
  undo: (() => void) | null;
}

export type Outcome = ReturnType<typeof openOutcome>;

export function openOutcome(say: Say) {
  const shown = signal<Shown | null>(null);
  const element = createRef<HTMLDivElement>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function hide() {
    clearTimeout(timer);
    shown.value = null;
  }

  function hideLater() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (element.current?.matches(":hover, :focus-within")) hideLater();
      else hide();
    }, OUTCOME_TIME);
  }

  function show(
    lines: string[],
    { undo = null, failed = false }: Partial<Omit<Shown, "lines">> = {},
  ) {
    if (closed) return; // requests in flight are refused when the view closes
    shown.value = { lines, failed, undo };
    say(lines.join(" ") + (undo ? ". Undo brings it back." : ""));
    hideLater();
  }

  return {
    shown,
    element,
    hide,
    /** Undo the last action, if that is still possible. */
    undo() {
      const act = shown.peek()?.undo;
      hide();
      act?.();
    },
    show,
    /** Show words, or only say them where the last action can still be undone. */
    mention(words: string, failed = false) {
      if (shown.peek()?.undo) say(words);
      else show([words], { failed });
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
