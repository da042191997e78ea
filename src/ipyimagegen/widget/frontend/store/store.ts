// The store: all that one view of the panel knows, as signals, and all that can be done in it,
// as named actions. Views read the signals and call the actions; nothing else passes between them.

import { batch, effect, signal, untracked } from "@preact/signals";
import { connect, type Model, wordsOf } from "../kernel/line.ts";
import { keepPictures } from "../kernel/pictures.ts";
import type { Entry, PictureEntry, Status } from "../messages.ts";
import { toClipboard } from "../page/clipboard.ts";
import { isWritingBeside } from "../page/focus.ts";
import { leave, notebookOf, takeLeft } from "../page/left.ts";
import { remembered } from "../page/remembered.ts";
import { type Comparing, openComparing } from "./comparing.ts";
import { type Composer, openComposer } from "./composer.ts";
import { type History, openHistory } from "./history.ts";
import { openLayout } from "./layout.ts";
import { openRegion, type Region } from "./region.ts";
import { openSpeech } from "./speech.ts";
import { openSweepGrid, type SweepGrid } from "./sweep_grid.ts";
import { openViewing, type Viewing } from "./viewing.ts";

export type Store = ReturnType<typeof openStore>;

const lastSweep = remembered("sweep", 0); // the last one opened, as it was when the page was loaded

