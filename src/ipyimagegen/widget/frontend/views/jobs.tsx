// Jobs: today's budget, what is under way and what waits, and what ended a while ago.

import { useRef } from "preact/hooks";
import type { EndedEntry, JobEntry } from "../messages.ts";
import { useStore } from "./context.ts";
import { Button, Icon, Lines, PayingButton } from "./controls.tsx";
import { usePicture } from "./hooks.ts";
import { dollars, Meter } from "./money.tsx";
import {
  isSlow,
  NOT_TAKEN_ON,
  rangeWords,
  StopButton,
  TimeTrack,
  useJobSeconds,
  useNextJob,
  usePause,
} from "./queue.tsx";

export function Jobs() {
  const { status, layout } = useStore();
  const list = useRef<HTMLDivElement>(null);
  useNextJob(list);
  const { jobs, atOnce = 0 } = status.value;
  if (layout.tab.value !== "jobs" || !jobs) return null;
  const { listed, running, waiting, ended, trouble, unsent } = jobs;
  return (
    <div class="jobs" ref={list} tabIndex={-1 /* it gets the focus when no job is left */}>
      {trouble.length > 0 && <Trouble lines={trouble} unsent={unsent} />}
      <Budget />
      <section aria-label="Under way">
        <div class="title">
          <span class="heading">{`Under way ${running}`}</span>
          <span class="grey">{`at most ${atOnce} at a time`}</span>
        </div>
        <ol>
          {listed
            .filter(({ number }) => number)
            .map((job) => (
              <Running key={job.id} job={job} />
            ))}
        </ol>
      </section>
      {waiting > 0 && <Waiting jobs={listed.filter(({ number }) => !number)} count={waiting} />}
      {ended.length > 0 && <Ended jobs={ended} />}
      <p class="grey">
        The usual time goes from the median to the slowest tenth of your own calls; below five calls
        none is shown.
      </p>
    </div>
  );
}

/** One notice for all that a refused key or an empty account keeps from being sent. */
function Trouble({ lines, unsent }: { lines: string[]; unsent: number }) {
  return (
    <div class="alert" role="alert">
      <Lines of={lines} />
      {unsent > 0 && <span>{unsent === 1 ? "1 was not sent." : `${unsent} were not sent.`}</span>}
    </div>
  );
}

function Budget() {
  const { status, layout } = useStore();
  const { money } = status.value;
  if (!money) return null;
  const { spent, held, budget, paid, holding } = money;
  const left = budget === null ? 0 : Math.max(0, budget - spent - held);
  return (
    <section class="budget" aria-label="Budget">
      <div class="row">
        <span>
          <b class="digits large">{dollars(spent)}</b>
          {budget === null ? " today" : ` of ${dollars(budget)} today`}
          {budget !== null && <span class="grey roomy"> · begins anew at midnight</span>}
        </span>
        <span class="spring" />
        <Button press={() => layout.open("budget")} class="small">
          {budget === null ? "Set a budget …" : "Change the budget …"}
        </Button>
      </div>
      {budget !== null && <Meter money={money} budget={budget} />}
      <p class="legend grey">
        <span>
          <i class="spent" />
          {`${dollars(spent)} spent, ${counted(paid, "picture")}`}
        </span>
        {(held > 0 || budget !== null) && (
          <span>
            <i class="held-money" />
            {`${dollars(held)} held for ${counted(holding, "call")}`}
          </span>
        )}
        {budget !== null && (
          <span>
            <i />
            {`${dollars(left)} left`}
          </span>
        )}
      </p>
    </section>
  );
}

function Running({ job }: { job: JobEntry }) {
  const seconds = useJobSeconds(job);
  const range = rangeWords(job, seconds);
  const pause = usePause(job);
  return (
    <li class="job">
      <Tile hash={job.input} />
      <JobWords job={job} />
      <span class="state">
        <span class="digits">{`${Math.floor(seconds)} s`}</span>{" "}
        {pause ? (
          <>
            <Icon name="paused" /> {NOT_TAKEN_ON}
            <span class="below grey digits">{pause}</span>
          </>
        ) : (
          <>
            <span class={isSlow(job, seconds) ? "slow" : "grey digits"}>{range}</span>
            <TimeTrack job={job} seconds={seconds} />
          </>
        )}
      </span>
      <StopButton job={job} class="small" />
    </li>
  );
}

