// The page around the panel: how much of it is seen at a time.

import type { Surroundings } from "../store/layout.ts";

const TALL = "100000px"; // more than any page shows
const OWN = ".jp-LinkedOutputView"; // a view of JupyterLab that holds one output, also beside

/** Tell what is seen around an element, now and whenever it changes. */
export function watchSurroundings(root: HTMLElement, tell: (found: Surroundings) => void) {
  let around: HTMLElement | null = null;
  let isFound = false;
  const observer = new ResizeObserver(measure);

  function measure() {
    if (!root.isConnected || !root.parentElement?.clientWidth) return; // in a hidden tab
    if (!isFound || (around && !around.contains(root))) {
      isFound = true;
      around = scrollingAncestor(root);
      if (around) observer.observe(around);
    }
    const view = around?.closest(OWN) ?? null;
    const seen = around ? around.clientHeight : window.innerHeight;
    tell(view && around ? { seen: seen - besides(root, around), own: true } : { seen, own: false });
  }

  observer.observe(root.parentElement ?? root); // also when it comes into a page
  window.addEventListener("resize", measure);
  measure();
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", measure);
  };
}

/** Return the nearest ancestor that is lower than what it holds, whatever that may be. */
function scrollingAncestor(root: HTMLElement): HTMLElement | null {
  const above: HTMLElement[] = [];
  for (let one = root.parentElement; one && one !== document.body; one = one.parentElement)
    if (one !== document.documentElement && /auto|scroll/.test(getComputedStyle(one).overflowY))
      above.push(one);
  // A box that grows with the panel never scrolls, however its style reads.
  const before = root.style.height;
  root.style.height = TALL;
  const found = above.find(
    (one) => one.clientHeight && one.clientHeight < Number.parseInt(TALL, 10),
  );
  root.style.height = before;
  return found ?? null;
}

/** Return the pixels that an ancestor has above and below an element, as far as it is the last. */
function besides(root: HTMLElement, around: HTMLElement): number {
  const top = root.getBoundingClientRect().top - around.getBoundingClientRect().top;
  const below = Number.parseFloat(getComputedStyle(around).paddingBottom) || 0;
  return Math.round(top + around.scrollTop - around.clientTop + below);
}
