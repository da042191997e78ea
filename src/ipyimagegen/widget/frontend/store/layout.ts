// The layout: which view is open, which part of it where there is room for one only, how tall
// the panel is, how wide its history, and whether it takes the whole window.

import { computed, signal } from "@preact/signals";
import { remembered } from "../page/remembered.ts";

export type Tab = "make" | "compare" | "jobs";
export type Part = "compose" | "picture" | "history";
export type Sheet = "keys" | "more" | "budget" | "sent";

const TALLEST = 720; // pixels, unless the user asks for more
export const LOWEST = 420;
const LOWEST_OWN = 280; // in a view of its own, which is filled rather than scrolled
export const NARROWEST = 200; // pixels of the history
const MARGIN = 16; // of the page that stays seen around the panel
export const STEP = 16; // pixels by a key

/** The page around the panel: pixels of it that are seen, and whether the panel has them all. */
export interface Surroundings {
  seen: number;
  own: boolean;
}

export type Layout = ReturnType<typeof openLayout>;

export function openLayout() {
  const tab = signal<Tab>("make");
  const part = signal<Part>("picture");
  const sheet = signal<Sheet | "">("");
  const whole = signal(false);
  const keptHeight = remembered("height", 0);
  const keptHistory = remembered("history", 0);
  const asked = signal(Number(keptHeight.value) || 0); // the height that the user asked for, or 0
  const history = signal(Number(keptHistory.value) || 0); // the width that the user asked for, or 0
  const around = signal<Surroundings>({ seen: Infinity, own: false });
  const height = computed(() => {
    const { seen, own } = around.value;
    if (own) return Math.max(LOWEST_OWN, seen);
    return Math.max(LOWEST, asked.value || Math.min(TALLEST, seen - MARGIN));
  });
  const fills = computed(() => whole.value || around.value.own);

  return {
    tab,
    part,
    sheet,
    whole,
    height,
    history,
    /** Whether the panel fills what there is, and its height is not the user's. */
    fills,
    show(wanted: Tab) {
      tab.value = wanted;
    },
    turnTo(wanted: Part) {
      part.value = wanted;
    },
    open(wanted: Sheet) {
      sheet.value = wanted;
    },
    closeSheet() {
      sheet.value = "";
    },
    /** Take the whole window, or give it back. */
    toggleWhole() {
      whole.value = !whole.peek();
    },
    measure(found: Surroundings) {
      const { seen, own } = around.peek();
      if (seen !== found.seen || own !== found.own) around.value = found;
    },
    /** Make the panel as tall as the user asks, or as tall as it is by itself: 0. */
    resize(pixels: number) {
      asked.value = pixels && Math.max(LOWEST, Math.round(pixels));
      keptHeight.keep(String(asked.peek()));
    },
    /** Make the history as wide as the user asks, or as wide as it is by itself: 0. */
    widen(pixels: number) {
      history.value = pixels && Math.max(NARROWEST, Math.round(pixels));
      keptHistory.keep(String(history.peek()));
    },
  };
}
