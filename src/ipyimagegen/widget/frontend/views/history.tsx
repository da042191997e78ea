// History, from top to bottom.

import { Bar, OutcomeLine } from "./bar.tsx";
import { Gallery } from "./gallery.tsx";
import { NothingFound, SearchBox } from "./search.tsx";

export function History() {
  return (
    <section class="history" aria-label="History">
      <div class="heading">History</div>
      <SearchBox />
      <Bar />
      <OutcomeLine />
      <NothingFound />
      <Gallery />
    </section>
  );
}
