// The header: the tabs of the views, where pictures come from, today's money, help and the whole
// window. What has no room stands under one button.

import { useRef } from "preact/hooks";
import type { Tab } from "../store/layout.ts";
import { useStore } from "./context.ts";
import { Button, IconButton } from "./controls.tsx";
import { Today } from "./money.tsx";

const TABS: [Tab, string][] = [
  ["make", "Make"],
  ["compare", "Compare"],
  ["jobs", "Jobs"],
];

export function Header({ id }: { id: string }) {
  const { layout } = useStore();
  return (
    <header>
      <b>imagegen</b>
      <Tabs id={id} />
      <span class="spring" />
      <span class="roomy from">
        <Where />
        <Today />
      </span>
      <span class="roomy">
        <IconButton
          icon="keys"
          name="Keys"
          hint="Keys (?)"
          class="small"
          press={() => layout.open("keys")}
        />
        <WholeWindow />
      </span>
      <IconButton
        icon="more"
        name="More views, keys"
        class="small tight-only"
        press={() => layout.open("more")}
      />
    </header>
  );
}

/** One stop of the Tab key; the arrows go from one tab to the next. */
function Tabs({ id }: { id: string }) {
  const { layout, status } = useStore();
  const list = useRef<HTMLDivElement>(null);
  const { running = 0, waiting = 0 } = status.value.jobs ?? {};
  const count = running + waiting;

  function press(event: KeyboardEvent) {
    const place = TABS.findIndex(([tab]) => tab === layout.tab.peek());
    const wanted = {
      ArrowRight: (place + 1) % TABS.length,
      ArrowLeft: (place + TABS.length - 1) % TABS.length,
      Home: 0,
      End: TABS.length - 1,
    }[event.key];
    const [tab] = TABS[wanted ?? -1] ?? [];
    if (!tab) return;
    event.preventDefault();
    layout.show(tab);
    list.current?.querySelectorAll("button")[wanted ?? 0]?.focus();
  }

  return (
    <div class="tabs" role="tablist" aria-label="Views" ref={list} onKeyDown={press}>
      {TABS.map(([tab, name]) => {
        const isHere = layout.tab.value === tab;
        const told = tab === "jobs" && count > 0;
        return (
          <Button
            key={tab}
            press={() => layout.show(tab)}
            role="tab"
            id={`${id}-tab-${tab}`}
            aria-controls={`${id}-view-${tab}`}
            aria-selected={isHere}
            aria-describedby={told ? `${id}-count` : undefined}
            tabIndex={isHere ? 0 : -1}
          >
            {name}
            {told && (
              <>
                <span class="count" aria-hidden="true">
                  {count}
                </span>
                <span id={`${id}-count`} hidden>
                  {`${count} under way or waiting`}
                </span>
              </>
            )}
          </Button>
        );
      })}
    </div>
  );
}

export function Where() {
  const { gateway = "", sketches } = useStore().status.value;
  return <span class="where cut">{sketches ? "offline sketches" : gateway}</span>;
}

export function WholeWindow() {
  const { layout } = useStore();
  const isWhole = layout.whole.value;
  return (
    <IconButton
      icon={isWhole ? "not-whole-window" : "whole-window"}
      name="The whole window"
      hint={isWhole ? "Back into the page (f or Esc)" : "The whole window (f)"}
      class="small"
      aria-pressed={isWhole}
      press={layout.toggleWhole}
    />
  );
}
