// The panel: a composer, a viewer and a history, under a line that says where it all is.

import type { LineState } from "../kernel/line.ts";
import { Composer } from "./composer.tsx";
import { useStore } from "./context.ts";
import { History } from "./history.tsx";
import { Queue } from "./queue.tsx";
import { Viewer } from "./viewer.tsx";

const NOTICES: Record<LineState, string> = {
  well: "",
  silent:
    "No answer from the kernel yet. If a cell runs, this waits for it; " +
    "if the kernel was restarted, run the cell with %imagegen panel again.",
  gone: "The kernel has restarted or is gone. Run the cell with %imagegen panel again.",
};

export function Panel() {
  const { kernel, said, status } = useStore();
  const isExplained = kernel.value === "silent" && status.value.waits; // in the header, in grey
  const notice = isExplained ? "" : NOTICES[kernel.value];
  const { words, count } = said.value;
  return (
    <>
      <Header />
      <p class="notice" role="alert" hidden={!notice}>
        {notice}
      </p>
      <div class="columns">
        <div class="left">
          <Composer />
          <Queue />
        </div>
        <Viewer />
        <History />
      </div>
      <p class="live" aria-live="polite">
        <span key={count}>{words}</span>
      </p>
    </>
  );
}

function Header() {
  const { gateway = "", sketches, total, waits } = useStore().status.value;
  const where = sketches ? "offline sketches" : gateway;
  const size = total === undefined ? "" : total === 1 ? "1 generation" : `${total} generations`;
  return (
    <header>
      <b>imagegen</b>
      <span class="where">{[where, size].filter(Boolean).join(" · ")}</span>
      {waits && <span class="where">a cell runs: what you ask is sent after it</span>}
    </header>
  );
}
