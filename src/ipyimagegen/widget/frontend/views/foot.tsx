// The bar at the foot: one line, which is always there. It says what is wrong with the kernel,
// what is under way, and what became of the last action, with a way to undo it.

import type { LineState } from "../kernel/line.ts";
import type { EndedEntry, JobEntry } from "../messages.ts";
import { useStore } from "./context.ts";
import { Button, Icon } from "./controls.tsx";
import { useSeconds } from "./hooks.ts";
import { dollars } from "./money.tsx";
import { isSlow, NOT_TAKEN_ON, pauseWords, rangeWords } from "./queue.tsx";

const MOST = 3; // jobs that are named

const NOTICES: Record<LineState, string> = {
  well: "",
  silent:
    "No answer from the kernel yet. If a cell runs, this waits for it; " +
    "if the kernel was restarted, run %load_ext ipyimagegen and the cell with %imagegen panel again.",
  gone:
    "No kernel: run %load_ext ipyimagegen and the cell with %imagegen panel again. " +
    "What is shown stays; nothing can be sent.",
};

export function Foot() {
  const { kernel, status } = useStore();
  const { waits } = status.value;
  const notice = kernel.value === "silent" && waits ? "" : NOTICES[kernel.value];
  return (
    <footer class="foot" data-kernel={notice ? kernel.value : "well"}>
      <span class="notice cut" role="alert" hidden={!notice} title={notice}>
        {notice && <Icon name="warning" />}
        {notice}
      </span>
      {!notice && waits && (
        <span class="cut">
          <Icon name="paused" /> a cell runs: what you ask is sent after it
        </span>
      )}
      {!notice && <UnderWay />}
      <span class="spring" />
      <Outcome />
    </footer>
  );
}

function UnderWay() {
  const { layout, status, statusCame } = useStore();
  const since = useSeconds(statusCame.value);
  const { listed = [], running = 0, waiting = 0 } = status.value.jobs ?? {};
  if (!running && !waiting) return <LastOne />;
  const sent = listed.filter(({ number }) => number).slice(0, MOST);
  const named = sent.map((job) => jobWords(job, since));
  if (running > sent.length && sent.length) named.push(`${running - sent.length} more`);
  if (waiting) named.push(`${waiting} waiting`);
  return (
    <>
      <span class="narrow-only cut under-way" title={named.join(" · ")}>
        <Icon name="clock" /> <b>{`${running} under way`}</b>
        <span class="digits">{named.map((words) => ` · ${words}`).join("")}</span>
      </span>
      <Button press={() => layout.show("jobs")} class="link narrow-only">
        Stop waiting …
      </Button>
      <span class="wide-only cut">
        <LastOne />
      </span>
    </>
  );
}

function jobWords(job: JobEntry, since: number): string {
  const pause = pauseWords(job, since);
  if (pause) return `${job.model} ${pause}, ${NOT_TAKEN_ON}`;
  const seconds = job.seconds + since;
  const usual = rangeWords(job, seconds);
  const range = usual && (isSlow(job, seconds) ? `, ${usual}` : ` of ${usual}`);
  return `${job.model} ${Math.floor(seconds)} s${range}`;
}

/** What ended last, since this view was opened, with a way to it unless the stage shows it. */
function LastOne() {
  const { status, opened, viewing, showOnStage } = useStore();
  const { ended = [], running = 0 } = status.value.jobs ?? {};
  const last = ended.find(({ at }) => at > opened);
  if (!last) return running ? null : <span class="cut">Nothing under way</span>;
  const failed = last.how === "failed";
  const words = endWords(last);
  const { number } = last;
  return (
    <>
      <span class={failed ? "cut failed" : "cut"} title={words}>
        <Icon name={failed ? "warning" : "check"} /> {words}
      </span>
      {number > 0 && viewing.shown.value?.number !== number && (
        <Button press={() => showOnStage(number)} class="link" aria-label={`Show @${number}`}>
          Show
        </Button>
      )}
    </>
  );
}

function endWords({ number, how, words, seconds, cost }: EndedEntry): string {
  const name = number ? `@${number}` : "It";
  if (how === "failed") return `${name} failed: ${words}`;
  if (how === "stopped") return `${name} was stopped`;
  const time = seconds >= 1 ? ` after ${Math.round(seconds)} s` : "";
  return [`${name} came${time}`, cost ? dollars(cost) : ""].filter(Boolean).join(" · ");
}

/** What became of the last action. */
function Outcome() {
  const { shown, element, undo } = useStore().history.outcome;
  const outcome = shown.value;
  if (!outcome) return null;
  const words = outcome.lines.join("\n").replace(/([.!?:…]?)\n/g, (_, end) => `${end || "."} `);
  return (
    <span ref={element} class={outcome.failed ? "outcome failed" : "outcome"}>
      <span class="cut" title={words}>
        {words}
      </span>
      {outcome.undo && (
        <>
          <Button press={undo} class="link">
            Undo
          </Button>
          <kbd class="roomy">Ctrl Z</kbd>
        </>
      )}
    </span>
  );
}
