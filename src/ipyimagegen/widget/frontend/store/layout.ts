// The layout: which view is open, which part of it where there is room for one only, and how
// tall the panel is.

import { computed, signal } from "@preact/signals";

export type Tab = "make" | "compare" | "jobs";
export type Part = "compose" | "picture" | "history";

const TALLEST = 720; // pixels, unless the user asks for more
const LOWEST = 420;
const MARGIN = 16; // of the page that stays seen around the panel
export const STEP = 16; // pixels by a key

export type Layout = ReturnType<typeof openLayout>;

export function openLayout() {
  const tab = signal<Tab>("make");
  const part = signal<Part>("picture");
  const asked = signal(0); // the height that the user asked for, or 0
  const seen = signal(Infinity); // pixels of the scrolling page around the panel
  const height = computed(() =>
    Math.max(LOWEST, asked.value || Math.min(TALLEST, seen.value - MARGIN)),
  );

  return {
    tab,
    part,
    height,
    show(wanted: Tab) {
      tab.value = wanted;
    },
    turnTo(wanted: Part) {
      part.value = wanted;
    },
    /** Take note of how much of the page around the panel is seen. */
    measure(pixels: number) {
      seen.value = pixels;
    },
    /** Make the panel as tall as the user asks, or as tall as it is by itself: 0. */
    resize(pixels: number) {
      asked.value = pixels;
    },
  };
}
