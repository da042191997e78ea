// Made by scripts/message-types of the kernel's messages and shapes, and never edited.

export const MAX_LIST = 100;
export const MAX_PAGE = 200;
export const MAX_QUERY = 1000;
export const MAX_RATING = 5;
export const MAX_TAKES = 10000;

/** A picture of a generation, without its pixels. */
export interface PictureEntry {
  hash: string;
  type: string;
  width: number;
  height: number;
  size: number;
}

/** An input of a generation. */
export interface InputEntry {
  name: string;
  number: number;
}

/** A part of a line; the weighty ones are what it is about. */
export interface Part {
  words: string;
  weighty: boolean;
}

/** The answer to an edit of a region, as it was pasted into its picture, or not. */
export interface Pasted {
  pasted: boolean;
  lines: Part[][];
  isCut: boolean;
  delivered: number;
  before: string;
  widened: number;
  wider: number;
}

/** What a check found of a picture. */
export interface CheckEntry {
  state: string;
  line: string;
}

/** A generation or a photograph in the history and on the stage. */
export interface Entry {
  ref: string;
  number: number;
  status: string;
  model: string;
  servedBy: string;
  template: string;
  prompt: string;
  text: string;
  name: string;
  seconds: number;
  age: number;
  cost: number | null;
  sketch: boolean;
  take: number;
  aspect: string;
  inputs: InputEntry[];
  error: string[];
  words: string;
  starred: boolean;
  rating: number;
  deleted: boolean;
  pictures: PictureEntry[];
  main: number;
  only: Pasted | null;
  checks: CheckEntry[];
}

/** A group of the history, without its entries. */
export interface Group {
  key: string;
  title: string;
  count: number;
  age: number;
}

/** A page of what stands in a group, as `serialize.entry` writes it. */
export interface Page {
  group: string;
  start: number;
  entries: Entry[];
}

/** A sweep in the list of those that can be looked at. */
export interface SweepEntry {
  key: string;
  title: string;
  numbers: string;
}

/** A direction of a sweep: an axis, the models, the takes, or the rows of a table. */
export interface SweepDimension {
  name: string;
  labels: string[];
}

/** A member of a sweep: made, failed, or still to come. */
export interface SweepMember {
  places: number[];
  number: number;
  status: string;
  model: string;
  servedBy: string;
  prompt: string;
  words: string;
  seconds: number;
  cost: number | null;
  rating: number;
  starred: boolean;
  deleted: boolean;
  sketch: boolean;
  free: boolean;
  picture: PictureEntry | null;
  checks: CheckEntry[];
}

/** An input or a generation in a lineage. */
export interface Node {
  number: number;
  name: string;
  hash: string;
  width: number;
  height: number;
}

/** A part of two prompts: in both, or in one of them alone. */
export interface Segment {
  kind: "same" | "gone" | "new";
  text: string;
}

/** What is to be said of something: a name, and words. */
export interface Fact {
  name: string;
  words: string;
}

/** The rest of a generation, which the stage shows beside its entry. */
export interface DetailsEntry {
  prompt: string;
  template: string;
  text: string;
  gateway: string;
  size: string;
  extra: string;
  created: string;
  notebook: string;
  tags: string[];
  note: string;
  steps: Node[][];
  whole: boolean;
  children: Node[];
  more: number;
}

/** A job under way, or one that waits for its turn. */
export interface JobEntry {
  id: number;
  number: number;
  model: string;
  prompt: string;
  seconds: number;
  low: number;
  high: number;
  pause: number;
  input: string;
  source: string;
  origin: string;
}

/** A job that ended, or that nobody waits for any more. */
export interface EndedEntry {
  id: number;
  number: number;
  model: string;
  prompt: string;
  hash: string;
  how: "done" | "failed" | "stopped" | "left";
  words: string;
  seconds: number;
  cost: number | null;
  at: number;
}

