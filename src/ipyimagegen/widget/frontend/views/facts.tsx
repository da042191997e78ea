// Four lines below the picture, each in its place: facts and marks, the prompt, what it was made
// from, and what can be done.

import type { Entry, PictureEntry } from "../messages.ts";
import { failingOf } from "../store/checks.ts";
import { nameOf } from "../store/entries.ts";
import { Report } from "./answer.tsx";
import { useStore } from "./context.ts";
import { Button, Icon, IconButton, PayingButton, Toolbar } from "./controls.tsx";
import { Lineage } from "./lineage.tsx";
import { Rating, StarButton, TagButton } from "./marks.tsx";
import { dollars } from "./money.tsx";
import { ZoomButtons } from "./zoom.tsx";

export interface OneProps {
  entry: Entry;
  picture: PictureEntry | undefined;
  full: string;
}

export function Facts({ entry, picture, full }: OneProps) {
  const { viewing, history, copyPrompt } = useStore();
  const prompt = viewing.details.value?.prompt ?? entry.prompt;
  const { headline, legend } = viewing.difference.value;
  const facts = headline ? `${headline} · ${legend}` : describe(entry, picture);
  return (
    <Toolbar name="This picture" class={entry.only ? "facts of-answer" : "facts"}>
      {entry.only && <Report entry={entry} only={entry.only} />}
      <div class="row">
        <span class="caption cut" title={facts}>
          <b>{nameOf(entry)}</b> <span class="grey digits">{facts}</span>
        </span>
        <span class="spring" />
        {entry.only && picture && <ZoomButtons zoom={viewing.zoom} />}
        {entry.number > 0 && (
          <>
            <Rating
              rating={entry.rating}
              rate={(rating) => viewing.markShown({ kind: "rate", rating })}
            />
            <StarButton
              name="Star"
              isStarred={entry.starred}
              press={() => history.star([entry.number], entry)}
            />
            <TagButton name="Tags and a note" />
          </>
        )}
      </div>
      {!entry.only && (
        <>
          <div class="row">
            <span class="prompt cut" dir="auto" title={prompt}>
              {prompt}
            </span>
            <span class="spring" />
            {prompt && (
              <IconButton
                press={() => copyPrompt(prompt)}
                icon="copy"
                name="Copy prompt"
                class="small"
              />
            )}
          </div>
          <Lineage entry={entry} />
        </>
      )}
      <div class="row actions">
        {picture ? <Actions entry={entry} /> : <WithoutPicture entry={entry} />}
        <span class="spring" />
        {entry.number > 0 && <CellButton entry={entry} />}
        {picture && <Download entry={entry} picture={picture} full={full} class="icon-only" />}
        {entry.number > 0 && (
          <IconButton
            press={() => viewing.toggle("more")}
            icon="more"
            name="More"
            hint="More: details, export, delete"
            aria-expanded={viewing.over.value === "more"}
          />
        )}
      </div>
    </Toolbar>
  );
}

function Actions({ entry }: { entry: Entry }) {
  const { viewing, input, again, takePrompt } = useStore();
  const position = viewing.position.value;
  return (
    <>
      <Button press={() => input("edit", entry, position)} class="primary" title="e">
        Edit this
      </Button>
      <Button press={() => input("add", entry, position)} title="a">
        Add as input
      </Button>
      {entry.number > 0 && (
        <>
          <PayingButton press={() => again(entry)} title="Another take of the same: a new call">
            Again
          </PayingButton>
          <Button press={() => takePrompt(entry)} class="spacious">
            Use prompt
          </Button>
        </>
      )}
    </>
  );
}

/** What can be done with a generation that has no picture, or none yet. */
function WithoutPicture({ entry }: { entry: Entry }) {
  const { takePrompt, again, otherModel } = useStore();
  return (
    <>
      <PayingButton press={() => again(entry)} title="The same once more: a new call">
        Again
      </PayingButton>
      <Button press={() => otherModel(entry)}>Other model</Button>
      <Button press={() => takePrompt(entry)}>Edit prompt</Button>
    </>
  );
}

function CellButton({ entry }: { entry: Entry }) {
  const { copyCell } = useStore();
  return (
    <IconButton
      press={() => copyCell(entry)}
      icon="cell"
      name="Copy cell"
      hint="Copy the cell that makes this"
      class="copy-cell"
    />
  );
}

interface DownloadProps {
  entry: Entry;
  picture: PictureEntry;
  full: string;
  class: string;
}

function Download({ entry, picture, full, class: more }: DownloadProps) {
  return (
    <a
      class={`button ${more}`}
      title="Download"
      download={fileName(entry, picture)}
      {...(full && { href: full })}
    >
      <Icon name="download" />
      <span class="unseen">Download</span>
    </a>
  );
}

export function fileName(entry: Entry, { type }: PictureEntry): string {
  const name = entry.number ? entry.name || entry.number : entry.name.replace(/\.\w+$/, "");
  return `${name || "photograph"}.${type === "jpeg" ? "jpg" : type}`;
}

/** Return the facts of a generation in one line, without its number. */
export function describe(entry: Entry, picture = entry.pictures[entry.main]): string {
  const isOther = entry.servedBy && entry.servedBy !== entry.model;
  const checks = picture === entry.pictures[entry.main] ? entry.checks : [];
  const failing = failingOf(checks);
  return [
    ...failing.map(({ line }) => line), // what is to be seen however narrow it is
    entry.number ? entry.name : `photograph ${entry.ref}`,
    isOther ? `${entry.servedBy} (asked: ${entry.model})` : entry.model,
    ...checks.filter((one) => !failing.includes(one)).map(({ line }) => line),
    entry.seconds >= 1 && !entry.sketch ? `${Math.round(entry.seconds)} s` : "",
    entry.cost === null ? "" : dollars(entry.cost),
    picture ? `${picture.width}×${picture.height} ${picture.type.toUpperCase()}` : "",
    entry.take > 1 ? `take ${entry.take}` : "",
    entry.status === "sent" ? "under way" : "",
    entry.sketch && picture ? "offline sketch" : "",
    entry.deleted ? "deleted" : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
