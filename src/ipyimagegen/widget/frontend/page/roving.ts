// The controls of a toolbar or a list as one stop of the tabulator, with ← and → between them.

const CONTROLS = "button, input:not([type=file]), select";
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** Let the tabulator reach the control that had the focus last; return what ends it. */
export function rove(element: HTMLElement): () => void {
  let last: HTMLElement | undefined;
  const controls = () => [...element.querySelectorAll<HTMLElement>(CONTROLS)];

  function settle() {
    const known = controls();
    const reached = known.find((one) => one === last) ?? known[0];
    for (const one of known) one.tabIndex = one === reached ? 0 : -1;
  }
  function come({ target }: FocusEvent) {
    last = target as HTMLElement;
    settle();
  }
  function press(event: KeyboardEvent) {
    const step = STEPS[event.key];
    const target = event.target as HTMLElement;
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.matches("input[type=text]")) return; // the caret moves
    const known = controls();
    const next = known[known.indexOf(target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  const watch = new MutationObserver(settle);
  watch.observe(element, { childList: true, subtree: true });
  element.addEventListener("focusin", come);
  element.addEventListener("keydown", press);
  settle();
  return () => {
    watch.disconnect();
    element.removeEventListener("focusin", come);
    element.removeEventListener("keydown", press);
  };
}
