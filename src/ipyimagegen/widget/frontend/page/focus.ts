// What has the focus: around a panel in a shadow root, as marimo's, the page knows only its host.

/** Return what has the focus in the document or the shadow root in which an element stands. */
export function focusedBeside(element: Element | null): Element | null {
  const root = element?.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
}
