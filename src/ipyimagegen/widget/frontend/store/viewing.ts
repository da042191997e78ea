// What is looked at: one generation with its details, which picture of it, how large, and what is
// being written about it. It changes only when the user asks for that, or follows the newest one.

import { batch, computed, effect, signal } from "@preact/signals";
import { createRef } from "preact";
import { type Line, wordsOf } from "../kernel/line.ts";
import type { DetailsEntry, Entry } from "../messages.ts";
import { focusedBeside, isWrittenIn } from "../page/focus.ts";
import { openDifference } from "./difference.ts";
import type { Entries, Spot } from "./entries.ts";
import type { Mark } from "./history.ts";
import { numberIn } from "./selection.ts";
import type { Say } from "./speech.ts";
import { openZoom } from "./zoom.ts";

interface Parts {
  line: Line;
  say: Say;
  /** Return the gallery's entries. */
  entries: () => Entries;
  /** Return where the neighbour of a reference stands in the gallery, */
  neighbour: (ref: string, by: number) => Spot | null;
  /** and let the gallery stand there. */
  stand: (spot: Spot) => void;
  mark: (numbers: number[], mark: Mark) => Promise<boolean>;
  /** Whether the picture on the stage is being marked. */
  marking: () => boolean;
  complain: (words: string[]) => void;
}

/** What is looked at of an edit of a region. */
export type Face = "result" | "delivered" | "before" | "difference";
/** What lies over the stage, one at a time. */
export type Over = "" | "tags" | "more";
export type Viewing = ReturnType<typeof openViewing>;