function Waiting({ jobs, count }: { jobs: JobEntry[]; count: number }) {
  const { removeWaiting } = useStore();
  return (
    <section aria-label="Waiting">
      <div class="title">
        <span class="heading">{`Waiting ${count}`}</span>
        <span class="grey">not sent: removing is free</span>
        <span class="spring" />
        <Button press={removeWaiting} class="small">
          {`Remove all ${count}, free`}
        </Button>
      </div>
      <ol>
        {jobs.map((job, place) => (
          <li class="job" key={job.id}>
            <Tile hash={job.input} />
            <JobWords job={job} />
            <span class="state grey">{place === 0 ? "next" : "after that"}</span>
            <StopButton job={job} class="small" />
          </li>
        ))}
      </ol>
      {count > jobs.length && <p class="grey">{`and ${count - jobs.length} more`}</p>}
    </section>
  );
}

function JobWords({ job }: { job: JobEntry }) {
  const facts = [job.model, job.source && `from ${job.source}`, job.origin];
  return <Words title={job.prompt} facts={facts} />;
}

function Words({ title, facts }: { title: string; facts: string[] }) {
  return (
    <span class="words-of-job">
      <b class="cut" dir="auto" title={title}>
        {title}
      </b>
      <span class="cut grey">{facts.filter(Boolean).join(" · ")}</span>
    </span>
  );
}

const COUNTS: [EndedEntry["how"], string][] = [
  ["done", "done"],
  ["failed", "failed"],
  ["stopped", "stopped"],
  ["left", "not waited for"],
];

function Ended({ jobs }: { jobs: EndedEntry[] }) {
  const counts = COUNTS.map(([how, words]) => {
    const count = jobs.filter((job) => job.how === how).length;
    return count ? `${count} ${words}` : "";
  });
  return (
    <section aria-label="Ended">
      <div class="title">
        <span class="heading">Lately</span>
        <span class="grey">{counts.filter(Boolean).join(" · ")}</span>
        <span class="spring" />
        <code class="grey roomy">%imagegen spend</code>
      </div>
      <ol>
        {jobs.map((job) => (
          <EndedJob key={`${job.id} ${job.number} ${job.at}`} job={job} />
        ))}
      </ol>
    </section>
  );
}

function EndedJob({ job }: { job: EndedEntry }) {
  const { showOnStage, again, waitAgain } = useStore();
  const title = `${job.number ? `@${job.number} ` : ""}${job.prompt}`;
  const time = job.at ? new Date(job.at * 1000).toLocaleTimeString([], CLOCK) : "";
  return (
    <li class="job">
      <Tile hash={job.hash} />
      <Words title={title} facts={[job.model, time]} />
      <span class="state">
        <How job={job} />
      </span>
      {job.how === "left" && (
        <Button press={() => waitAgain(job.id)} class="small">
          Wait again
        </Button>
      )}
      {job.how === "done" && (
        <Button press={() => showOnStage(job.number)} class="small">
          Show
        </Button>
      )}
      {(job.how === "failed" || job.how === "stopped") && job.number > 0 && (
        <PayingButton press={() => again(job)} class="small" title="Another take: a new call">
          Again
        </PayingButton>
      )}
    </li>
  );
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

function How({ job }: { job: EndedEntry }) {
  const seconds = job.seconds >= 1 ? `${Math.round(job.seconds)} s` : "";
  if (job.how === "done")
    return (
      <>
        <span class="digits">
          {[seconds, job.cost ? dollars(job.cost) : ""].filter(Boolean).join(" · ")}
        </span>{" "}
        <span class="good">
          <Icon name="check" /> done
        </span>
      </>
    );
  if (job.how === "failed")
    return (
      <span class="failed two-lines" title={job.words}>
        <Icon name="warning" /> {job.words}
      </span>
    );
  return (
    <>
      <span class="slow">
        <Icon name="stopped" /> {`stopped${seconds ? ` after ${seconds}` : ""}`}
      </span>{" "}
      <span class="grey">{job.words}</span>
    </>
  );
}

/** A picture of a job, or a place for one. */
function Tile({ hash }: { hash: string }) {
  const url = usePicture(hash, "tile");
  if (url) return <img src={url} alt="" width={40} height={40} />;
  return (
    <span class="none">
      <Icon name="picture" />
    </span>
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
