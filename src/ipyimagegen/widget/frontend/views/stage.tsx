// The stage: one generation, large, with what is known of it and what can be done; several that
// are selected, together; or, before there is any, how to begin.

import { useLayoutEffect } from "preact/hooks";
import type { Entry } from "../messages.ts";
import { isWrittenIn } from "../page/focus.ts";
import { useStore } from "./context.ts";
import { Empty } from "./empty.tsx";
import { Facts } from "./facts.tsx";
import { Failure } from "./failure.tsx";
import { useSince, useSteps } from "./hooks.ts";
import { More } from "./more.tsx";
import { Picture } from "./picture.tsx";
import { NOT_TAKEN_ON, rangeWords, useUnderWay } from "./queue.tsx";
import { pressRegion, RegionFacts, RegionLayer, RegionToolbar, useKeptPlace } from "./region.tsx";
import { Survey } from "./survey.tsx";
import { Tags } from "./tags.tsx";
import { StageToolbar } from "./toolbar.tsx";
import { pressZoom } from "./zoom.tsx";

export function Stage() {
  const { viewing, history } = useStore();
  const press = usePress();
  const entry = viewing.shown.value;
  const refs = history.selection.refs.value;
  return (
    <section class="stage" aria-label="Stage" onKeyDown={press}>
      <Content entry={entry} refs={refs} />
    </section>
  );
}

function Content({ entry, refs }: { entry: Entry | null; refs: string[] }) {
  if (refs.length > 1) return <Survey refs={refs} />;
  return entry ? <Generation entry={entry} /> : <Empty />;
}

/** Return what a key does on the stage: to all that are selected, or to the one shown. */
function usePress() {
  const store = useStore();
  const { viewing, history, input, region, onlyHere } = store;
  return (event: KeyboardEvent) => {
    if (isWrittenIn(event.target) || event.defaultPrevented) return;
    const { refs, numbers, chosen } = history.selection;
    const areSeveral = refs.peek().length > 1;
    const [first] = chosen.peek();
    const entry = areSeveral
      ? (history.entries.find(first?.ref ?? "") ?? first?.entry)
      : viewing.shown.peek();
    if (!entry) return;
    if (region.active.peek() && !areSeveral) {
      if (!event.altKey && pressRegion(event, store)) event.preventDefault();
      return;
    }
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);

    function pressPicture(shown: Entry): boolean {
      const { key } = event;
      if (pressZoom(event, viewing.zoom)) return true;
      if (key === "ArrowLeft" || key === "ArrowRight")
        return viewing.step(key === "ArrowLeft" ? -1 : 1);
      if (key === "m" && !event.repeat) {
        onlyHere();
        return true;
      }
      if ((key !== "e" && key !== "a") || event.repeat) return false;
      input(key === "e" ? "edit" : "add", shown, viewing.position.peek());
      return true;
    }

    const acted =
      (isPlain && !areSeveral && pressPicture(entry)) ||
      history.press(event, entry, areSeveral ? numbers.peek() : [entry.number].filter(Boolean));
    if (acted) event.preventDefault();
  };
}

function Generation({ entry }: { entry: Entry }) {
  const { viewing, region, composer } = useStore();
  const { zoom, position, over } = viewing;
  const picture = entry.pictures[position.value];
  const face = entry.only ? viewing.face.value : "result";
  const own = picture?.hash ?? "";
  const before = useSteps(face === "before" ? (entry.only?.before ?? "") : "");
  const { trouble, headline, legend, ...difference } = viewing.difference.value;
  const { src, full, gone } = useSteps(own);
  const { width, height } = viewing.size.value;
  const isMarking = region.active.value !== "" && region.active.value === own;
  const [first] = composer.inputs.value;
  const isMarked = own !== "" && first?.hash === own && face !== "before" && face !== "difference";
  const seen = {
    before: { src: before.src, hash: before.hash, alt: "The picture before" },
    difference: { src: difference.src, hash: difference.src, alt: `${headline}; ${legend}` },
  }[face as string];
  useKeptPlace(isMarking);
  useLayoutEffect(() => zoom.show(width, height), [zoom, width, height]);
  return (
    <>
      {isMarking ? <RegionToolbar /> : <StageToolbar entry={entry} />}
      <Picture
        zoom={zoom}
        area={viewing.area}
        {...(seen ?? { src, hash: own, alt: entry.prompt })}
        loaded={viewing.loaded}
      >
        {face === "difference" && !difference.src && (
          <p class="gone">{trouble.join(" ") || "Comparing …"}</p>
        )}
        {(isMarking || isMarked) && <RegionLayer />}
        {gone && <p class="gone">The picture's file is gone from the library.</p>}
        {!picture &&
          (entry.status === "sent" ? <Pending entry={entry} /> : <Failure entry={entry} />)}
      </Picture>
      {isMarking ? (
        <RegionFacts entry={entry} />
      ) : (
        <Facts entry={entry} picture={picture} full={full} />
      )}
      {over.value === "tags" && <Tags entry={entry} />}
      {over.value === "more" && <More entry={entry} picture={picture} full={full} />}
    </>
  );
}

/** What is under way: its seconds, and how long such a call usually takes. */
function Pending({ entry }: { entry: Entry }) {
  const { job, seconds, pause } = useUnderWay(entry, useSince(entry));
  if (pause)
    return (
      <div class="pending">
        <b class="digits">{pause}</b>
        <span>{NOT_TAKEN_ON}</span>
      </div>
    );
  return (
    <div class="pending">
      <b class="digits">{`${Math.floor(seconds)} s`}</b>
      <span>{(job && rangeWords(job, seconds)) || "under way"}</span>
    </div>
  );
}
