// The search box: its hint while it is empty, the count it finds, or the reason of a refusal.

import { useMemo } from "preact/hooks";
import { MAX_QUERY } from "../messages.ts";
import { freshId } from "../page/ids.ts";
import { useStore } from "./context.ts";
import { Button, Icon, Lines, plainText } from "./controls.tsx";

const HINT =
  "Words, is:starred, is:failed, is:failing, is:deleted, rating:4, tag:night, model:gpt, name:frog, " +
  "check:text, like:@12, input:@12, since:7d, until:2026-11-01, before:2026-11, month:2026-10. Esc clears.";

export function SearchBox() {
  const { search, everything, arrivals, lookAtNew } = useStore().history;
  const { box, text, found, refusal } = search;
  const many = everything.value;
  const unseen = arrivals.count.value;
  const hintId = useMemo(freshId, []);
  const { query, count } = found.value;
  const isRefused = refusal.value.length > 0;

  function press(event: KeyboardEvent) {
    if (event.key === "Enter") search.ask();
    else if (event.key === "Escape" && text.peek()) search.clear();
    else return;
    event.preventDefault();
  }

  const some = many ? `${many.toLocaleString("en")} pictures` : "pictures";
  const counted = many === 1 ? "1 picture" : some;

  return (
    <div class="search">
      <Icon name="search" />
      <input
        ref={box}
        type="search"
        placeholder={`Search ${counted}`}
        aria-label="Search history"
        aria-describedby={hintId}
        aria-invalid={isRefused || undefined}
        maxLength={MAX_QUERY}
        enterKeyHint="search"
        {...plainText}
        value={text.value}
        onInput={(event) => search.type(event.currentTarget.value)}
        onKeyDown={press}
      />
      <p class="found" role="status">
        {!query ? "" : count === 0 ? "Nothing found" : `${count.toLocaleString("en")} found`}
      </p>
      {unseen > 0 && (
        <Button press={lookAtNew} class="link new" title="Look at the newest">
          {`${unseen} new`}
        </Button>
      )}
      <p class="hint" id={hintId}>
        {HINT}
      </p>
      <p class="alert" role="alert" hidden={!isRefused}>
        <Lines of={refusal.value} />
      </p>
    </div>
  );
}

/** The line in the gallery's place for a search without results. */
export function NothingFound() {
  const { search } = useStore().history;
  const { query, count } = search.found.value;
  if (!query || count > 0) return null;
  return (
    <p class="none">
      {`Nothing found for “${query}”. `}
      <Button press={search.clear} class="link">
        Clear search
      </Button>
    </p>
  );
}
