// The controls of a toolbar or a list as one stop of the tabulator, with arrows between them.

const CONTROLS = "button:enabled, a, input:not([type=file]), select";
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Let the tabulator reach the control that had the focus last; return what ends it. */
export function rove(element: HTMLElement): () => void {
  /** Return the controls that are seen and can be pressed. */
  function controls() {
    const all = [...element.querySelectorAll<HTMLElement>(CONTROLS)];
    return all.filter((one) => one.getClientRects().length > 0);
  }
  let stop: HTMLElement | undefined;
  /** Keep the stop, or move it: to what has the focus, at first to what is meant first. */
  function settle(wanted?: EventTarget | null) {
    const all = controls();
    stop =
      all.find((one) => one === wanted) ??
      all.find((one) => one === stop) ??
      all.find((one) => one.matches(".primary")) ??
      all[0];
    for (const one of all) one.tabIndex = one === stop ? 0 : -1;
  }
  const come = ({ target }: FocusEvent) => settle(target);
  function press(event: KeyboardEvent) {
    const { key, target } = event;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    const box = target instanceof Element && target.closest("input, select");
    if (box && (box.matches("[type=text]") || /Up|Down|Home|End/.test(key))) return; // its own keys
    const all = controls();
    const place = all.indexOf(target as HTMLElement);
    const step = STEPS[key];
    const next = step ? place + step : { Home: 0, End: all.length - 1 }[key];
    if (place < 0 || next === undefined) return;
    event.preventDefault();
    all[(next + all.length) % all.length]?.focus();
  }

  const changed = new MutationObserver(() => settle());
  const resized = new ResizeObserver(() => settle()); // some are seen only where there is room
  changed.observe(element, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  resized.observe(element); // which settles at first, once the page is laid out
  element.addEventListener("focusin", come);
  element.addEventListener("keydown", press);
  return () => {
    changed.disconnect();
    resized.disconnect();
    element.removeEventListener("focusin", come);
    element.removeEventListener("keydown", press);
  };
}
