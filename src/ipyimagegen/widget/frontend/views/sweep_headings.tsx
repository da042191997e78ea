// The headings of a sweep's table, with the means of what stands below or beside them.

import type { SweepMember } from "../messages.ts";
import type { Key } from "../store/pivot.ts";
import { useStore } from "./context.ts";
import { Button, Icon } from "./controls.tsx";
import { dollars } from "./money.tsx";
import { secondsOf } from "./sweep_cells.tsx";
import { shortened } from "./sweep_tools.tsx";

interface HeadingProps {
  label: string;
  keys: Key[]; // that stand below it
  isLeaf: boolean;
}

export function ColumnHeading({ label, keys, isLeaf, top }: HeadingProps & { top: number }) {
  const { seen, pinnedColumn, pin, lines } = useStore().sweepGrid;
  const { rows, at } = seen.value;
  const [column = []] = keys;
  const isPinned = isLeaf && String(column) === String(pinnedColumn.value);
  const cells = keys.flatMap((one) => rows.map((row) => at(row, one)));
  const pinned = rows.map((row) => at(row, pinnedColumn.value));
  const words = meansOf(cells, isLeaf && !isPinned ? pinned : []);
  const isOnly = (lines.value[0]?.length ?? 0) < 2;
  return (
    <th
      scope={isLeaf ? "col" : "colgroup"}
      colSpan={keys.length}
      class={isLeaf ? "" : "top"}
      style={{ top: `${top}px` }}
    >
      <span class="label">
        <bdi class="cut" title={label}>
          {label || "(nothing)"}
        </bdi>
        {isLeaf && !isOnly && (
          <Button
            press={() => pin(column)}
            class="pin"
            tabIndex={-1}
            aria-pressed={isPinned}
            aria-label={`Compare the others with ${shortened(label)}`}
            title={
              isPinned ? "The others are compared with this" : "Compare the others with this (p)"
            }
          >
            <Icon name="pin" />
          </Button>
        )}
      </span>
      <small class="cut digits" title={words}>
        {words}
      </small>
    </th>
  );
}

export function RowHeading({ label, keys, isLeaf, left }: HeadingProps & { left: string }) {
  const { seen } = useStore().sweepGrid;
  const { columns, at } = seen.value;
  const cells = keys.flatMap((row) => columns.map((column) => at(row, column)));
  const words = meansOf(cells, []);
  return (
    <th
      scope={isLeaf ? "row" : "rowgroup"}
      rowSpan={keys.length}
      class="row-heading"
      style={{ left }}
    >
      <span class="label">
        <bdi class="lines" title={label}>
          {label || "(nothing)"}
        </bdi>
      </span>
      <small class="digits" title={words}>
        {words.split(" · ").map((word) => (
          <span key={word}>{word}</span>
        ))}
      </small>
    </th>
  );
}

/** Return the mean rating, time and cost of cells and how many came; and how far from others. */
function meansOf(cells: (SweepMember | null)[], others: (SweepMember | null)[]): string {
  const members = cells.filter((cell) => cell !== null);
  const came = members.filter(({ picture }) => picture);
  const rating = mean(cells, ratingOf);
  const other = mean(others, ratingOf);
  const seconds = mean(cells, secondsOf);
  const cost = mean(cells, ({ cost: dollarsOf }) => dollarsOf);
  const apart = rating !== null && other !== null ? rating - other : 0;
  const sign = apart > 0 ? "+" : "−";
  const differs = Math.abs(apart) >= 0.05 ? ` (${sign}${Math.abs(apart).toFixed(1)})` : "";
  return [
    rating === null ? "" : `rated ${rating.toFixed(1)}${differs}`,
    seconds === null ? "" : `${Math.round(seconds)} s`,
    cost === null ? "" : `${dollars(Number(cost.toPrecision(3)))} each`,
    `${came.length} of ${members.length}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

const ratingOf = ({ rating }: SweepMember) => rating || null;

function mean(
  cells: (SweepMember | null)[],
  of: (cell: SweepMember) => number | null,
): number | null {
  const known = cells.flatMap((cell) => (cell && of(cell)) ?? []);
  return known.length ? known.reduce((sum, one) => sum + one, 0) / known.length : null;
}
