// History, from top to bottom.

import { SIZES } from "../store/shelves.ts";
import { useStore } from "./context.ts";
import { Button, IconButton, Toolbar } from "./controls.tsx";
import { Gallery } from "./gallery.tsx";
import { NothingFound, SearchBox } from "./search.tsx";

export function History() {
  return (
    <section class="history" aria-label="History">
      <div class="finder">
        <SearchBox />
        <Choices />
      </div>
      <NothingFound />
      <Gallery />
    </section>
  );
}

/** How it is arranged, which of it is seen, and how large. */
function Choices() {
  const { history } = useStore();
  const { search, shelves, entries } = history;
  const by = entries.arrangement.value;
  return (
    <Toolbar name="What is seen" class="row">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame, and belongs to a form */}
      <div class="segment" role="group" aria-label="Grouped by">
        <Button
          press={() => history.arrange("template")}
          class="small"
          aria-pressed={by === "template"}
        >
          Template
        </Button>
        <Button press={() => history.arrange("time")} class="small" aria-pressed={by === "time"}>
          Time
        </Button>
      </div>
      <IconButton
        icon="star"
        name="Starred only"
        class="small"
        aria-pressed={search.has("is:starred")}
        press={() => search.toggle("is:starred")}
      />
      <IconButton
        icon="warning"
        name="Failed only"
        class="small"
        aria-pressed={search.has("is:failed")}
        press={() => search.toggle("is:failed")}
      />
      <IconButton
        icon="wrong"
        name="Failing a check only"
        class="small"
        aria-pressed={search.has("is:failing")}
        press={() => search.toggle("is:failing")}
      />
      <span class="spring" />
      <input
        class="sizes"
        type="range"
        aria-label="Size of the thumbnails"
        title="Size of the thumbnails"
        min={SIZES.least}
        max={SIZES.most}
        value={shelves.size.value}
        onInput={(event) => shelves.resize(event.currentTarget.valueAsNumber)}
      />
    </Toolbar>
  );
}
