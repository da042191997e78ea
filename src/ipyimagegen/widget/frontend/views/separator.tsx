// A line between two parts that is moved by the mouse or by arrows: the height of the panel, and
// the width of the history.

import { useRef } from "preact/hooks";
import { LOWEST, NARROWEST, STEP } from "../store/layout.ts";
import { useStore } from "./context.ts";

interface SeparatorProps {
  class: string;
  name: string;
  keys: [less: string, more: string];
  size: number;
  least: number;
  /** Return the size that a step or a drag begins with. */
  measure: (line: HTMLElement) => number;
  /** Ask for a size; 0 is its own. */
  ask: (pixels: number, line: HTMLElement) => void;
}

function Separator({ class: look, name, keys, size, least, measure, ask }: SeparatorProps) {
  const isTall = keys[0] === "ArrowUp";
  const grabbed = useRef({ at: 0, size: 0 });
  const at = (event: PointerEvent) => (isTall ? event.clientY : -event.clientX);
  type On<Kind> = Kind & { currentTarget: HTMLElement };

  function press(event: On<KeyboardEvent>) {
    const step = [-STEP, STEP][keys.indexOf(event.key)];
    if (!step) return;
    event.preventDefault();
    ask(measure(event.currentTarget) + step, event.currentTarget);
  }
  function grab(event: On<PointerEvent>) {
    grabbed.current = { at: at(event), size: measure(event.currentTarget) };
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function drag(event: On<PointerEvent>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    ask(grabbed.current.size + at(event) - grabbed.current.at, event.currentTarget);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule can't be moved
    <div
      class={look}
      role="separator"
      tabIndex={0}
      aria-orientation={isTall ? "horizontal" : "vertical"}
      aria-label={name}
      aria-valuenow={size}
      aria-valuemin={least}
      title={`Drag, or ${isTall ? "↑ and ↓" : "← and →"}; a double-click brings its own size back`}
      onKeyDown={press}
      onPointerDown={grab}
      onPointerMove={drag}
      onDblClick={(event) => ask(0, event.currentTarget)}
    />
  );
}

/** The handle at the foot, which makes the panel taller or lower. */
export function Handle() {
  const { height, resize, fills } = useStore().layout;
  if (fills.value) return null; // there is nothing to make taller
  return (
    <Separator
      class="handle"
      name="Height of the panel"
      keys={["ArrowUp", "ArrowDown"]}
      size={height.value}
      least={LOWEST}
      measure={() => height.peek()}
      ask={resize}
    />
  );
}

/** The line between stage and history; the history has at most half of the panel. */
export function Divider() {
  const { history, widen } = useStore().layout;
  return (
    <Separator
      class="divider"
      name="Width of the history"
      keys={["ArrowRight", "ArrowLeft"]}
      size={history.value || NARROWEST}
      least={NARROWEST}
      measure={(line) => line.parentElement?.offsetWidth ?? 0}
      ask={(width, line) => {
        const most = (line.closest<HTMLElement>(".make")?.offsetWidth ?? 0) / 2;
        widen(Math.min(width, most));
      }}
    />
  );
}
