// The header: the tabs of the views, and where pictures come from.

import { useStore } from "./context.ts";
import { Button } from "./controls.tsx";

const TABS = [["make", "Make"]] as const;

export function Header() {
  const { layout, status } = useStore();
  const { gateway = "", sketches, waits } = status.value;
  return (
    <header>
      <b>imagegen</b>
      <div class="tabs" role="tablist" aria-label="Views">
        {TABS.map(([tab, name]) => (
          <Button
            key={tab}
            press={() => layout.show(tab)}
            role="tab"
            aria-selected={layout.tab.value === tab}
          >
            {name}
          </Button>
        ))}
      </div>
      <span class="spring" />
      {waits && <span class="where cut">a cell runs: what you ask is sent after it</span>}
      <span class="where cut">{sketches ? "offline sketches" : gateway}</span>
    </header>
  );
}
