// Jobs in short: those under way with their seconds against the usual ones, and those that wait.

import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { Entry, JobEntry } from "../messages.ts";
import { focusedBeside } from "../page/focus.ts";
import { useStore } from "./context.ts";
import { Button } from "./controls.tsx";
import { useRoving, useSeconds } from "./hooks.ts";

// It asked to wait, or was not reached.
export const NOT_TAKEN_ON = "the gateway hasn't taken it on yet";

/** The jobs below the composer, where it stands beside the stage. */
export function Queue() {
  const { status } = useStore();
  const stop = useRoving<HTMLElement>();
  useNextJob(stop);
  const { listed = [], running = 0, waiting = 0 } = status.value.jobs ?? {};
  const counts = [running && `Under way ${running}`, waiting && `waiting ${waiting}`];
  return (
    <section
      ref={stop}
      class="queue wide-only"
      aria-label="Under way, in short"
      tabIndex={-1} // it gets the focus when no job is left
    >
      <div class="heading">{counts.filter(Boolean).join(" · ") || "Nothing under way"}</div>
      <ul>
        {listed.map((job) => (
          <QueuedJob key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function QueuedJob({ job }: { job: JobEntry }) {
  const seconds = useJobSeconds(job);
  const pause = usePause(job);
  const time = pause ? "paused" : `${Math.floor(seconds)} s`;
  return (
    <li>
      <span class="row">
        <b class="cut">{job.model}</b>
        <span class="grey digits">{job.number ? time : "waiting"}</span>
        <span class="spring" />
        <StopButton job={job} class="link" />
      </span>
      {job.number > 0 && !pause && <TimeTrack job={job} seconds={seconds} />}
      <span class="row grey">
        <span class="cut" dir="auto" title={job.prompt}>
          {job.prompt}
        </span>
        <span class="spring" />
        <span class="digits" title={pause && NOT_TAKEN_ON}>
          {pause || rangeWords(job, seconds)}
        </span>
      </span>
    </li>
  );
}

/** Let the focus go to the next job of an element when the one that has it goes away. */
export function useNextJob(element: RefObject<HTMLElement | null>) {
  const stops = () => [...(element.current?.querySelectorAll<HTMLElement>(".stop-job") ?? [])];
  const there = focusedBeside(element.current);
  const focused = element.current?.contains(there) ? there : null; // before this is drawn
  const place = stops().findIndex((one) => one === focused || follows(one, focused));
  useLayoutEffect(() => {
    if (!focused || focused.isConnected) return;
    (stops()[place] ?? stops().at(-1) ?? element.current)?.focus();
  });
}

const follows = (one: Element, other: Element | null) =>
  Boolean((other?.compareDocumentPosition(one) ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING);

/** Stops waiting for what is at the gateway, which may be billed; removes what isn't, free. */
export function StopButton({ job, class: style }: { job: JobEntry; class: string }) {
  const { stop } = useStore();
  const pause = usePause(job);
  const isThere = job.number > 0 && !pause;
  const free = pause ? "The gateway hasn't taken it on: it isn't billed." : "Nothing was sent.";
  return (
    <Button
      press={() => stop(job.id)}
      class={`stop-job ${style}`}
      title={isThere ? "The picture is still filed when it comes; it may be billed." : free}
    >
      {isThere ? "Stop waiting" : "Remove"}
    </Button>
  );
}

/** The seconds so far on a line, with the usual range hatched. */
export function TimeTrack({ job, seconds }: { job: JobEntry; seconds: number }) {
  if (!job.high) return null;
  const end = Math.max(job.high * 1.2, seconds * 1.05);
  const at = (second: number) => `${(100 * second) / end}%`;
  return (
    <span
      class="time-track"
      role="img"
      aria-label={`${Math.floor(seconds)} s, ${rangeWords(job, seconds)}`}
    >
      <i class="usual" style={{ left: at(job.low), width: at(job.high - job.low) }} />
      <i class="so-far" style={{ width: at(seconds) }} />
    </span>
  );
}

/** Return the seconds of a job, which go on counting from those that the kernel told. */
export function useJobSeconds(job: JobEntry): number {
  return job.seconds + useSeconds(useStore().statusCame.value);
}

export const isSlow = (job: JobEntry, seconds: number) => job.high > 0 && seconds > job.high;

/** Return the usual seconds in words; below five calls nobody knows them. */
export function rangeWords(job: JobEntry, seconds: number): string {
  if (!job.high || !job.number) return "";
  if (isSlow(job, seconds)) return "slower than 9 of 10";
  return `usually ${usualSeconds(job)} s`;
}

/** Return the seconds that a job usually takes, from the median to the slowest tenth. */
export function usualSeconds(job: JobEntry): string {
  const [low, high] = [Math.max(1, Math.round(job.low)), Math.max(1, Math.round(job.high))];
  return low === high ? String(low) : `${low}–${high}`;
}

/** Return how long the gateway still keeps a job waiting, in words; empty if it doesn't. */
export function usePause(job: JobEntry): string {
  return pauseWords(job, useSeconds(useStore().statusCame.value));
}

/** Return the job of an entry under way, if it is this kernel's, its seconds and its pause. */
export function useUnderWay(entry: Entry, received: number) {
  const { status, statusCame } = useStore();
  const age = entry.age + useSeconds(received);
  const since = useSeconds(statusCame.value);
  const job = status.value.jobs?.listed.find(({ number }) => number === entry.number);
  if (!job) return { seconds: age, pause: "" };
  return { job, seconds: job.seconds + since, pause: pauseWords(job, since) };
}

/** Return the same, `since` seconds after the kernel told of it. */
export function pauseWords(job: JobEntry, since: number): string {
  const left = job.pause - since;
  return left > 0 ? `goes on in ${Math.ceil(left)} s` : "";
}
