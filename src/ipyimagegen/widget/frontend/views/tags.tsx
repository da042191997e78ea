// Tags: of the generation shown, with its note, or of all that are selected.

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Entry } from "../messages.ts";
import { useStore } from "./context.ts";
import { Button, plainText } from "./controls.tsx";
import { Popover } from "./popover.tsx";

const STAR = "starred";
const wordsIn = (text: string) => text.split(/[\s,]+/).filter(Boolean);

export function Tags({ entry }: { entry: Entry }) {
  const { marks, uncover } = useStore().viewing;
  return (
    <Popover name={`Tags and a note of ${entry.ref}`} class="popover tags-and-note" close={uncover}>
      <div ref={marks}>
        <Tagging />
        <Note />
      </div>
    </Popover>
  );
}

function Tagging() {
  const { shown, details, newTags, writeTags, markShown } = useStore().viewing;
  const box = useRef<HTMLInputElement>(null);
  const tags = (details.value?.tags ?? []).filter((tag) => tag !== STAR);

  function press(event: KeyboardEvent) {
    const written = newTags.peek();
    const words = wordsIn(written);
    if (event.key === "Enter" && words.length) tag(words, written);
    else if (event.key !== "Escape" || words.length === 0) return; // the second one closes
    event.preventDefault();
    writeTags("");
  }
  /** Give tags; those that are refused are in the box again, unless it is written on. */
  async function tag(words: string[], written: string) {
    const tagged = shown.peek()?.ref;
    const isTaken = await markShown({ kind: "tag", changes: words });
    if (!isTaken && tagged === shown.peek()?.ref && !newTags.peek()) writeTags(written);
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
    const isWritten = note.peek().trim() !== (details.peek()?.note ?? "").trim();
    if (event.key === "Enter" && !event.shiftKey) keepNote();
    else if (event.key === "Escape" && isWritten) dropNote();
    else return;
    event.preventDefault();
  }

  return (
    <textarea
      class="note"
      dir="auto"
      aria-label="Note"
      placeholder="Note"
      enterkeyhint="done"
      readOnly={details.value === null}
      value={note.value}
      rows={Math.min(6, Math.max(2, note.value.split("\n").length))}
      onInput={(event) => writeNote(event.currentTarget.value)}
      onBlur={keepNote}
      onKeyDown={press}
    />
  );
}

/** Tags for several at once, written in one line. */
export function TagsForAll({ numbers }: { numbers: number[] }) {
  const { history, viewing } = useStore();
  const { uncover } = viewing;
  const box = useRef<HTMLInputElement>(null);
  const words = useSignal("");

  function press(event: KeyboardEvent) {
    if (event.key !== "Enter" || wordsIn(words.peek()).length === 0) return;
    event.preventDefault();
    tag(words.peek());
  }
  /** Give tags, and close behind them, unless the box is written on or has gone by then. */
  async function tag(written: string) {
    const isTaken = await history.mark(numbers, { kind: "tag", changes: wordsIn(written) });
    if (isTaken && box.current?.value === written) uncover();
  }

  return (
    <Popover name={`Tags for ${numbers.length}`} class="popover tags-for-all" close={uncover}>
      <input
        ref={box}
        type="text"
        aria-label="Tags for the selected"
        placeholder="word, or -word"
        enterKeyHint="done"
        {...plainText}
        value={words.value}
        onInput={(event) => (words.value = event.currentTarget.value)}
        onKeyDown={press}
      />
    </Popover>
  );
}
