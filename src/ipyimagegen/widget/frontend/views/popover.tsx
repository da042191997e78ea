// What lies over the panel until it is closed: by Escape, which gives the focus back, by a press
// beside it, or when the focus goes elsewhere.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { focusedBeside } from "../page/focus.ts";

interface PopoverProps {
  name: string;
  class: string;
  close: () => void;
  children: ComponentChildren;
}

export function Popover({ name, class: look, close, children }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = box.current;
    const opener = focusedBeside(element);
    const first = element?.querySelector<HTMLElement>("input:enabled, button, textarea, a");
    (first ?? element)?.focus({ preventScroll: true });
    const leave = (target: EventTarget | null) => {
      const isBeside = target instanceof Element && !element?.contains(target);
      if (isBeside && !target.closest("[aria-expanded]")) close(); // its button does that
    };
    // The target itself would be the host of a shadow root that the panel is in.
    const pressed = (event: PointerEvent) => leave(event.composedPath()[0] ?? null);
    const left = ({ relatedTarget }: FocusEvent) => leave(relatedTarget);
    document.addEventListener("pointerdown", pressed, true);
    element?.addEventListener("focusout", left);
    return () => {
      document.removeEventListener("pointerdown", pressed, true);
      element?.removeEventListener("focusout", left); // it would close the next one
      const isHere = element?.contains(focusedBeside(element));
      if (isHere && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, [close]);

  function press(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  }

  return (
    <div ref={box} class={look} role="dialog" aria-label={name} tabIndex={-1} onKeyDown={press}>
      {children}
    </div>
  );
}
