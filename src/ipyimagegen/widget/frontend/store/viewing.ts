// What is looked at: one generation with its details, which picture of it, and what is being
// written about it. It is the newest one while it follows, and never changes under one's hands.

import { batch, signal } from "@preact/signals";
import { createRef } from "preact";
import { type Line, wordsOf } from "../kernel/line.ts";
import type { DetailsEntry, Entry } from "../messages.ts";
import type { Entries } from "./entries.ts";
import type { Mark } from "./history.ts";

interface Parts {
  line: Line;
  /** Return the gallery's entries. */
  entries: () => Entries;
  mark: (numbers: number[], mark: Mark) => void;
  complain: (words: string[]) => void;
}

export type Viewing = ReturnType<typeof openViewing>;

export function openViewing({ line, entries, mark, complain }: Parts) {
  const shown = signal<Entry | null>(null);
  const details = signal<DetailsEntry | null>(null);
  const position = signal(0); // of the picture
  const note = signal("");
  const newTags = signal("");
  const marks = createRef<HTMLDivElement>();
  let storedNote = ""; // as the library has it
  let following = true; // whether the newest generation is shown when it comes
  let newest = 0; // the highest number in the library
  let opening = 0; // the number of the last request to show a generation
  let asking = false; // for details,
  let askAgain = false; // and something changed meanwhile

  /** Whether somebody is writing a tag or a note. */
  function typing(): boolean {
    const writing = document.activeElement;
    return Boolean(writing?.matches("input, textarea") && marks.current?.contains(writing));
  }

  function markShown(given: Mark) {
    const number = shown.peek()?.number;
    if (number) mark([number], given);
  }

  /** Send the note, if it was edited since it was last kept. */
  function keepNote() {
    if (!shown.peek() || note.peek().trim() === storedNote.trim()) return;
    storedNote = note.peek();
    markShown({ kind: "annotate", note: storedNote });
  }

  /** Take over the library's note, but not over what somebody is writing. */
  function noteCame(stored: string) {
    if (note.peek() === storedNote) note.value = stored;
    storedNote = stored;
  }

  function show(entry: Entry) {
    opening += 1;
    const before = shown.peek();
    const other = before?.ref !== entry.ref;
    if (!other && before?.status === entry.status) return;
    if (other) keepNote(); // of the generation before
    batch(() => {
      if (other) {
        note.value = storedNote = newTags.value = "";
        details.value = null;
      }
      position.value = entry.main;
      shown.value = entry;
    });
    renew();
  }

  /** Ask for the details of the generation shown, which may have changed; once at a time. */
  async function renew() {
    askAgain = asking;
    const number = shown.peek()?.number;
    if (asking || !number) return;
    asking = true;
    try {
      const answer = await line.ask("details", { number });
      if (shown.peek()?.number === answer.entry.number) detailsCame(answer.entry, answer.details);
    } catch {
      // Without a kernel, or when the generation is gone for good, the page stays as it is.
    }
    asking = false;
    if (askAgain) renew();
  }

  function detailsCame(entry: Entry, found: DetailsEntry) {
    batch(() => {
      if (shown.peek()?.status !== entry.status) position.value = entry.main;
      shown.value = entry;
      details.value = found;
      noteCame(found.note);
    });
  }

  async function open(number: number) {
    following = false;
    const known = entries().find(number);
    if (known) return show(known);
    opening += 1;
    const mine = opening;
    try {
      const { entry } = await line.ask("details", { number });
      if (mine === opening) show(entry);
    } catch (error) {
      complain(wordsOf(error));
    }
  }

  return {
    shown,
    details,
    position,
    note,
    newTags,
    marks,
    open,
    renew,
    markShown,
    /** Show another picture of the same generation. */
    turnTo(place: number) {
      position.value = place;
    },
    writeTags(words: string) {
      newTags.value = words;
    },
    writeNote(words: string) {
      note.value = words;
    },
    keepNote,
    /** Go back to the library's note. */
    dropNote() {
      note.value = storedNote;
    },
    /** Show an entry of the gallery, and follow the newest one if this is it. */
    look(entry: Entry) {
      following = entries().newest()?.number === entry.number;
      show(entry);
    },
    /** Whether the newest generation is shown when it comes. */
    follows: () => following,
    /** Show the next new generation when it comes. */
    followNext() {
      following = true;
    },
    /** Show the newest one, if it is followed and nobody writes to the generation shown. */
    follow() {
      if (!following || typing()) return;
      const entry = entries().query.peek() ? null : entries().newest();
      if (entry) show(entry);
    },
    /** Show a new generation even if the search does not find it. */
    followNew(number: number) {
      const isNew = newest > 0 && number > newest;
      newest = number;
      if (!isNew || !following || typing() || !entries().query.peek()) return;
      open(number);
      following = true;
    },
    close: keepNote,
  };
}
