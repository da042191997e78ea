// Sheets over the panel: the keys, what the header has no room for, and how the budget is changed.

import type { ComponentChildren } from "preact";
import { useStore } from "./context.ts";
import { Button, IconButton } from "./controls.tsx";
import { Where, WholeWindow } from "./header.tsx";
import { Today } from "./money.tsx";
import { Popover } from "./popover.tsx";
import { WhatIsSent } from "./sent.tsx";

const KEYS: [string, string][] = [
  ["Shift+Enter, Ctrl+Enter", "in the prompt: generate"],
  ["Alt+← Alt+→", "on an input: move it"],
  ["arrows, Home, End", "move in the history and between tabs"],
  ["Enter, Space", "look at it and select it; with Ctrl one more, with Shift all up to it"],
  ["Ctrl+A · Esc", "select all that is found · none"],
  ["e · a · c", "edit · add as input · compare: this one, or all that are selected"],
  ["1–5, 0 · s · t", "rate, no rating · star · tags"],
  ["← → · + − 0", "on the stage: the one before, the next one · larger, smaller, fit"],
  ["Del · Ctrl+Z", "delete · undo"],
  ["m", "in the history or on the stage, only here: mark what may change"],
  ["[ ] · x · i", "while marking: the brush's size · brush or eraser · inside out"],
  ["Enter · arrows", "while marking: a box in the middle · move it, with Shift its size"],
  ["Ctrl+Z · Ctrl+Shift+Z · Esc", "while marking: undo · redo · leave, and keep the marks"],
  ["← → · Shift+← → · x", "in Compare: another B · another A · they change places"],
  ["1–4 · Space", "in Compare: slider, side by side, flicker, difference · B, while it is held"],
  ["x · p", "in a sweep: rows become columns · compare with this column"],
  ["f", "the whole window, and back"],
  ["?", "these keys"],
];

export function Sheets() {
  const { sheet } = useStore().layout;
  if (sheet.value === "keys") return <Keys />;
  if (sheet.value === "more") return <More />;
  if (sheet.value === "budget") return <Budget />;
  if (sheet.value === "sent") {
    return (
      <Sheet name="What is sent">
        <WhatIsSent />
      </Sheet>
    );
  }
  return null;
}

function Keys() {
  return (
    <Sheet name="Keys">
      <dl class="keys">
        {KEYS.map(([keys, words]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p class="grey">Keys act only inside the panel, and never while you type.</p>
    </Sheet>
  );
}

function More() {
  const { layout } = useStore();
  return (
    <Sheet name="More">
      <p class="row">
        Pictures come from <Where />
      </p>
      <p class="row">
        <Today />
      </p>
      <p class="row">
        <Button press={() => layout.open("keys")}>Keys</Button>
        <WholeWindow />
      </p>
    </Sheet>
  );
}

function Budget() {
  const { status, copyText } = useStore();
  const budget = status.value.money?.budget;
  const command = `%config ImageGen.budget = ${((budget ?? 1) * 2).toFixed(2)}`;
  return (
    <Sheet name="The budget of a day">
      <p>Run this in a cell, with the dollars that you mean:</p>
      <p class="row">
        <code>{command}</code>
        <Button press={() => copyText(command, "The command")} class="small">
          Copy
        </Button>
      </p>
      <p class="grey">
        It holds for this kernel; a line <code>budget = 4.0</code> in config.toml stays.
      </p>
    </Sheet>
  );
}

function Sheet({ name, children }: { name: string; children: ComponentChildren }) {
  const { closeSheet } = useStore().layout;
  return (
    <Popover name={name} class="sheet" close={closeSheet}>
      <div class="row">
        <div class="title">{name}</div>
        <span class="spring" />
        <IconButton icon="close" name="Close" hint="Close (Esc)" class="small" press={closeSheet} />
      </div>
      {children}
    </Popover>
  );
}
