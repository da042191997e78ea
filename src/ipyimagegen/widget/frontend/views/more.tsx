// More: the rest of what is known of the generation shown, and of what can be done with it.

import { useStore } from "./context.ts";
import { Button } from "./controls.tsx";
import { Details } from "./details.tsx";
import { fileName, type OneProps } from "./facts.tsx";
import { Popover } from "./popover.tsx";
import { CompareButton, OnlyHereButton, PicturesOfAnswer } from "./toolbar.tsx";
import { ZoomButtons } from "./zoom.tsx";

export function More({ entry, picture, full }: OneProps) {
  const { history, takePrompt, copyCell, viewing } = useStore();
  const { details, following, follow, uncover } = viewing;
  const prompt = details.value?.prompt ?? entry.prompt;
  const text = details.value?.text ?? entry.text;
  function findAlike() {
    uncover();
    history.search.write(`like:${entry.ref}`);
  }
  return (
    <Popover name={`More of ${entry.ref}`} class="popover more" close={uncover}>
      <div class="actions">
        <Keeping entry={entry} />
        {picture && (
          <span class="cramped zooming">
            <ZoomButtons zoom={viewing.zoom} />
          </span>
        )}
        {picture && (
          <span class="cramped">
            <Button press={() => takePrompt(entry)}>Use prompt</Button>
            <a class="button" download={fileName(entry, picture)} {...(full && { href: full })}>
              Download
            </a>
          </span>
        )}
        {picture && entry.only && (
          <span class="verbs-of-answer">
            <OnlyHereButton />
            <CompareButton hint="With what it was made from (c)" />
          </span>
        )}
        <span class="cramped">
          <Button press={() => copyCell(entry)}>Copy cell</Button>
        </span>
        {picture && (
          <Button press={findAlike} title="Search for what looks like it, the layout not the words">
            Like this
          </Button>
        )}
        <Button
          press={() => follow(!following.value)}
          aria-pressed={following.value}
          title="Show each new picture when it comes"
        >
          Follow the newest
        </Button>
      </div>
      {entry.pictures.length > 1 && <PicturesOfAnswer entry={entry} />}
      {text && (
        <>
          <div class="heading">The model's words</div>
          <p class="whole" dir="auto">
            {text}
          </p>
        </>
      )}
      <div class="heading">Prompt</div>
      <p class="whole" dir="auto">
        {prompt}
      </p>
      <div class="heading">Details</div>
      <Details entry={entry} />
    </Popover>
  );
}

function Keeping({ entry }: Pick<OneProps, "entry">) {
  const { history, viewing } = useStore();
  const numbers = [entry.number];
  function remove() {
    viewing.lay("");
    history.remove(numbers);
  }
  return (
    <>
      <Button
        press={() => history.save(numbers)}
        title="A zip with the pictures, how they were made, and a page to look at"
      >
        Export
      </Button>
      {entry.deleted ? (
        <Button press={() => history.restore(numbers)}>Restore</Button>
      ) : (
        <Button press={remove} title="Out of sight, with a way back (Del)">
          Delete
        </Button>
      )}
    </>
  );
}
