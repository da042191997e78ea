// The line between stage and history, which makes one of them wider.

import { useRef } from "preact/hooks";
import { NARROWEST, STEP } from "../store/layout.ts";
import { useStore } from "./context.ts";

export function Divider() {
  const { history, widen } = useStore().layout;
  const line = useRef<HTMLDivElement>(null);
  const grabbed = useRef({ x: 0, width: 0 });
  /** The history's width, and the most that it may have: half of the panel. */
  const widths = () => ({
    width: line.current?.parentElement?.offsetWidth ?? 0,
    most: (line.current?.closest<HTMLElement>(".make")?.offsetWidth ?? 0) / 2,
  });
  const ask = (width: number) => widen(Math.min(width, widths().most));

  function press(event: KeyboardEvent) {
    const step = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key] ?? 0;
    if (!step) return;
    event.preventDefault();
    ask(widths().width + step);
  }
  function grab(event: PointerEvent & { currentTarget: HTMLElement }) {
    grabbed.current = { x: event.clientX, width: widths().width };
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function drag(event: PointerEvent & { currentTarget: HTMLElement }) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    ask(grabbed.current.width - event.clientX + grabbed.current.x);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule can't be moved
    <div
      ref={line}
      class="divider"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the history"
      aria-valuenow={history.value || NARROWEST}
      aria-valuemin={NARROWEST}
      title="Drag, or ← and →; a double-click brings its own width back"
      onKeyDown={press}
      onPointerDown={grab}
      onPointerMove={drag}
      onDblClick={() => widen(0)}
    />
  );
}
