// What lies over the stage until it is closed: by Escape, which gives the focus back, by a press
// beside it, or when the focus goes elsewhere.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useStore } from "./context.ts";

interface PopoverProps {
  name: string;
  class: string;
  children: ComponentChildren;
}

export function Popover({ name, class: more, children }: PopoverProps) {
  const { viewing } = useStore();
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = box.current;
    const opener = document.activeElement;
    const first = element?.querySelector<HTMLElement>("input:enabled, button, textarea, a");
    (first ?? element)?.focus({ preventScroll: true });
    const leave = (target: EventTarget | null) => {
      const isBeside = target instanceof Element && !element?.contains(target);
      if (isBeside && !target.closest("[aria-expanded]")) viewing.lay(""); // its button does that
    };
    const pressed = ({ target }: PointerEvent) => leave(target);
    const left = ({ relatedTarget }: FocusEvent) => leave(relatedTarget);
    document.addEventListener("pointerdown", pressed, true);
    element?.addEventListener("focusout", left);
    return () => {
      document.removeEventListener("pointerdown", pressed, true);
      const isLost = !document.activeElement || element?.contains(document.activeElement);
      if (isLost && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, [viewing]);

  function press(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    viewing.lay("");
  }

  return (
    <div
      ref={box}
      class={`popover ${more}`}
      role="dialog"
      aria-label={name}
      tabIndex={-1}
      onKeyDown={press}
    >
      {children}
    </div>
  );
}