/** The jobs of the kernel. */
export interface Jobs {
  listed: JobEntry[];
  running: number;
  waiting: number;
  ended: EndedEntry[];
  trouble: string[];
  unsent: number;
}

/** The dollars of today's calls. */
export interface Money {
  spent: number;
  held: number;
  budget: number | null;
  paid: number;
  holding: number;
}

/** The trait that is sent anew at every change; empty until the first one. */
export interface Status {
  gateway?: string;
  sketches?: boolean;
  model?: string;
  models?: string[];
  aspects?: string[];
  total?: number;
  newest?: number;
  revision?: number;
  jobs?: Jobs;
  atOnce?: number;
  money?: Money;
  error?: string[];
  waits?: boolean;
  library?: number;
}

/** The trait that names the sweep with which the panel was opened; empty without one. */
export interface OpenedSweep {
  key?: string;
  count?: number;
}

/** An input in the composer. */
export interface ComposedInput {
  ref: string;
  hash: string;
  name: string;
}

/** The trait that holds the composer's fields, with what is known of each input. */
export interface Composed {
  view?: string;
  version?: number;
  template?: string;
  models?: string[];
  aspect?: string;
  takes?: number;
  inputs?: ComposedInput[];
  together?: boolean;
  only?: ComposedInput[];
  crop?: boolean;
  share?: number;
  options?: string;
}

/** A part of the template, as `ipyimagegen.prompts.pieces` reads it. */
export interface Piece {
  text: string;
  kind: "text" | "axis" | "value" | "unknown";
  words: string;
}

/** The words on the button that sends, and the effect that it would have. */
export interface Press {
  label: string;
  price: string;
  new: number;
}