/** Open the store of a view that is drawn into an element. */
export function openStore(model: Model, root: HTMLElement) {
  const line = connect(model);
  const pictures = keepPictures(line);
  const { said, say } = openSpeech();
  const status = signal<Status>({});
  const statusCame = signal(Date.now()); // from when on its seconds count
  const opened = Date.now() / 1000;
  const layout = openLayout();

  const composer: Composer = openComposer({
    line,
    say,
    opening,
    // Who has gone elsewhere by then stays there.
    sent: () => layout.part.peek() === "compose" && layout.turnTo("picture"),
    marksFiled: () => region.settle(),
    forgetMarks: () => region.forget(),
    isUnmarked: () => Boolean(region.active.peek()) && !region.shapes.peek().length,
    tell: (words, more) => history.outcome.show([words], more),
  });
  const history: History = openHistory({
    line,
    model,
    say,
    inputs,
    inputsToCome,
    compare,
    tags: () => viewing.lay("tags"),
    follows: () => viewing.following.peek(),
    show: (entry) => viewing.show(entry),
    open: (number) => viewing.open(number),
    opening,
    changed: () => viewing.fill(),
  });
  const viewing: Viewing = openViewing({
    line,
    say,
    entries: () => history.entries,
    neighbour: (ref, by) => history.neighbour(ref, by),
    stand(spot) {
      history.cursor.stand(spot);
      history.cursor.reveal();
    },
    mark: (numbers, mark) => history.mark(numbers, mark),
    marking: () => region.active.peek() !== "",
    complain: composer.complain,
  });
  const region: Region = openRegion({
    line,
    pictures,
    say,
    complain: composer.complain,
    hold: composer.hold,
    holdFiled: composer.holdFiled,
    isFirst: composer.isFirst,
    drop: composer.dropRegion,
  });
  const comparing: Comparing = openComparing({
    line,
    say,
    entries: () => history.entries,
    viewing: () => viewing,
    selected: (numbers) => history.selected(numbers),
    neighbour: (ref, by) => history.neighbour(ref, by),
    complain: composer.complain,
  });
  const sweepGrid: SweepGrid = openSweepGrid({
    line,
    layout,
    kind: comparing.kind,
    history: () => history,
    showOnStage,
  });
  const complain = (error: unknown) => composer.complain(wordsOf(error));

  /** Act in the composer once it is seen: what is hidden can't have the focus. */
  function inComposer(act: () => void) {
    layout.show("make");
    layout.turnTo("compose");
    queueMicrotask(act); // it is drawn in one, too
  }

  const inputOf = (entry: Entry, picture: PictureEntry) => {
    const position = entry.pictures.indexOf(picture);
    const ref = position === entry.main ? entry.ref : `${entry.ref}.${position + 1}`;
    return { ref, hash: picture.hash, label: entry.number ? ref : entry.name || ref };
  };

  /** Make a picture of an entry the composer's only input, or one more. */
  function input(verb: "edit" | "add", entry: Entry, position = entry.main) {
    const picture = entry.pictures[position];
    if (!picture) return;
    const wanted = inputOf(entry, picture);
    if (verb === "edit") inComposer(() => composer.edit(wanted));
    else composer.add(wanted);
  }

  /**
   * Make entries the only inputs, each of a call of its own or together of one, or add them to
   * those that are there; one alone as `input` does.
   */
  function inputs(verb: "edit" | "together" | "add", entries: Entry[]) {
    const [first, ...more] = entries.filter(({ pictures }) => pictures.length);
    if (!first) return;
    if (more.length === 0) return input(verb === "together" ? "edit" : verb, first);
    const wanted = [first, ...more].flatMap((entry) =>
      entry.pictures.slice(entry.main, entry.main + 1).map((picture) => inputOf(entry, picture)),
    );
    if (verb === "add") return composer.addAll(wanted);
    inComposer(() => (verb === "edit" ? composer.editEach(wanted) : composer.together(wanted)));
  }

  /** Do so when they come; they replace nothing that is composed, and disturb nobody who writes. */
  async function inputsToCome(verb: "edit" | "together" | "add", coming: Promise<Entry[]>) {
    const isSame = composer.watch();
    try {
      const entries = await coming;
      const isWanted = verb === "add" || (isSame() && !isWritingBeside(composer.form.current));
      if (isWanted) inputs(verb, entries);
      else history.outcome.mention("Not taken as inputs: you went on with something else.", true);
    } catch (error) {
      complain(error);
    }
  }

  /** Return the picture on the stage as one that can be marked. */
  function marked() {
    const [entry, picture] = [viewing.shown.value, viewing.picture.value];
    return entry && picture ? { input: inputOf(entry, picture), ...viewing.size.value } : null;
  }

  /** Begin to mark the picture on the stage, or leave that. */
  function onlyHere() {
    if (region.active.peek()) return region.leave();
    if (viewing.face.peek() !== "delivered") viewing.look("result");
    const picture = marked();
    if (!picture) return;
    viewing.lay("");
    layout.show("make");
    layout.turnTo("picture");
    region.open(picture, composer.isFirst(picture.input) && composer.share.peek() > 0);
    queueMicrotask(() => viewing.area.current?.focus());
  }

  /** Make each of the table that is selected the input of a call of its own. */
  function editChosen() {
    inputsToCome("edit", history.selected(sweepGrid.chosen.peek()));
  }

  function takePrompt(entry: Entry) {
    inComposer(() => composer.use(entry.template));
  }

  /** Return how to show generations later, unless the user has turned to others by then. */
  function opening() {
    const looked = () => [
      viewing.shown.peek()?.ref,
      history.selection.refs.peek(),
      region.active.peek(),
    ];
    const before = looked();
    const isSame = () => !viewing.typing() && looked().every((one, at) => one === before[at]);
    return (numbers: number[]) => {
      if (isSame()) openAll(numbers, isSame);
    };
  }

  /** Show a generation, or select several, which are seen together. */
  async function openAll(numbers: number[], isWanted = () => true) {
    const [only] = numbers;
    if (only && numbers.length === 1) return viewing.open(only, isWanted);
    const isLast = history.selection.begin();
    try {
      const found = await Promise.all(numbers.map(viewing.find));
      if (isLast()) history.selection.set(found);
    } catch (error) {
      complain(error);
    }
  }

  /** Go to a generation on the stage, also from where several are seen there. */
  function showOnStage(number: number) {
    if (history.selection.refs.peek().length > 1) history.selection.clear();
    layout.show("make");
    layout.turnTo("picture");
    viewing.open(number);
    setTimeout(() => viewing.area.current?.focus()); // it is seen then
  }

  /** Compare what is selected, or what is shown, and go there. */
  async function compare() {
    comparing.kind.value = "two";
    layout.show("compare");
    await comparing.begin();
    comparing.area.current?.focus();
  }

  /** Compare the two of the table that are selected. */
  async function compareChosen() {
    const numbers = sweepGrid.chosen.peek();
    comparing.kind.value = "two";
    await comparing.begin(numbers);
    comparing.area.current?.focus();
  }

  /** Compare what is shown with what it was made from, whatever is selected. */
  async function beforeAndAfter() {
    comparing.kind.value = "two";
    layout.show("compare");
    await comparing.beginWithShown();
    comparing.area.current?.focus();
  }

  async function copy(text: string, name: string) {
    const isCopied = await toClipboard(text, root);
    const words = isCopied ? `${name} is copied.` : "The browser doesn't allow copying.";
    history.outcome.mention(words, !isCopied);
  }
  const copyCell = (asked: Promise<{ text: string }>) =>
    asked.then(({ text }) => copy(text, "The cell")).catch(complain);

  // A job failed before it was sent, or a message without a number was refused.
  line.on("refused", ({ view, id, words }) => {
    if (view === line.view && id === 0) composer.complain(words);
  });

  function statusChanged() {
    const told = model.get("_status") ?? {};
    if (told.total === undefined) return; // none was sent yet
    const { library } = status.peek();
    batch(() => {
      if (library !== undefined && library !== told.library) {
        history.forget();
        comparing.empty();
        const lost = viewing.empty();
        const words = ["Not kept, because another library is in use:", lost];
        if (lost) history.outcome.show(words, { failed: true });
      }
      status.value = told;
      statusCame.value = Date.now();
      composer.statusChanged(told);
      history.statusChanged(told);
      viewing.newestIs(told.newest ?? 0);
    });
    viewing.renew();
  }
  const pickedChanged = () => history.selection.follow();
  const composerChanged = () => composer.show(model.get("_composer") ?? {});

  const stopFollowing = effect(() => {
    const picture = marked();
    const [first] = composer.inputs.value;
    const only = composer.only.value;
    untracked(() => region.follow(picture, first, only));
  });
  /** Go to the sweep that the panel was opened with, unless a page before this one did. */
  function sweepChanged() {
    const { key = "", count = 0 } = model.get("_sweep") ?? {};
    if (!key || count <= Number(lastSweep.value)) return;
    lastSweep.keep(String(count));
    sweepGrid.open(key);
  }

  let notebook: Element | null = null; // that it stands in, once it is in the page

  /** Take the place in the page, and go on with what the view of a dead kernel left there. */
  function settleIn() {
    if (notebook) return;
    notebook = notebookOf(root);
    const left = takeLeft(notebook);
    if (!left) return;
    composer.goOn(left.composed);
    viewing.begin(left.shown);
  }

  const stopSeeing = effect(() => history.see(viewing.shown.value?.number ?? 0));
  const stopReaching = effect(() => {
    const entry = viewing.shown.value;
    history.entries.version.value; // where it stands may change
    if (entry) untracked(() => history.reach(entry));
  });
  let kept = model.get("_shown") ?? ""; // by the kernel
  const stopKeeping = effect(() => {
    const ref = viewing.shown.value?.ref ?? "";
    if (!ref || ref === kept) return;
    kept = ref;
    line.send("look", { ref });
  });
  model.on("change:_status", statusChanged);
  model.on("change:picked", pickedChanged);
  model.on("change:_composer", composerChanged);
  model.on("change:_sweep", sweepChanged);
  // What is seen first is asked for first; whether the status is up to date can wait for that.
  history.begin().finally(() => line.send("hello", {}));
  viewing.begin(kept);
  composerChanged();
  pickedChanged();
  statusChanged();
  sweepChanged();

  return {
    kernel: line.state,
    pictures,
    said,
    status,
    statusCame,
    /** When this view was opened, in seconds since 1970. */
    opened,
    layout,
    settleIn,
    composer,
    viewing,
    history,
    comparing,
    region,
    onlyHere,
    showOnStage,
    sweepGrid,
    input,
    inputs,
    editChosen,
    compare,
    compareChosen,
    beforeAndAfter,
    /** Make another take of a generation. */
    again(entry: { number: number }) {
      line.ask("again", { number: entry.number }).then(() => say("Asked once more."), complain);
    },
    takePrompt,
    otherModel: (entry: Entry) => inComposer(() => composer.askAnother(entry.number)),
    stop: (job: number) => line.send("stop", { job }),
    waitAgain: (job: number) => line.send("waitAgain", { job }),
    removeWaiting: () => line.send("removeWaiting", {}),
    copyText: copy,
    copyPrompt: (text: string) => copy(text, "The prompt"),
    copyCell: (entry: Entry) => copyCell(line.ask("cell", { number: entry.number })),
    async copyComposedCell() {
      if ((await region.settle()) === "failed") return;
      await copyCell(line.ask("composedCell", composer.composition()));
    },
    /** Return what a press of the button would send, and the sentence that is added. */
    async whatIsSent() {
      await region.settle();
      return line.ask("whatIsSent", composer.composition());
    },
    close() {
      model.off("change:_status", statusChanged);
      model.off("change:picked", pickedChanged);
      model.off("change:_composer", composerChanged);
      model.off("change:_sweep", sweepChanged);
      stopSeeing();
      stopKeeping();
      stopReaching();
      stopFollowing();
      region.close();
      composer.close();
      if (notebook && line.state.peek() === "gone") {
        const shown = viewing.shown.peek()?.ref ?? "";
        leave(notebook, { composed: composer.held(), shown });
      }
      viewing.close();
      comparing.close();
      history.close();
      pictures.close();
      line.close();
    },
  };
}
