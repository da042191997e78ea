// What has the focus: around a panel in a shadow root, as marimo's, the page knows only its host.

/** What somebody writes in, in the panel or in the page around it: notebooks' cells among it. */
const WRITTEN_IN = "input, textarea, select, [contenteditable='true']";

export const isWrittenIn = (target: EventTarget | null) =>
  target instanceof Element && target.matches(WRITTEN_IN);

/** Whether somebody writes anywhere but within an element of a panel. */
export function isWritingBeside(element: Element | null): boolean {
  const focused = focusedBeside(element) ?? document.activeElement;
  return isWrittenIn(focused) && !element?.contains(focused);
}

/** Return what has the focus in the document or the shadow root in which an element stands. */
export function focusedBeside(element: Element | null): Element | null {
  const root = element?.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
}
