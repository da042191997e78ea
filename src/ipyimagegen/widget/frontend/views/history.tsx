// History, from top to bottom.

import { Bar } from "./bar.tsx";
import { Gallery } from "./gallery.tsx";
import { NothingFound, SearchBox } from "./search.tsx";

export function History() {
  return (
    <section class="history" aria-label="History">
      <SearchBox />
      <Bar />
      <NothingFound />
      <Gallery />
    </section>
  );
}
