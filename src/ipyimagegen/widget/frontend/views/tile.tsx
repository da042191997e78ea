// A tile of the history: a picture, or what stands for one that is under way, failed or gone.

import type { Entry } from "../messages.ts";
import { failingWords } from "../store/checks.ts";
import { type HeldEntry, nameOf } from "../store/entries.ts";
import { useStore } from "./context.ts";
import { Icon } from "./controls.tsx";
import { usePicture } from "./hooks.ts";
import { NOT_TAKEN_ON, useUnderWay, usualSeconds } from "./queue.tsx";

const NAMES = new Map([
  ["sent", "under way"],
  ["unknown", "unknown: may have been billed"],
  ["failed", "failed"],
]);

const [LINE, AROUND] = [14, 24]; // pixels of a failure's words, and of what stands around them
const linesIn = (side: number) => Math.max(1, Math.floor((side - AROUND) / LINE));

const SMALL = 44; // pixels, below which a tile has no room for its number

interface TileProps {
  entry: HeldEntry | null; // null while it is being fetched
  group: number;
  place: number;
  count: number; // of the group's entries
  x: number;
  y: number;
  side: number;
  isSeen: boolean;
  isActive: boolean;
  isShown: boolean;
  isSelected: boolean;
  order: number; // among the picked ones, or 0
}

/** A tile. All that differs from tile to tile comes as properties: only what changed is redrawn. */
export function Tile(props: TileProps) {
  const { entry, group, place, count, x, y, side, isSeen, isActive, isShown, isSelected } = props;
  const { history, status } = useStore();
  const { active, stand } = history.cursor;
  const spot = { group, place };
  const fails = entry ? failingWords(entry.checks) : "";
  const classes = [
    "tile",
    kindOf(entry),
    isShown && "shown",
    entry?.deleted && "deleted",
    fails && "failing",
    side < SMALL && "small",
  ];
  const job =
    kindOf(entry) === "running" &&
    status.value.jobs?.listed.find(({ number }) => number === entry?.number);
  const words = entry ? label(entry, job ? job.pause > 0 : false) : "loading";
  const isElsewhere = () => active.peek().group !== group || active.peek().place !== place;

  function click(event: MouseEvent) {
    if (event.shiftKey) history.extendTo(spot);
    else history.take(spot, event.ctrlKey || event.metaKey);
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all tiles are those of their list
    <div
      role="option"
      class={classes.filter(Boolean).join(" ")}
      style={`transform: translate(${x}px, ${y}px); width: ${side}px; height: ${side}px; --lines: ${linesIn(side)}`}
      tabIndex={isActive ? 0 : -1}
      aria-selected={isSelected}
      aria-setsize={count}
      aria-posinset={place + 1}
      aria-label={words}
      title={entry ? words : undefined}
      onClick={click}
      onFocusIn={() => isElsewhere() && stand(spot)}
    >
      {entry && <Content entry={entry} isSeen={isSeen} />}
      {props.order > 0 && <span class="order">{props.order}</span>}
      {entry?.starred && (
        <span class="star">
          <Icon name="star-full" />
        </span>
      )}
      {fails && <FailingMark />}
    </div>
  );
}

/** A mark on a picture that fails a check; what it says stands in the name of what it is on. */
export function FailingMark() {
  return (
    <span class="fails">
      <Icon name="wrong" />
    </span>
  );
}

function Content({ entry, isSeen }: { entry: HeldEntry; isSeen: boolean }) {
  const kind = kindOf(entry);
  if (kind === "running") return <Running entry={entry} />;
  if (kind === "") return <Thumbnail entry={entry} isSeen={isSeen} />;
  return (
    <>
      <b>
        <Icon name="warning" /> {entry.ref}
      </b>
      <span class="words">{entry.words || "may have been billed"}</span>
    </>
  );
}

function Thumbnail({ entry, isSeen }: { entry: Entry; isSeen: boolean }) {
  const hash = entry.pictures[entry.main]?.hash ?? "";
  const url = usePicture(hash, "tile", isSeen);
  return (
    <>
      {url === "" ? (
        <span class="words">The file is gone.</span>
      ) : (
        <img key={hash} alt="" draggable={false} src={url || undefined} />
      )}
      <span class="number cut">{nameOf(entry)}</span>
    </>
  );
}

function Running({ entry }: { entry: HeldEntry }) {
  const { job, seconds, pause } = useUnderWay(entry, entry.received);
  const rest = pause.replace("goes on ", ""); // a tile is small
  return (
    <>
      <span>{entry.ref}</span>
      <b class="digits">{pause ? <Icon name="paused" /> : `${Math.floor(seconds)} s`}</b>
      <span class="digits">{rest || (job?.high ? usualSeconds(job) : "")}</span>
    </>
  );
}

/** Return the class of a tile without a picture. */
function kindOf(entry: Entry | null): "" | "running" | "failed" {
  if (!entry || entry.pictures.length) return "";
  return entry.status === "sent" ? "running" : "failed";
}

function label(entry: Entry, isPaused: boolean): string {
  if (!entry.number) return `${entry.name || entry.ref}, photograph`;
  const state = isPaused ? `paused, ${NOT_TAKEN_ON}` : NAMES.get(entry.status);
  const marks = [
    state ? `${state}${entry.error[0] ? `: ${entry.error[0]}` : ""}` : "",
    failingWords(entry.checks),
    entry.starred ? "starred" : "",
    entry.rating ? `rated ${entry.rating} of 5` : "",
    entry.deleted ? "deleted" : "",
  ].filter(Boolean);
  return `${[`${entry.ref} ${entry.model}`, ...marks].join(", ")}: ${entry.prompt}`;
}
