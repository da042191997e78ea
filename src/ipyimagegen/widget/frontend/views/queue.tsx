// Jobs in short: those under way with their seconds against the usual ones, and those that wait.

import type { JobEntry } from "../messages.ts";
import { useStore } from "./context.ts";
import { Button } from "./controls.tsx";
import { useRoving, useSeconds } from "./hooks.ts";

/** The jobs below the composer, where it stands beside the stage. */
export function Queue() {
  const { status } = useStore();
  const stop = useRoving<HTMLElement>();
  const { listed = [], running = 0, waiting = 0 } = status.value.jobs ?? {};
  const counts = [running && `Under way ${running}`, waiting && `waiting ${waiting}`];
  return (
    <section ref={stop} class="queue wide-only" aria-label="Under way, in short">
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
  return (
    <li>
      <span class="row">
        <b class="cut">{job.model}</b>
        <span class="grey digits">{job.number ? `${Math.floor(seconds)} s` : "waiting"}</span>
        <span class="spring" />
        <StopButton job={job} class="link" />
      </span>
      {job.number > 0 && <TimeTrack job={job} seconds={seconds} />}
      <span class="row grey">
        <span class="cut" title={job.prompt}>
          {job.prompt}
        </span>
        <span class="spring" />
        <span class="digits">{rangeWords(job, seconds)}</span>
      </span>
    </li>
  );
}

/** Stops waiting for what was sent, which may be billed; removes what was not, free. */
export function StopButton({ job, class: style }: { job: JobEntry; class: string }) {
  const { stop } = useStore();
  return (
    <Button
      press={() => stop(job.id)}
      class={style}
      title={
        job.number
          ? "The picture is still filed when it comes; it may be billed."
          : "Nothing was sent."
      }
    >
      {job.number ? "Stop waiting" : "Remove"}
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

/** Return how long the gateway still keeps a job waiting, `since` seconds later, in words. */
export function pauseWords(job: JobEntry, since: number): string {
  const left = job.pause - since;
  return left > 0 ? `goes on in ${Math.ceil(left)} s` : "";
}
