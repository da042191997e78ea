// The viewer: one generation, large, with its lineage, its marks and the actions on it.

import { useLayoutEffect, useState } from "preact/hooks";
import type { Pictures } from "../kernel/pictures.ts";
import type { Entry, PictureEntry } from "../messages.ts";
import { useStore } from "./context.ts";
import { Button, Lines, PayingButton } from "./controls.tsx";
import { dollars, Facts } from "./facts.tsx";
import { Lineage } from "./lineage.tsx";
import { Marks } from "./marks.tsx";

export function Viewer() {
  const { viewing, history } = useStore();
  const entry = viewing.shown.value;

  function press(event: KeyboardEvent) {
    const writing =
      event.target instanceof Element && event.target.matches("input, textarea, select");
    if (entry && !writing && history.press(event, entry, [entry.number])) event.preventDefault();
  }

  return (
    <section class="look viewer" aria-label="Viewer" onKeyDown={press}>
      {entry ? <Generation entry={entry} /> : <p class="none">Pick a picture to see it large.</p>}
    </section>
  );
}

function Generation({ entry }: { entry: Entry }) {
  const { viewing, copyPrompt } = useStore();
  const details = viewing.details.value;
  const prompt = details?.prompt ?? entry.prompt;
  const said = [...entry.error, details?.text ?? entry.text].filter(Boolean);
  const picture = entry.pictures[viewing.position.value];
  const { src, full, gone } = usePictureSteps(picture);
  return (
    <div>
      {picture && (
        <div class="stage" style={{ aspectRatio: `${picture.width} / ${picture.height}` }}>
          {/* Its own size, so that a small copy takes the same place. */}
          <img
            key={picture.hash}
            alt={entry.prompt}
            width={picture.width}
            height={picture.height}
            src={src || undefined}
          />
        </div>
      )}
      {entry.pictures.length > 1 && <Several entry={entry} />}
      <p class="caption">{describe(entry)}</p>
      <div class="said">
        <p class="prompt">{prompt}</p>
        <Button press={() => copyPrompt(prompt)} class="link">
          Copy prompt
        </Button>
      </div>
      {said.length > 0 && (
        <p class={entry.error.length ? "words failed" : "words"}>
          <Lines of={said} />
        </p>
      )}
      {gone && <p class="words failed">The picture's file is gone from the library.</p>}
      <Lineage number={entry.number} />
      <Actions entry={entry} picture={picture} full={full} />
      <Marks entry={entry} />
      <Facts entry={entry} />
    </div>
  );
}

interface Steps {
  hash: string;
  src: string; // the best copy that is here
  full: string; // the file itself
  gone: boolean;
}

/** Return a picture as it comes: its tile, a thumbnail, the file. */
function usePictureSteps(picture: PictureEntry | undefined): Steps {
  const { pictures } = useStore();
  const hash = picture?.hash ?? "";
  const first = firstStep(pictures, hash);
  const [steps, setSteps] = useState(first);
  useLayoutEffect(() => {
    if (!hash) return;
    let current = true;
    const reach = (come: Partial<Steps>) =>
      setSteps((known) => ({
        ...(known.hash === hash ? known : firstStep(pictures, hash)),
        ...come,
      }));
    async function come() {
      const thumbnail = await pictures.url(hash, "thumbnail");
      if (!current) return;
      if (thumbnail) reach({ src: thumbnail });
      // The full file only then: it is large, and a gallery may be waiting behind it.
      const full = await pictures.url(hash, "full");
      if (current) reach(full ? { src: full, full } : { gone: true });
    }
    come();
    return () => {
      current = false;
    };
  }, [hash, pictures]);
  return steps.hash === hash ? steps : first;
}

function firstStep(pictures: Pictures, hash: string): Steps {
  return { hash, src: hash && pictures.held(hash, "tile"), full: "", gone: false };
}

function Several({ entry }: { entry: Entry }) {
  const { position, turnTo } = useStore().viewing;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame, and belongs to a form
    <div class="several" role="group" aria-label="Pictures of this answer">
      {entry.pictures.map((_, place) => (
        <Button
          key={place}
          press={() => turnTo(place)}
          aria-pressed={place === position.value}
          aria-label={`Picture ${place + 1}`}
        >
          {place + 1}
        </Button>
      ))}
    </div>
  );
}

interface ActionsProps {
  entry: Entry;
  picture: PictureEntry | undefined;
  full: string;
}

function Actions({ entry, picture, full }: ActionsProps) {
  const { composer, history, viewing, input, again, copyCell } = useStore();
  const position = viewing.position.value;
  const numbers = [entry.number];
  return (
    <div class="actions">
      <Button press={() => input("edit", entry, position)} class="primary" disabled={!picture}>
        Edit this
      </Button>
      <Button press={() => input("add", entry, position)} disabled={!picture}>
        Add as input
      </Button>
      <PayingButton press={() => again(entry)} title="Another take of the same: a new call">
        Again
      </PayingButton>
      <Button press={() => composer.use(entry.template)}>Use prompt</Button>
      <Button press={() => copyCell(entry)}>Copy cell</Button>
      <span class="actions">
        {picture && (
          <a class="button" download={fileName(entry, picture)} {...(full && { href: full })}>
            Download
          </a>
        )}
        <Button
          press={() => history.save(numbers)}
          title="A zip with the pictures, how they were made, and a page to look at"
        >
          Export
        </Button>
        {entry.deleted ? (
          <Button press={() => history.restore(numbers)}>Restore</Button>
        ) : (
          <Button press={() => history.remove(numbers)} title="Out of sight, with a way back (Del)">
            Delete
          </Button>
        )}
      </span>
    </div>
  );
}

function fileName(entry: Entry, { type }: PictureEntry): string {
  return `${entry.name || entry.number}.${type === "jpeg" ? "jpg" : type}`;
}

function describe(entry: Entry): string {
  const picture = entry.pictures[entry.main];
  const isOther = entry.servedBy && entry.servedBy !== entry.model;
  return [
    `@${entry.number}${entry.name ? ` ${entry.name}` : ""}`,
    isOther ? `${entry.servedBy} (asked: ${entry.model})` : entry.model,
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