export function openViewing(parts: Parts) {
  const { line, say, entries, neighbour, stand, mark, marking, complain } = parts;
  const shown = signal<Entry | null>(null);
  const details = signal<DetailsEntry | null>(null);
  const position = signal(0); // of the picture
  const face = signal<Face>("result");
  const turned = signal(""); // the hash of a picture that its camera turned
  const difference = openDifference(line, say);
  const zoom = openZoom();
  const over = signal<Over>("");
  const note = signal("");
  const newTags = signal("");
  const following = signal(false); // whether the newest generation is shown when it comes
  const marks = createRef<HTMLDivElement>(); // where tags and the note are written
  const area = createRef<HTMLDivElement>(); // of the picture
  let storedNote = ""; // as the library has it, or will have it
  const keeping = new Map<number, string>(); // notes that are on their way there
  let newest = 0; // the highest number in the library
  let opening = 0; // the number of the last request to show a generation
  let before = ""; // the reference of what was looked at before this view was drawn,
  let isFinding = false; // and whether it is asked for
  let asking = false; // for details,
  let askAgain = false; // and something changed meanwhile

  const picture = computed(() => shown.value?.pictures[position.value]);
  /** How large the picture is, upright, in its own pixels. */
  const size = computed(() => {
    const { hash = "", width = 0, height = 0 } = picture.value ?? {};
    return turned.value === hash ? { width: height, height: width } : { width, height };
  });

  /** The hash of the picture from which the one shown is told, where that is looked at. */
  const apart = computed(() => (face.value === "difference" && shown.value?.only?.before) || "");
  const hash = computed(() => picture.value?.hash ?? "");
  const stopDiffering = effect(() => {
    if (apart.value && hash.value) difference.want(apart.value, hash.value, false);
    else difference.forget();
  });

  /** Whether somebody is writing a tag or a note. */
  function typing(): boolean {
    const writing = focusedBeside(marks.current);
    return isWrittenIn(writing) && Boolean(marks.current?.contains(writing));
  }

  async function markShown(given: Mark): Promise<boolean> {
    const number = shown.peek()?.number;
    return number ? mark([number], given) : false;
  }

  /** Send the note, if it was edited since it was last kept. */
  async function keepNote() {
    const number = shown.peek()?.number;
    const [before, written] = [storedNote, note.peek()];
    if (!number || written.trim() === before.trim()) return;
    storedNote = written;
    keeping.set(number, written);
    const isKept = await markShown({ kind: "annotate", note: written });
    if (keeping.get(number) === written) keeping.delete(number);
    // One that is refused stays in the box, and is sent again from there.
    if (!isKept && shown.peek()?.number === number && storedNote === written) storedNote = before;
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
        if (zoom.scale.peek() !== 1) zoom.fit(); // at 1:1 one goes on comparing
      }
      look(entry, entry.only?.pasted === false ? "delivered" : "result");
      shown.value = entry;
    });
    renew();
  }

  /** Look at a face of an edit of a region. */
  function look(entry: Entry, wanted: Face) {
    face.value = wanted;
    position.value = (wanted === "delivered" && entry.only?.delivered) || entry.main;
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
      const isPastedNow = !shown.peek()?.only && entry.only;
      if (shown.peek()?.status !== entry.status || isPastedNow)
        look(entry, entry.only?.pasted === false ? "delivered" : "result");
      shown.value = entry;
      details.value = found;
      noteCame(keeping.get(entry.number) ?? found.note);
    });
  }

  /** Return a number's entry, wherever it stands. */
  async function find(number: number): Promise<Entry> {
    return entries().find(number) ?? (await line.ask("details", { number })).entry;
  }

  /** Show a number's entry, now or when it comes, if that is still wanted then. */
  async function open(number: number, isWanted = () => true) {
    const known = entries().find(number);
    if (known) return show(known);
    opening += 1;
    const mine = opening;
    try {
      const entry = await find(number);
      if (mine === opening && isWanted()) show(entry);
    } catch (error) {
      complain(wordsOf(error));
    }
  }

  /** Fill an empty stage: with what was looked at before, else with the newest one. */
  function fill() {
    if (shown.peek() || entries().query.peek()) return;
    const entry = entries().find(before) ?? (isFinding ? null : entries().newest());
    if (entry) show(entry);
  }

  function lay(wanted: Over) {
    if (over.peek() === "tags") keepNote();
    over.value = wanted;
  }

  return {
    shown,
    details,
    position,
    picture,
    size,
    face,
    /** How an edit of a region differs from the picture before, where that is looked at. */
    difference: difference.found,
    zoom,
    over,
    note,
    newTags,
    following,
    marks,
    area,
    find,
    open,
    renew,
    markShown,
    show,
    /** Show the neighbour in the gallery, now or when it comes; return whether there is one. */
    step(by: number): boolean {
      const from = shown.peek()?.ref ?? "";
      const spot = neighbour(from, by);
      if (!spot) return false;
      const go = (entry: Entry) => {
        show(entry);
        stand(spot);
      };
      const entry = entries().at(spot);
      if (entry) go(entry);
      else
        entries()
          .come(spot)
          .then((came) => came && shown.peek()?.ref === from && go(came));
      return true;
    },
    /** Look at another face of an edit of a region. */
    look(wanted: Face) {
      const entry = shown.peek();
      if (entry) batch(() => look(entry, wanted));
    },
    /** Paste the answer anew, into a region that reaches so many pixels further: no call. */
    widen(pixels: number) {
      const number = shown.peek()?.number ?? 0;
      line.ask("widen", { number, pixels }).then(
        (answer) => {
          if (shown.peek()?.number !== number) return;
          detailsCame(answer.entry, answer.details);
          batch(() => look(answer.entry, "result"));
        },
        (error) => complain(wordsOf(error)),
      );
    },
    /** Take note of the size of the copy that is shown: a camera may have turned its picture. */
    loaded(width: number, height: number) {
      const { hash = "", width: across = 0, height: down = 0 } = picture.peek() ?? {};
      if (width > height !== across > down && width !== height) turned.value = hash;
    },
    /** Show another picture of the same generation. */
    turnTo(place: number) {
      position.value = place;
    },
    /** Lay something over the stage, or take it away: a button does both. */
    lay,
    uncover: () => lay(""),
    toggle: (wanted: Over) => lay(over.peek() === wanted ? "" : wanted),
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
    follow(wanted: boolean) {
      following.value = wanted;
      if (wanted && newest) open(newest);
    },
    /** Begin with what was looked at before this view was drawn; nothing without a reference. */
    async begin(ref: string) {
      const number = numberIn(ref);
      before = ref || before;
      if (!number || shown.peek()) return;
      isFinding = true;
      const found = await find(number).catch(() => null); // it may be gone for good
      isFinding = false;
      if (found && !shown.peek()) show(found);
      else fill();
    },
    fill,
    /** Show a new generation if the newest is followed, and nobody writes to or marks the one shown. */
    newestIs(number: number) {
      const isNew = newest > 0 && number > newest;
      const isWanted = () => following.peek() && !typing() && !marking();
      newest = number;
      if (isNew && isWanted()) open(number, isWanted);
    },
    typing,
    /**
     * Show nothing, because its number means another generation in the library in use now; return
     * what was being written for the one before.
     */
    empty(): string {
      const written = [newTags.peek(), note.peek() === storedNote ? "" : note.peek()];
      opening += 1;
      newest = 0;
      before = "";
      keeping.clear();
      batch(() => {
        shown.value = details.value = null;
        note.value = storedNote = newTags.value = over.value = "";
      });
      return written.filter(Boolean).join(" · ");
    },
    close() {
      keepNote();
      stopDiffering();
      difference.forget();
    },
  };
}
