// Sizes that a reload keeps. A browser may forbid it: then they are those of this page.

const NAME = "imagegen-panel";

/** Return a size that was kept, or 0. */
export function kept(name: string): number {
  try {
    return Number(localStorage.getItem(`${NAME}-${name}`)) || 0;
  } catch {
    return 0;
  }
}

/** Keep a size; 0 forgets it. */
export function keep(name: string, pixels: number) {
  try {
    if (pixels) localStorage.setItem(`${NAME}-${name}`, String(pixels));
    else localStorage.removeItem(`${NAME}-${name}`);
  } catch {
    // The next page begins with the default.
  }
}
