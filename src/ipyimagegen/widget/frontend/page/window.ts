// The whole window for the panel: the page's top layer, which no ancestor can clip.

/** Lay an element over the page, or put it back; its place in the page stays as large. */
export function overlay(root: HTMLElement, over: boolean) {
  const place = root.parentElement;
  if (over === root.classList.contains("whole")) return;
  if (place) place.style.minHeight = over ? `${root.offsetHeight}px` : "";
  root.classList.toggle("whole", over);
  if (!("popover" in root)) return; // an older browser: it is fixed, which mostly does
  root.popover = over ? "manual" : null;
  if (over) root.showPopover();
}
