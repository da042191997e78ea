// The table of a sweep in a box that scrolls; only cells near what is seen have anything in them.

import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type Key, spans } from "../store/pivot.ts";
import { useStore } from "./context.ts";
import { Button } from "./controls.tsx";
import { Cell } from "./sweep_cells.tsx";
import { ColumnHeading, RowHeading } from "./sweep_headings.tsx";

const SPARE = 2; // rows and columns that are drawn beyond what is seen
const NARROW = 120; // pixels of a column, in which the rating goes before the cost

interface Window {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export function Sheet() {
  const { sweepGrid } = useStore();
  const { held, sides, seen, sheet, lines, filter, filterBy } = sweepGrid;
  const box = useRef<HTMLDivElement>(null);
  const near = useNear(box);
  useFocus(box);
  const { dimensions } = held.value;
  const { rows, columns } = seen.value;
  const { frame, column, row, title, lefts, head, flows, across, isBeside } = sheet.value;
  const left = lefts.reduce((sum, width) => sum + width, 0);
  const levels = flows ? [] : sides.value.columns;
  const starts = rowStarts(rows, sides.value.rows.length);
  const style = {
    "--tile-width": `${frame.width}px`,
    "--tile-height": `${frame.height}px`,
    "--row": `${row}px`,
    "--title": `${title}px`,
    width: `${left + column * across}px`,
  };
  return (
    <div
      ref={box}
      class="pivot-sheet"
      tabIndex={-1}
      data-facts={isBeside ? "beside" : column < NARROW ? "short" : "below"}
    >
      {held.value.members.length > 0 && lines.value.length === 0 && (
        <p class="none">
          None of them. <Button press={() => filterBy("all")}>Show all</Button>
        </p>
      )}
      <table
        class="pivot"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are acted on
        role="grid"
        aria-label="Sweep"
        aria-multiselectable="true"
        style={style}
        hidden={lines.value.length === 0}
      >
        <colgroup>
          {lefts.map((width, at) => (
            <col key={`left ${at}`} style={{ width: `${width}px` }} />
          ))}
          {Array.from({ length: across }, (_, at) => (
            <col key={at} style={{ width: `${column}px` }} />
          ))}
        </colgroup>
        {levels.length > 0 && (
          <thead>
            {levels.map((dimension, level) => (
              <tr key={level}>
                {lefts.map((_, at) => (
                  <td
                    key={at}
                    class="corner"
                    style={{ top: `${(head / levels.length) * level}px`, left: leftOf(lefts, at) }}
                  />
                ))}
                {spans(columns, level).map(({ start, place, count }) => (
                  <ColumnHeading
                    key={start}
                    label={dimensions[dimension]?.labels[place] ?? ""}
                    keys={columns.slice(start, start + count)}
                    isLeaf={level === levels.length - 1}
                    top={(head / levels.length) * level}
                  />
                ))}
              </tr>
            ))}
          </thead>
        )}
        <tbody>
          {lines.value.map((cells, y) => (
            <tr key={flows ? y : String(rows[y])} style={{ height: `${row}px` }}>
              {!flows &&
                starts.map((all, level) => {
                  const span = all.get(y);
                  const dimension = dimensions[sides.value.rows[level] ?? -1];
                  return (
                    span && (
                      <RowHeading
                        key={level}
                        label={dimension?.labels[span.place] ?? ""}
                        keys={rows.slice(y, y + span.count)}
                        isLeaf={level === starts.length - 1}
                        left={leftOf(lefts, level)}
                      />
                    )
                  );
                })}
              {cells.map((cell, x) =>
                cell ? (
                  <Cell
                    key={cell.places.join()}
                    cell={cell}
                    isNear={y >= near.top && y <= near.bottom && x >= near.left && x <= near.right}
                    isOut={filter.value !== "all" && !sweepGrid.keeps(cell)}
                  />
                ) : (
                  <td key={x} class="gap" />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const leftOf = (lefts: number[], level: number) =>
  `${lefts.slice(0, level).reduce((sum, width) => sum + width, 0)}px`;

/** Return for each level of rows the headings by the row in which they begin. */
const rowStarts = (rows: Key[], levels: number) =>
  Array.from(
    { length: levels },
    (_, level) => new Map(spans(rows, level).map((span) => [span.start, span])),
  );

/** Return the rows and columns near what is seen, and measure the room for all of them. */
function useNear(box: RefObject<HTMLDivElement | null>): Window {
  const { sweepGrid } = useStore();
  const { row, column, head, lefts } = sweepGrid.sheet.value;
  const left = lefts.reduce((sum, width) => sum + width, 0);
  const near = useSignal<Window>({ top: 0, bottom: 0, left: 0, right: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    function look() {
      if (!element) return;
      const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
      const found = {
        top: Math.floor(scrollTop / row) - SPARE,
        bottom: Math.ceil((scrollTop + clientHeight - head) / row) + SPARE,
        left: Math.floor(scrollLeft / column) - SPARE,
        right: Math.ceil((scrollLeft + clientWidth - left) / column) + SPARE,
      };
      if (JSON.stringify(found) !== JSON.stringify(near.peek())) near.value = found;
    }
    function measure() {
      if (element) sweepGrid.measure(element.clientWidth, element.clientHeight);
      look();
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", look);
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [box, near, row, column, head, left, sweepGrid]);
  return near.value;
}

/** Let the focus stay with its cell when the table is turned, and the cell be seen. */
function useFocus(box: RefObject<HTMLDivElement | null>) {
  const { sweepGrid } = useStore();
  const active = sweepGrid.active.value;
  const lines = sweepGrid.lines.value;
  const hadFocus = box.current?.matches(":focus-within") ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it may stand elsewhere then
  useLayoutEffect(() => {
    const cell = box.current?.querySelector<HTMLElement>("td[tabindex='0']");
    if (!hadFocus || !cell) return;
    if (cell !== document.activeElement) cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active, lines]);
}
