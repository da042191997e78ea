// The cells of a sweep's table: a picture, or what stands in its place, and what is known of it.

import {
  MAX_RATING,
  type PictureEntry,
  type SweepDimension,
  type SweepMember,
} from "../messages.ts";
import { failingNames, failingOf, failingWords } from "../store/checks.ts";
import { distinct } from "../store/pivot.ts";
import { hasFailed } from "../store/sweep_grid.ts";
import { useStore } from "./context.ts";
import { Icon, PayingButton } from "./controls.tsx";
import { usePicture } from "./hooks.ts";
import { dollars } from "./money.tsx";
import { FailingMark } from "./tile.tsx";

const FEW = 120; // members, of which sharper copies are asked for
const TILE = 192; // pixels of the smaller ones
const ROOM_FOR_AGAIN = 96; // pixels of a cell with a button

interface CellProps {
  cell: SweepMember;
  isNear: boolean;
  isOut: boolean; // whether the filter passes it over
}

export function Cell({ cell, isNear, isOut }: CellProps) {
  const { sweepGrid, history } = useStore();
  const { held, sides, active, stand, select, enlarge, sheet } = sweepGrid;
  const { selection } = history;
  const isActive = held.value.members[active.value] === cell;
  const isSelected = cell.number > 0 && selection.has(cell.number);
  const order = selection.orders.value.get(`@${cell.number}`) ?? 0;
  const labels = labelsOf(cell, held.value.dimensions);
  const name = [nameOf(cell), labels, ...factsOf(cell), cell.starred ? "starred" : ""];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all cells are those of the grid
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
      role="gridcell"
      class={isOut ? "out" : ""}
      tabIndex={isActive ? 0 : -1}
      aria-selected={isSelected}
      aria-label={name.filter(Boolean).join(", ")}
      title={cell.prompt || labels}
      onClick={() => select(cell)}
      onDblClick={() => enlarge(cell)}
      onFocusIn={() => !isActive && stand(cell)}
    >
      {isNear && (
        <div class="cell">
          {sheet.value.flows && (
            <div class="title" title={labels}>
              {sides.value.columns.map((at) => (
                <bdi key={at} class="two-lines">
                  {distinct(held.value.dimensions[at]?.labels ?? [])[cell.places[at] ?? -1] ||
                    "(nothing)"}
                </bdi>
              ))}
            </div>
          )}
          <div class="frame-of-picture">
            {cell.picture ? <Shown cell={cell} picture={cell.picture} /> : <Missing cell={cell} />}
            {order > 0 && <span class="order">{order}</span>}
            {failingOf(cell.checks).length > 0 && <FailingMark />}
            {cell.starred && (
              <span class="star">
                <Icon name="star-full" />
              </span>
            )}
          </div>
          <Facts cell={cell} />
        </div>
      )}
    </td>
  );
}

const nameOf = ({ number, status }: SweepMember) => (number ? `@${number}` : status);

const labelsOf = ({ places }: SweepMember, dimensions: SweepDimension[]): string =>
  dimensions.map(({ labels }, at) => labels[places[at] ?? -1] || "(nothing)").join(" · ");

/** Return the seconds that a member took, if they tell anything. */
export const secondsOf = ({ seconds, sketch }: SweepMember) =>
  seconds >= 1 && !sketch ? seconds : null;

function factsOf(cell: SweepMember): string[] {
  const { servedBy, model, cost, rating, deleted, status, picture } = cell;
  const seconds = secondsOf(cell);
  return [
    seconds === null ? "" : `${Math.round(seconds)} s`,
    cost === null ? "" : dollars(cost),
    rating ? `rated ${rating} of ${MAX_RATING}` : "",
    servedBy && servedBy !== model ? `by ${servedBy}` : "",
    failingWords(cell.checks),
    deleted ? "deleted" : "",
    picture ? "" : (WORDS.get(status) ?? status),
  ].filter(Boolean);
}

const WORDS = new Map([
  ["sent", "under way"],
  ["unknown", "unknown: may have been billed"],
]);

function Facts({ cell }: { cell: SweepMember }) {
  const { servedBy, model, rating, cost, deleted } = cell;
  const seconds = secondsOf(cell);
  const other = servedBy && servedBy !== model ? `by ${servedBy}` : "";
  const fails = failingNames(cell.checks);
  return (
    <div class="facts-of-cell digits" title={factsOf(cell).join(" · ")}>
      <b>{nameOf(cell)}</b>
      {seconds !== null && <span>{`${Math.round(seconds)} s`}</span>}
      {cost !== null && <span class="cost">{dollars(cost)}</span>}
      {fails && <span class="failing cut">{fails}</span>}
      {other && <span class="other cut">{other}</span>}
      {rating > 0 && <Pips rating={rating} />}
      {deleted && <span class="other">deleted</span>}
    </div>
  );
}

function Pips({ rating }: { rating: number }) {
  return (
    <span class="pips" role="img" aria-label={`rated ${rating} of ${MAX_RATING}`}>
      {Array.from({ length: MAX_RATING }, (_, at) => (
        <i key={at} class={at < rating ? "on" : ""} />
      ))}
    </span>
  );
}

function Shown({ cell, picture }: { cell: SweepMember; picture: PictureEntry }) {
  const { pictures, sweepGrid } = useStore();
  const { side, frame } = sweepGrid.sheet.value;
  const isSharp = sweepGrid.held.value.members.length <= FEW || side * devicePixelRatio > TILE;
  const size = isSharp ? "thumbnail" : "tile";
  const come = usePicture(picture.hash, size);
  const src = come || pictures.held(picture.hash, size) || pictures.held(picture.hash, "tile");
  if (come === "") return <p class="words">The file is gone.</p>;
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  const pixels = (length: number) => `${Math.max(2, Math.round(length * scale))}px`;
  return (
    <img
      key={picture.hash}
      class={cell.deleted ? "deleted" : ""}
      alt={cell.prompt}
      draggable={false}
      src={src || undefined}
      style={{ width: pixels(picture.width), height: pixels(picture.height) }}
    />
  );
}

function Missing({ cell }: { cell: SweepMember }) {
  const { again, sweepGrid } = useStore();
  const { status, words, number } = cell;
  const { frame } = sweepGrid.sheet.value;
  if (!hasFailed(cell))
    return <p class="words waiting">{status === "sent" ? "under way" : "waits for its turn"}</p>;
  return (
    <div class="words failed">
      <b class="cut">
        <Icon name="warning" /> {status === "unknown" ? "unknown" : status}
      </b>
      <span class="why" dir="auto" title={words}>
        {words || (status === "unknown" ? "It may have been billed." : "")}
      </span>
      {number > 0 && Math.min(frame.width, frame.height) >= ROOM_FOR_AGAIN && (
        <PayingButton
          press={(event) => {
            event.stopPropagation();
            again({ number });
          }}
          onDblClick={(event) => event.stopPropagation()}
          class="small"
          tabIndex={-1}
          title="The same once more: a new call"
        >
          Again
        </PayingButton>
      )}
    </div>
  );
}
