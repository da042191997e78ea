// The handle at the foot, which makes the panel taller or lower.

import { useRef } from "preact/hooks";
import { LOWEST, STEP } from "../store/layout.ts";
import { useStore } from "./context.ts";

export function Handle() {
  const { height, resize, fills } = useStore().layout;
  const grabbed = useRef({ y: 0, height: 0 });

  function press(event: KeyboardEvent) {
    const step = { ArrowUp: -STEP, ArrowDown: STEP }[event.key] ?? 0;
    if (!step) return;
    event.preventDefault();
    resize(height.peek() + step);
  }
  function grab(event: PointerEvent & { currentTarget: HTMLElement }) {
    grabbed.current = { y: event.clientY, height: height.peek() };
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function drag(event: PointerEvent & { currentTarget: HTMLElement }) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    resize(grabbed.current.height + event.clientY - grabbed.current.y);
  }

  if (fills.value) return null; // there is nothing to make taller
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule can't be moved
    <div
      class="handle"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label="Height of the panel"
      aria-valuenow={height.value}
      aria-valuemin={LOWEST}
      title="Drag, or ↑ and ↓; a double-click brings its own height back"
      onKeyDown={press}
      onPointerDown={grab}
      onPointerMove={drag}
      onDblClick={() => resize(0)}
    />
  );
}
