// The panel: a header with tabs, one view, a bar that says what happens, and the handle of its
// height.

import { useStore } from "./context.ts";
import { Foot } from "./foot.tsx";
import { Handle } from "./handle.tsx";
import { Header } from "./header.tsx";
import { Make } from "./make.tsx";

export function Panel() {
  const { said, layout } = useStore();
  const { words, count } = said.value;
  return (
    <div class="frame">
      <Header />
      <div class="view" role="tabpanel" aria-label={layout.tab.value}>
        <Make />
      </div>
      <Foot />
      <Handle />
      <p class="live" aria-live="polite">
        <span key={count}>{words}</span>
      </p>
    </div>
  );
}