/** The messages to the kernel, by their kind. */
export interface ToKernel {
  /** Let ``@picked`` name these references, in this order. */
  pick: {
    view: string;
    id: number;
    picked: string[];
  };
  /** A view has been drawn. */
  hello: Record<string, never>;
  /** Keep what the stage shows, so that a reload finds it again. */
  look: {
    ref: string;
  };
  /** Stop waiting for a job; one that was not sent yet is dropped. */
  stop: {
    job: number;
  };
  /** Wait after all for a job that was stopped waiting for. */
  waitAgain: {
    job: number;
  };
  /** Drop all jobs that were not sent yet. */
  removeWaiting: Record<string, never>;
  /** Keep the composer's fields, so that a reload finds them again. */
  compose: {
    view: string;
    template: string;
    models: string[];
    aspect: string;
    takes: number;
    inputs: string[];
    together: boolean;
    only: string[];
    crop: boolean;
    options: string;
    version: number;
  };
  /** Make pictures of the composer's fields. */
  generate: {
    view: string;
    template: string;
    models: string[];
    aspect: string;
    takes: number;
    inputs: string[];
    together: boolean;
    only: string[];
    crop: boolean;
    options: string;
    id: number;
    confirmed: number;
  };
  /** Send the pictures that a press of the button would send, and the sentence that is added. */
  whatIsSent: {
    view: string;
    template: string;
    models: string[];
    aspect: string;
    takes: number;
    inputs: string[];
    together: boolean;
    only: string[];
    crop: boolean;
    options: string;
    id: number;
  };
  /** Send a page of the history's groups, or say why it can't be searched. */
  groups: {
    view: string;
    id: number;
    query: string;
    arrangement: "template" | "time";
    zone: string;
    start: number;
    count: number;
    entries: boolean;
    tiles: boolean;
  };
  /** Send pages of what stands in groups. */
  entries: {
    view: string;
    id: number;
    query: string;
    pages: {
      group: string;
      start: number;
    }[];
    count: number;
  };
  /** Send everything that the library knows of a generation. */
  details: {
    view: string;
    id: number;
    number: number;
  };
  /** Send what turns the prompt of one generation into that of another; 0 has no prompt. */
  words: {
    view: string;
    id: number;
    first: number;
    second: number;
  };
  /** Send the bytes of a picture. */
  picture: {
    hash: string;
    size: "thumbnail" | "full";
  };
  /** Send the tiles of pictures, many in one message. */
  tiles: {
    hashes: string[];
  };
  /** Send how a picture differs from another one, in words and as a picture. */
  difference: {
    view: string;
    id: number;
    first: string;
    second: string;
    aligned: boolean;
  };
  /** Make another take of a generation. */
  again: {
    view: string;
    id: number;
    number: number;
  };
  /** The next chunk of a picture from the browser, in the message's one buffer. */
  upload: {
    view: string;
    id: number;
    name: string;
    total: number;
    start: number;
    mask: boolean;
  };
  /** Send the sweeps that can be looked at: variables, and prompts of several pictures. */
  sweeps: {
    view: string;
    id: number;
  };
  /** Send the members of a sweep with their labels, without pixels. */
  sweep: {
    view: string;
    id: number;
    key: string;
  };
  /** Send the text of the cell that makes a generation again. */
  cell: {
    view: string;
    id: number;
    number: number;
  };
  /** Send the text of the cell that stands for the composer's fields. */
  composedCell: {
    view: string;
    template: string;
    models: string[];
    aspect: string;
    takes: number;
    inputs: string[];
    together: boolean;
    only: string[];
    crop: boolean;
    options: string;
    id: number;
  };
  /** Read the text of a cell into the composer's fields. */
  pastedCell: {
    view: string;
    id: number;
    text: string;
  };
  /** Paste the answer to an edit of a region anew, into one that reaches further. */
  widen: {
    view: string;
    id: number;
    number: number;
    pixels: number;
  };
  /** Rate generations from 1 to 5; 0 takes their rating away. */
  rate: {
    view: string;
    id: number;
    numbers: number[];
    rating: number;
  };
  /** Tag generations with words, and take away those that begin with ``-``. */
  tag: {
    view: string;
    id: number;
    numbers: number[];
    changes: string[];
  };
  /** Write a note to a generation. */
  annotate: {
    view: string;
    id: number;
    number: number;
    note: string;
  };
  /** Put generations out of sight. */
  delete: {
    view: string;
    id: number;
    numbers: number[];
  };
  /** Bring generations back. */
  restore: {
    view: string;
    id: number;
    numbers: number[];
  };
  /** Write generations into a bundle in the kernel's working folder. */
  export: {
    view: string;
    id: number;
    numbers: number[];
  };
}

