// Make: the composer, the stage and the history, side by side; one at a time where it is narrow.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { focusedBeside } from "../page/focus.ts";
import type { Part as PartName } from "../store/layout.ts";
import { Composer } from "./composer.tsx";
import { useStore } from "./context.ts";
import { Button } from "./controls.tsx";
import { History } from "./history.tsx";
import { Queue } from "./queue.tsx";
import { Divider } from "./separator.tsx";
import { Stage } from "./stage.tsx";

const PARTS = [
  ["compose", "Compose"],
  ["picture", "Picture"],
  ["history", "History"],
] as const;

export function Make() {
  const box = useKeptFocus();
  return (
    <div class="make" ref={box}>
      <Switch />
      <Part name="compose">
        <Composer />
        <Queue />
      </Part>
      <Part name="picture">
        <Stage />
      </Part>
      <Part name="history">
        <History />
        <Divider />
      </Part>
    </div>
  );
}

/** Let the focus go along when the part that has it makes room for another one. */
function useKeptFocus() {
  const { part } = useStore().layout;
  const box = useRef<HTMLDivElement>(null);
  const shown = part.value;
  useLayoutEffect(() => {
    const focused = focusedBeside(box.current);
    if (!focused || !box.current?.contains(focused) || focused.getClientRects().length > 0) return;
    const there = box.current.querySelector(`[data-part=${shown}]`);
    const picture = there?.querySelector<HTMLElement>(".ground");
    (picture ?? there?.querySelector<HTMLElement>("[tabindex='0']"))?.focus();
  }, [shown]);
  return box;
}

function Switch() {
  const { part, turnTo } = useStore().layout;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame, and belongs to a form
    <div class="segment parts" role="group" aria-label="Part">
      {PARTS.map(([name, words]) => (
        <Button
          key={name}
          press={() => turnTo(name)}
          class="small"
          aria-pressed={part.value === name}
        >
          {words}
        </Button>
      ))}
    </div>
  );
}

function Part({ name, children }: { name: PartName; children: ComponentChildren }) {
  const { part } = useStore().layout;
  return (
    <div class="part" data-part={name} data-here={part.value === name}>
      {children}
    </div>
  );
}
