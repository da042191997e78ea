// Jobs under way: seconds that count, and a way to stop waiting.

import { useMemo } from "preact/hooks";
import type { JobEntry } from "../messages.ts";
import { useStore } from "./context.ts";
import { Button } from "./controls.tsx";
import { useSeconds } from "./hooks.ts";

export function Queue() {
  const jobs = useStore().status.value.jobs ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: their seconds count from when they came
  const since = useMemo(() => performance.now(), [jobs]);
  return (
    <section class="queue" aria-label="Under way" hidden={jobs.length === 0}>
      <div class="heading">Under way</div>
      <ul>
        {jobs.map((job) => (
          <Job key={job.id} job={job} since={since} />
        ))}
      </ul>
    </section>
  );
}

function Job({ job, since }: { job: JobEntry; since: number }) {
  const { stop } = useStore();
  const seconds = job.seconds + useSeconds(since);
  const state = job.number ? `${Math.floor(seconds)} s` : "waiting";
  return (
    <li>
      <span class="job">
        <span class="time">{[job.model, state, job.usual].filter(Boolean).join(" · ")}</span>
        <span class="prompt" title={job.prompt}>
          {job.prompt}
        </span>
      </span>
      <Button
        press={() => stop(job.id)}
        class="link"
        title={
          job.number
            ? "The picture is still filed when it comes; it may be billed."
            : "Nothing was sent."
        }
      >
        {job.number ? "Stop waiting" : "Remove"}
      </Button>
    </li>
  );
}
