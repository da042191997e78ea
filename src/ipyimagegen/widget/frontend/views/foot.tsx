// The bar at the foot: one line that says what is under way and what became of the last action,
// with a way to undo it.

import type { LineState } from "../kernel/line.ts";
import { OutcomeLine } from "./bar.tsx";
import { useStore } from "./context.ts";
import { Queue } from "./queue.tsx";

const NOTICES: Record<LineState, string> = {
  well: "",
  silent:
    "No answer from the kernel yet. If a cell runs, this waits for it; " +
    "if the kernel was restarted, run the cell with %imagegen panel again.",
  gone: "The kernel has restarted or is gone. Run the cell with %imagegen panel again.",
};

export function Foot() {
  const { kernel, status } = useStore();
  const isExplained = kernel.value === "silent" && status.value.waits; // in the header, in grey
  const notice = isExplained ? "" : NOTICES[kernel.value];
  return (
    <footer class="foot">
      <p class="notice cut" role="alert" hidden={!notice} title={notice}>
        {notice}
      </p>
      <Queue />
      <span class="spring" />
      <OutcomeLine />
    </footer>
  );
}
