// The page around the panel: how much of it is seen at a time.

/** Tell the height of what scrolls around an element, now and whenever it changes. */
export function watchSurroundings(root: HTMLElement, tell: (pixels: number) => void) {
  const around = scrollingAncestor(root);
  const measure = () => tell(around ? around.clientHeight : window.innerHeight);
  const observer = new ResizeObserver(measure);
  if (around) observer.observe(around);
  window.addEventListener("resize", measure);
  measure();
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", measure);
  };
}

function scrollingAncestor(element: HTMLElement): HTMLElement | null {
  for (let above = element.parentElement; above; above = above.parentElement) {
    const isPage = above === document.body || above === document.documentElement;
    if (isPage) return null;
    if (/auto|scroll/.test(getComputedStyle(above).overflowY)) return above;
  }
  return null;
}
