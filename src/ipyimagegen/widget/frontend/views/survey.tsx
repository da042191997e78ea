// Several that are selected, seen together as large as they fit, and what can be done with all.

import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Entry } from "../messages.ts";
import { useStore } from "./context.ts";
import { Button, IconButton, Toolbar } from "./controls.tsx";
import { useSteps } from "./hooks.ts";
import { Rating, StarButton, TagButton } from "./marks.tsx";
import { TagsForAll } from "./tags.tsx";
import { CompareButton } from "./toolbar.tsx";

const MOST = 24; // that are seen at a time
const CAPTION = 26; // pixels
const GAP = 8;
const LARGE = 4; // of so few the files are seen, of more their thumbnails

export function Survey({ refs }: { refs: string[] }) {
  const { history, viewing } = useStore();
  const entries = useEntries(refs);
  const numbers = history.selection.numbers.value;
  const rest = refs.length - MOST;
  return (
    <>
      <Toolbar name="View" class="toolbar">
        <b>{`${refs.length} selected`}</b>
        {rest > 0 && <span class="grey cut">{`the first ${MOST} are seen`}</span>}
        <Button press={history.clear} class="small link" title="Select none (Esc)">
          None
        </Button>
        <span class="spring" />
        <CompareButton hint="The first two (c)" />
      </Toolbar>
      <Figures refs={refs.slice(0, MOST)} entries={entries} />
      <ForAll refs={refs} entries={entries} />
      {viewing.over.value === "tags" && <TagsForAll numbers={numbers} />}
    </>
  );
}

/** Return the entries of these references: those that are not in the gallery are asked for. */
function useEntries(refs: string[]): Map<string, Entry> {
  const { history } = useStore();
  history.entries.version.value; // any of them may change
  const found = useSignal(new Map<string, Entry>());
  const chosen = new Map(history.selection.chosen.value.map(({ ref, entry }) => [ref, entry]));
  const known = new Map(found.value);
  for (const ref of refs) {
    const entry = history.entries.find(ref) ?? chosen.get(ref);
    if (entry) known.set(ref, entry);
  }
  const missing = refs.filter((ref) => !known.has(ref)).join();
  useEffect(() => {
    if (!missing) return;
    history.selected().then(
      (entries) => {
        found.value = new Map(entries.map((entry) => [entry.ref, entry]));
      },
      () => {}, // one of them is gone for good: its figure stays empty
    );
  }, [missing, history, found]);
  return known;
}

interface SeveralProps {
  refs: string[];
  entries: Map<string, Entry>;
}

function Figures({ refs, entries }: SeveralProps) {
  const { history, viewing } = useStore();
  const box = useRef<HTMLUListElement>(null);
  const room = useSignal({ width: 0, height: 0 });
  const columns = bestColumns(refs.length, room.value);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      room.value = { width: element.clientWidth, height: element.clientHeight };
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [room]);

  function takeOut(ref: string, place: number) {
    const left = refs.filter((other) => other !== ref);
    history.selection.dropRef(ref);
    const [only] = left;
    const entry = only && left.length === 1 ? entries.get(only) : null;
    if (entry) {
      viewing.show(entry);
      setTimeout(() => viewing.area.current?.focus()); // the stage shows it then
    } else {
      const buttons = box.current?.querySelectorAll("button");
      (buttons?.[place + 1] ?? buttons?.[place - 1])?.focus();
    }
  }

  return (
    <ul
      ref={box}
      class="survey"
      aria-label="The selected pictures"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {refs.map((ref, place) => (
        <Figure
          key={ref}
          reference={ref}
          entry={entries.get(ref)}
          order={history.selection.orders.value.get(ref) ?? 0}
          isLarge={refs.length <= LARGE}
          takeOut={() => takeOut(ref, place)}
        />
      ))}
    </ul>
  );
}

/** Return with how many columns the pictures are largest. */
function bestColumns(count: number, room: { width: number; height: number }): number {
  let best = { columns: 1, side: -Infinity };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const width = (room.width - GAP * (columns - 1)) / columns;
    const height = (room.height - GAP * (rows - 1)) / rows - CAPTION;
    const side = Math.min(width, height);
    if (side > best.side) best = { columns, side };
  }
  return best.columns;
}

interface FigureProps {
  reference: string;
  entry: Entry | undefined;
  order: number; // among the picked ones, or 0
  isLarge: boolean;
  takeOut: () => void;
}

function Figure({ reference, entry, order, isLarge, takeOut }: FigureProps) {
  const hash = entry?.pictures[entry.main]?.hash ?? "";
  const { src, gone } = useSteps(hash, isLarge ? "full" : "thumbnail");
  const isFailed = gone || (entry !== undefined && entry.status !== "sent");
  const words = gone
    ? "The file is gone."
    : entry?.words || (isFailed ? "may have been billed" : "under way");
  const name = entry ? entry.name || entry.prompt : "";
  return (
    <li>
      {hash && !gone ? (
        <img key={hash} alt={entry?.prompt ?? ""} draggable={false} src={src || undefined} />
      ) : (
        <p class={isFailed ? "words failed" : "words"} title={words}>
          {words}
        </p>
      )}
      <div class="label">
        {order > 0 && <span class="disc">{order}</span>}
        <span class="reference cut">{reference}</span>
        <span class="name cut" title={name}>
          {name}
        </span>
        <IconButton
          press={takeOut}
          icon="close"
          name={`Take ${reference} out of the selection`}
          class="small"
        />
      </div>
    </li>
  );
}

/** One row of actions, each for all that are selected. */
function ForAll({ refs, entries }: SeveralProps) {
  const { history, inputs } = useStore();
  const all = refs.flatMap((ref) => entries.get(ref) ?? []);
  const numbers = history.selection.numbers.value; // marks are for generations
  const made = all.filter(({ number }) => number);
  const ratings = new Set(made.map(({ rating }) => rating));
  const [rating = 0] = ratings.size === 1 ? ratings : [];
  const areStarred = made.length === numbers.length && made.every(({ starred }) => starred);
  const areDeleted = made.length > 0 && made.every(({ deleted }) => deleted);
  return (
    <Toolbar name="Selected" class="facts">
      <div class="row actions">
        <Button
          press={() => inputs("edit", all)}
          class="primary"
          title={`e: ${all.length} pictures, each a call of its own`}
        >
          Edit each
        </Button>
        <Button press={() => inputs("together", all)} title="One call with all of them">
          Use together
        </Button>
        {numbers.length > 0 && (
          <>
            <span class="rule" />
            <span class="grey">all:</span>
            <Rating
              rating={rating}
              rate={(given) => history.mark(numbers, { kind: "rate", rating: given })}
            />
            <StarButton
              name="Star all"
              isStarred={areStarred}
              press={() => history.star(numbers)}
            />
            <TagButton name="Tag all" />
            <span class="spring" />
            <IconButton
              press={() => history.save(numbers)}
              icon="download"
              name="Export"
              hint="Export: a zip with all of them"
            />
            {areDeleted ? (
              <Button press={() => history.restore(numbers)}>Restore</Button>
            ) : (
              <IconButton
                press={() => history.remove(numbers)}
                icon="delete"
                name="Delete"
                hint="Delete, with a way back (Del)"
              />
            )}
          </>
        )}
      </div>
    </Toolbar>
  );
}
