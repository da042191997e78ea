// Marks of the generation in the viewer: a star, a rating, tags and a note.

import { useRef } from "preact/hooks";
import { type Entry, MAX_RATING } from "../messages.ts";
import { useStore } from "./context.ts";
import { Button, plainText } from "./controls.tsx";

const STAR = "starred";
const RATINGS = Array.from({ length: MAX_RATING }, (_, place) => place + 1);

export function Marks({ entry }: { entry: Entry }) {
  const { marks, markShown } = useStore().viewing;
  return (
    <div class="marks" ref={marks}>
      <div class="row">
        <Button
          press={() => markShown({ kind: "tag", changes: [entry.starred ? `-${STAR}` : STAR] })}
          class="star"
          title="Star (s)"
          aria-pressed={entry.starred}
        >
          <span aria-hidden="true">{entry.starred ? "★" : "☆"}</span> Star
        </Button>
        <Rating rating={entry.rating} />
        <Tags />
      </div>
      <Note />
    </div>
  );
}

function Rating({ rating }: { rating: number }) {
  const { markShown } = useStore().viewing;
  const scale = useRef<HTMLDivElement>(null);
  const rate = (step: number) => markShown({ kind: "rate", rating: step });

  function press(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key] ?? 0;
    if (!step) return;
    event.preventDefault();
    const next = Math.min(MAX_RATING, Math.max(1, rating + step));
    scale.current?.querySelectorAll("button")[next - 1]?.focus();
    rate(next);
  }

  return (
    <div class="rating" role="radiogroup" aria-label="Rating" ref={scale} onKeyDown={press}>
      {RATINGS.map((step) => (
        <Button
          key={step}
          press={() => rate(step === rating ? 0 : step)}
          role="radio"
          aria-label={`${step} of ${MAX_RATING}`}
          aria-checked={step === rating}
          title={`Rate ${step} of ${MAX_RATING} (${step}; 0 clears)`}
          class={step <= rating ? "reached" : ""}
          tabIndex={step === (rating || 1) ? 0 : -1}
        >
          {step}
        </Button>
      ))}
    </div>
  );
}

function Tags() {
  const { details, newTags, writeTags, markShown } = useStore().viewing;
  const box = useRef<HTMLInputElement>(null);
  const tags = (details.value?.tags ?? []).filter((tag) => tag !== STAR);

  function press(event: KeyboardEvent) {
    const words = newTags.peek().split(/\s+/).filter(Boolean);
    if (event.key === "Enter" && words.length) markShown({ kind: "tag", changes: words });
    else if (event.key !== "Escape") return;
    event.preventDefault();
    writeTags("");
  }
  function remove(tag: string) {
    markShown({ kind: "tag", changes: [`-${tag}`] });
    box.current?.focus();
  }

  return (
    <span class="tagging">
      <ul class="tags" aria-label="Tags" hidden={tags.length === 0}>
        {tags.map((tag) => (
          <li key={tag}>
            <span>{tag}</span>
            <Button press={() => remove(tag)} aria-label={`Remove tag ${tag}`}>
              ×
            </Button>
          </li>
        ))}
      </ul>
      <input
        ref={box}
        type="text"
        aria-label="Add tag"
        placeholder="Add tag"
        size={8}
        enterKeyHint="done"
        {...plainText}
        disabled={details.value === null}
        value={newTags.value}
        onInput={(event) => writeTags(event.currentTarget.value)}
        onKeyDown={press}
      />
    </span>
  );
}

function Note() {
  const { details, note, writeNote, keepNote, dropNote } = useStore().viewing;

  function press(event: KeyboardEvent) {
    if (event.key === "Enter" && !event.shiftKey) keepNote();
    else if (event.key === "Escape") dropNote();
    else return;
    event.preventDefault();
  }

  return (
    <textarea
      class="note"
      aria-label="Note"
      placeholder="Note"
      enterkeyhint="done"
      disabled={details.value === null}
      value={note.value}
      rows={Math.min(6, note.value.split("\n").length)}
      onInput={(event) => writeNote(event.currentTarget.value)}
      onBlur={keepNote}
      onKeyDown={press}
    />
  );
}
