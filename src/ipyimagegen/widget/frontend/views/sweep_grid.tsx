// Compare, a sweep: its pictures in rows and columns, turned at will, with what is known of each.

import { useLayoutEffect } from "preact/hooks";
import { useStore } from "./context.ts";
import { Button, Icon, IconButton, Toolbar } from "./controls.tsx";
import { Sheet } from "./sweep_sheet.tsx";
import { Filters, Tools } from "./sweep_tools.tsx";

export function SweepGrid() {
  const { sweepGrid, status } = useStore();
  const { key, held, trouble, listed } = sweepGrid;
  const press = usePress();
  const revision = status.value.revision;
  // biome-ignore lint/correctness/useExhaustiveDependencies: members may have come, or been marked
  useLayoutEffect(() => {
    sweepGrid.renew();
  }, [sweepGrid, key.value, revision]);
  const isEmpty = listed.value?.length === 0 && !key.value;
  return (
    <section class="sweep-grid" aria-label="Compare" onKeyDown={press}>
      <Tools />
      <Filters />
      {trouble.value.length > 0 && (
        <p class="alert" role="alert">
          {trouble.value.join(" ")}
        </p>
      )}
      {isEmpty ? (
        <p class="none">
          There is no sweep yet. A prompt with an axis makes one: {"{style=oil|ink}"}, or several
          models, or takes.
        </p>
      ) : (
        <Sheet key={held.value.key} />
      )}
      <Chosen />
    </section>
  );
}

/** Return what keys do: those of a cell where it has the focus, and those of the whole. */
function usePress() {
  const { sweepGrid, comparing, layout, editChosen, compareChosen } = useStore();

  function pressCell(event: KeyboardEvent): boolean {
    const cell = sweepGrid.activeMember();
    const { key } = event;
    if (sweepGrid.move(key, event.ctrlKey || event.metaKey)) return true;
    if (!cell || event.ctrlKey || event.metaKey || event.repeat) return false;
    if (key === " ") sweepGrid.select(cell);
    else if (key === "Enter") sweepGrid.enlarge(cell);
    else if (/^[0-5]$/.test(key)) sweepGrid.rate(Number(key));
    else if (key === "s") sweepGrid.starMeant();
    else if (key === "p") sweepGrid.pinActive();
    else return false;
    return true;
  }
  function act(event: KeyboardEvent): boolean {
    const isCell = event.target instanceof Element && event.target.matches("[role=grid] td");
    if (isCell && pressCell(event)) return true;
    if (event.ctrlKey || event.metaKey || event.repeat) return false;
    const { key } = event;
    const many = sweepGrid.chosen.peek().length;
    if (key === "x") sweepGrid.swap();
    else if (key === "e" && many) editChosen();
    else if (key === "c" && many === 2) compareChosen();
    else if (key === "Escape" && many) sweepGrid.clear();
    else if (key === "Escape") {
      layout.show("make");
      layout.turnTo("picture");
    } else return false;
    return true;
  }
  return (event: KeyboardEvent) => {
    const isField = event.target instanceof Element && event.target.matches("input, select");
    if (event.defaultPrevented || event.altKey || isField || comparing.kind.peek() !== "sweep")
      return;
    if (act(event)) event.preventDefault();
  };
}

// -- what is selected -------------------------------------------------------------------

/** One line of actions for all of the table that are selected; its place is there before. */
function Chosen() {
  const { history, editChosen, compareChosen, sweepGrid } = useStore();
  const numbers = sweepGrid.chosen.value;
  const many = numbers.length;
  const others = history.selection.refs.value.length - many;
  const elsewhere = others > 0 && <span class="grey cut">{`${others} selected elsewhere`}</span>;
  if (!many)
    return (
      <div class="chosen-bar grey">
        {elsewhere}
        <span class="cut keys-of-grid">
          <kbd>Space</kbd> selects · <kbd>Enter</kbd> large · <kbd>1</kbd>–<kbd>5</kbd> rate ·{" "}
          <kbd>s</kbd> star · <kbd>x</kbd> turn · <kbd>p</kbd> compare with
        </span>
      </div>
    );
  return (
    <Toolbar name="Selected" class="chosen-bar">
      <b>
        {many} <span class="roomy">selected</span>
      </b>
      <Button
        press={editChosen}
        class="primary"
        title={many > 1 ? `e: ${many} pictures, each a call of its own` : "e"}
      >
        {many > 1 ? "Edit each" : "Edit this"}
      </Button>
      {many === 2 && (
        <Button press={compareChosen} title="c: the two beside each other">
          <Icon name="compare" />
          Compare
        </Button>
      )}
      <Button press={() => sweepGrid.star(numbers)} title="s">
        <Icon name="star" />
        Star
      </Button>
      <Button press={sweepGrid.clear} class="link" title="Select none of the table (Esc)">
        None
      </Button>
      {elsewhere}
      <span class="spring" />
      <IconButton
        press={() => history.save(numbers)}
        icon="download"
        name="Export"
        hint="Export: a zip with all of them"
      />
    </Toolbar>
  );
}
