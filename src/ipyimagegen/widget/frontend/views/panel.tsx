// The panel: a header with tabs, one view, a bar that says what happens, and the handle of its
// height.

import type { ComponentType } from "preact";
import { useMemo } from "preact/hooks";
import { isWrittenIn } from "../page/focus.ts";
import { freshId } from "../page/ids.ts";
import type { Tab } from "../store/layout.ts";
import { Compare } from "./compare.tsx";
import { useStore } from "./context.ts";
import { Foot } from "./foot.tsx";
import { Header } from "./header.tsx";
import { Jobs } from "./jobs.tsx";
import { Make } from "./make.tsx";
import { Handle } from "./separator.tsx";
import { Sheets } from "./sheets.tsx";

const VIEWS: [Tab, ComponentType][] = [
  ["make", Make],
  ["compare", Compare],
  ["jobs", Jobs],
];

export function Panel() {
  const { said, layout, viewing, composer } = useStore();
  const { words, count } = said.value;
  const id = useMemo(freshId, []);

  function press(event: KeyboardEvent) {
    if (
      isWrittenIn(event.target) ||
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    if (event.key === "?") layout.open("keys");
    else if (event.key === "f") layout.toggleWhole();
    else return;
    event.preventDefault();
  }

  /** Leave the whole window before anything in it takes the key, unless something lies over it. */
  function leave(event: KeyboardEvent) {
    const isOver = layout.sheet.peek() || viewing.over.peek();
    if (event.key !== "Escape" || !layout.whole.peek() || isOver || isWrittenIn(event.target))
      return;
    event.preventDefault();
    event.stopPropagation();
    layout.toggleWhole();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the parts inside it
    <div class="frame" onKeyDown={press} onKeyDownCapture={leave}>
      <Header id={id} />
      <div class="views">
        {VIEWS.map(([tab, View]) => (
          <div
            key={tab}
            class="view"
            role="tabpanel"
            id={`${id}-view-${tab}`}
            aria-labelledby={`${id}-tab-${tab}`}
            data-here={layout.tab.value === tab}
          >
            <View />
          </div>
        ))}
      </div>
      <Foot />
      <Handle />
      <Sheets />
      {composer.hovered.value && (
        <p class="dropping" aria-hidden="true">
          <span>Drop it anywhere: a picture becomes an input</span>
        </p>
      )}
      <p class="live" aria-live="polite">
        <span key={count}>{words}</span>
      </p>
    </div>
  );
}
