// What a sweep is looked at with: which one, how it is turned, how large, and which of it.

import type { SweepMember } from "../messages.ts";
import type { Kind } from "../store/comparing.ts";
import { type Key, LEAST_SIDE, MOST_SIDE, type Side, varied, wordsOfKey } from "../store/pivot.ts";
import { FILTERS, type Filter, hasFailed } from "../store/sweep_grid.ts";
import { useStore } from "./context.ts";
import { Button, Icon, IconButton, Toolbar } from "./controls.tsx";
import { dollars } from "./money.tsx";

/** The switch between two pictures and a sweep. */
export function KindSwitch() {
  const { kind } = useStore().comparing;
  const radio = (wanted: Kind, words: string) => (
    <Button
      press={() => {
        kind.value = wanted;
      }}
      class="small"
      role="radio"
      aria-checked={kind.value === wanted}
    >
      {words}
    </Button>
  );
  return (
    <span class="segment" role="radiogroup" aria-label="What is compared">
      {radio("two", "Two")}
      {radio("sweep", "A sweep")}
    </span>
  );
}

export function Tools() {
  const { sweepGrid } = useStore();
  const { listed, key, swap, held, sheet, resize, asked } = sweepGrid;
  const several = varied(held.value.dimensions, held.value.members).length > 0;
  const all = listed.value ?? [];
  const isUnlisted = key.value && !all.some((one) => one.key === key.value);
  return (
    <Toolbar name="Sweep and how it is turned" class="pivot-tools">
      <KindSwitch />
      <select
        class="which"
        aria-label="Which sweep"
        value={key.value}
        onChange={({ currentTarget }) => sweepGrid.choose(currentTarget.value)}
      >
        {isUnlisted && <option value={key.value}>{held.value.title || "…"}</option>}
        {all.map((one) => (
          <option key={one.key} value={one.key}>
            {one.numbers ? `${one.title} · ${one.numbers}` : one.title}
          </option>
        ))}
      </select>
      <span class="rule" />
      <SideList side="rows" words="Rows" />
      <IconButton
        press={swap}
        icon="swap"
        name="Turn the table"
        hint="Rows become columns (x)"
        class="small"
        disabled={!several}
      />
      <SideList side="columns" words="Columns" />
      <SideList side="pages" words="Pages" />
      <span class="spring" />
      <input
        type="range"
        class="sizes"
        aria-label="Size of the pictures"
        title="Size of the pictures; a double-click or Esc: as large as fits"
        aria-valuetext={asked.value ? `${sheet.value.side} pixels` : "as large as fits"}
        min={LEAST_SIDE}
        max={MOST_SIDE}
        value={sheet.value.side}
        onInput={({ currentTarget }) => resize(Number(currentTarget.value))}
        onDblClick={() => resize(0)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          resize(0);
        }}
      />
    </Toolbar>
  );
}

/** The dimensions of a side: any one alone, those that are there with one more, or none. */
function SideList({ side, words }: { side: Side; words: string }) {
  const { held, sides, turn } = useStore().sweepGrid;
  const { dimensions, members } = held.value;
  const here = sides.value[side];
  const all = varied(dimensions, members);
  const behind = all.filter((at) => here.length > 0 && !here.includes(at));
  const options = [[], ...all.map((at) => [at]), here, ...behind.map((at) => [...here, at])];
  const named = new Map(options.map((option) => [option.join(), option]));
  const nameOf = (option: number[]) =>
    option.map((at) => shortened(dimensions[at]?.name ?? "", 40)).join(", ");
  const nothing = side === "pages" ? "no pages" : "–";
  const before = side === "pages" ? "pages: " : "";
  return (
    <label class={`side-of-${side}`}>
      {side !== "pages" && <span>{words.toLowerCase()}</span>}
      <select
        aria-label={words}
        value={here.join()}
        disabled={all.length === 0}
        onChange={({ currentTarget }) => turn(side, named.get(currentTarget.value) ?? [])}
      >
        {[...named].map(([value, option]) => (
          <option key={value} value={value}>
            {option.length ? `${before}${nameOf(option)}` : nothing}
          </option>
        ))}
      </select>
    </label>
  );
}

function PageStepper() {
  const { held, sides, pivot, page, turnTo } = useStore().sweepGrid;
  const { pages } = pivot.value;
  const at = Math.min(page.value, pages.length - 1);
  const words = (one: Key) => shortened(wordsOfKey(one, sides.value.pages, held.value.dimensions));
  return (
    <span class="pages">
      <IconButton
        press={() => turnTo(at - 1)}
        icon="left"
        name="The page before"
        class="small"
        disabled={at <= 0}
      />
      <select
        aria-label="Page"
        value={at}
        onChange={({ currentTarget }) => turnTo(Number(currentTarget.value))}
      >
        {pages.map((one, place) => (
          <option key={place} value={place}>
            {`${place + 1} of ${pages.length}: ${words(one)}`}
          </option>
        ))}
      </select>
      <IconButton
        press={() => turnTo(at + 1)}
        icon="right"
        name="The next page"
        class="small"
        disabled={at >= pages.length - 1}
      />
    </span>
  );
}

/** Return words that are no longer than so many letters. */
export const shortened = (words: string, most = 60) =>
  words.length > most ? `${words.slice(0, most - 1)}…` : words;

export function Filters() {
  const { held, sides, filter, counts, filterBy } = useStore().sweepGrid;
  const summary = summaryOf(held.value.members, held.value.total);
  return (
    <Toolbar name="Filter" class="filters">
      <span class="choices-of-filter" role="radiogroup" aria-label="Shown">
        {(Object.keys(FILTERS) as Filter[]).map((name) => (
          <Button
            key={name}
            press={() => filterBy(name)}
            class="small"
            role="radio"
            aria-checked={filter.value === name}
            disabled={name !== "all" && name !== filter.value && !counts.value[name]}
          >
            {FILTERS[name].icon && <Icon name={FILTERS[name].icon} />}
            {FILTERS[name].words}
            <span class="count">{counts.value[name]}</span>
          </Button>
        ))}
      </span>
      <span class="spring" />
      {sides.value.pages.length > 0 && <PageStepper />}
      <span class="grey cut digits" title={summary}>
        {summary}
      </span>
    </Toolbar>
  );
}

function summaryOf(members: SweepMember[], total: number): string {
  if (members.length === 0) return "";
  const came = members.filter(({ picture }) => picture).length;
  const failed = members.filter(hasFailed).length;
  const costs = members.flatMap(({ cost, free }) => (cost === null || free ? [] : [cost]));
  return [
    total > members.length ? `${members.length.toLocaleString("en")} of ${total}` : "",
    came === 1 ? "1 picture" : `${came.toLocaleString("en")} pictures`,
    failed ? `${failed} failed` : "",
    came + failed < members.length ? `${members.length - came - failed} to come` : "",
    costs.length ? dollars(costs.reduce((sum, cost) => sum + cost, 0)) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