/** The messages from the kernel, by their kind. */
export interface ToBrowser {
  /** Pages of what stands in groups. */
  entries: {
    kind: "entries";
    view: string;
    id: number;
    query: string;
    pages: Page[];
  };
  /** A page of the history's groups. */
  groups: {
    kind: "groups";
    view: string;
    id: number;
    start: number;
    groups: Group[];
    total: number;
    count: number;
    revision: number;
    pages: Page[];
    tiles: string[];
  };
  /** The sweeps that can be looked at. */
  sweeps: {
    kind: "sweeps";
    view: string;
    id: number;
    sweeps: SweepEntry[];
  };
  /** A sweep, the slowest dimension first; of one that is too large the first members. */
  sweep: {
    kind: "sweep";
    view: string;
    id: number;
    key: string;
    title: string;
    dimensions: SweepDimension[];
    members: SweepMember[];
    total: number;
  };
  /** A generation, as `serialize.entry` and `serialize.details` write it. */
  details: {
    kind: "details";
    view: string;
    id: number;
    entry: Entry;
    details: DetailsEntry;
  };
  /** What turns one prompt into another, in order; nothing for two that are the same. */
  words: {
    kind: "words";
    view: string;
    id: number;
    segments: Segment[];
  };
  /** How a picture differs from another one; the difference as a picture is in the buffer. */
  difference: {
    kind: "difference";
    view: string;
    id: number;
    type: string;
    headline: string;
    facts: Fact[];
    legend: string;
  };
  /** The text of a cell. */
  cell: {
    kind: "cell";
    view: string;
    id: number;
    text: string;
  };
  /** ``@picked`` names the references of the message. */
  picked: {
    kind: "picked";
    view: string;
    id: number;
  };
  /** A rating, a tag or a note is kept. */
  marked: {
    kind: "marked";
    view: string;
    id: number;
  };
  /** These generations are out of sight. */
  deleted: {
    kind: "deleted";
    view: string;
    id: number;
    numbers: number[];
  };
  /** These generations are back. */
  restored: {
    kind: "restored";
    view: string;
    id: number;
    numbers: number[];
  };
  /** A bundle is written; the words name it. */
  exported: {
    kind: "exported";
    view: string;
    id: number;
    words: string;
  };
  /** The count of an upload's bytes that have arrived. */
  received: {
    kind: "received";
    view: string;
    id: number;
    received: number;
  };
  /** An upload is a picture of the library. */
  uploaded: {
    kind: "uploaded";
    view: string;
    id: number;
    ref: string;
    hash: string;
    prompt: string;
    by: string;
  };
  /** A pasted cell, as the composer's fields. */
  cellRead: {
    kind: "cellRead";
    view: string;
    id: number;
    composed: Composed;
  };
  /** What would be sent; small copies of the pictures are in the message's buffers. */
  sent: {
    kind: "sent";
    view: string;
    id: number;
    names: string[];
    types: string[];
    sentence: string;
  };
  /** Jobs have begun. */
  accepted: {
    kind: "accepted";
    view: string;
    id: number;
    new: number;
    replayed: number[];
  };
  /** So many new calls are sent only when they are confirmed. */
  unconfirmed: {
    kind: "unconfirmed";
    view: string;
    id: number;
    new: number;
  };
  /** The reason why a message failed, or a job ended before it was sent. */
  refused: {
    kind: "refused";
    view: string;
    id: number;
    words: string[];
  };
  /** The kernel lives, even if nothing has changed. */
  hello: {
    kind: "hello";
  };
  /** A picture's bytes, in the message's one buffer. */
  picture: {
    kind: "picture";
    hash: string;
    size: string;
    type: string;
  };
  /** Tiles of these pictures, in a buffer each. */
  tiles: {
    kind: "tiles";
    hashes: string[];
  };
  /** The reason why a picture or a tile can't be sent. */
  missing: {
    kind: "missing";
    hash: string;
    size: string;
    words: string[];
  };
  /** The effect that Generate would have; where it would fail, the reason, and not fine. */
  plan: {
    kind: "plan";
    view: string;
    version: number;
    parts: Part[];
    fine: boolean;
    press: Press;
    pieces: Piece[];
  };
}

/** What answers a message to the kernel, by its kind. */
export interface Answers {
  groups: ToBrowser["groups"];
  entries: ToBrowser["entries"];
  sweeps: ToBrowser["sweeps"];
  sweep: ToBrowser["sweep"];
  details: ToBrowser["details"];
  words: ToBrowser["words"];
  difference: ToBrowser["difference"];
  generate: ToBrowser["accepted"] | ToBrowser["unconfirmed"];
  composedCell: ToBrowser["cell"];
  whatIsSent: ToBrowser["sent"];
  pastedCell: ToBrowser["cellRead"];
  widen: ToBrowser["details"];
  again: ToBrowser["accepted"];
  cell: ToBrowser["cell"];
  pick: ToBrowser["picked"];
  rate: ToBrowser["marked"];
  tag: ToBrowser["marked"];
  annotate: ToBrowser["marked"];
  delete: ToBrowser["deleted"];
  restore: ToBrowser["restored"];
  export: ToBrowser["exported"];
  upload: ToBrowser["received"] | ToBrowser["uploaded"];
}
