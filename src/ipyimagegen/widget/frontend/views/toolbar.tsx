// The stage's toolbar: to the neighbours, which of an answer's pictures, how large, and comparing.

import type { Entry } from "../messages.ts";
import { nameOf } from "../store/entries.ts";
import { Faces } from "./answer.tsx";
import { useStore } from "./context.ts";
import { Button, Icon, IconButton, Toolbar } from "./controls.tsx";
import { ZoomButtons } from "./zoom.tsx";

export function StageToolbar({ entry }: { entry: Entry }) {
  const { viewing, history } = useStore();
  history.entries.version.value; // its neighbours may change
  const hasPicture = entry.pictures.length > 0;
  return (
    <Toolbar name="View" class={entry.only ? "toolbar answered" : "toolbar"}>
      <IconButton
        press={() => viewing.step(-1)}
        icon="left"
        name="The one before"
        hint="The one before (←)"
        class="small"
        aria-disabled={!history.neighbour(entry.ref, -1)}
      />
      <IconButton
        press={() => viewing.step(1)}
        icon="right"
        name="The next one"
        hint="The next one (→)"
        class="small"
        aria-disabled={!history.neighbour(entry.ref, 1)}
      />
      <b class="digits cut">{nameOf(entry)}</b>
      {entry.only && <Faces only={entry.only} />}
      {entry.pictures.length > 1 && !entry.only && <PicturesOfAnswer entry={entry} />}
      <span class="spring" />
      {hasPicture && !entry.only && <ZoomButtons zoom={viewing.zoom} />}
      {hasPicture && <OnlyHereButton />}
      {hasPicture && <CompareButton hint="With what it was made from (c)" />}
    </Toolbar>
  );
}

export function OnlyHereButton() {
  const { onlyHere } = useStore();
  return (
    <Button press={onlyHere} class="small verb" title="Mark what may change, and nothing else (m)">
      <Icon name="region" />
      <span class="name">Only here</span>
    </Button>
  );
}

export function CompareButton({ hint }: { hint: string }) {
  const { compare } = useStore();
  return (
    <Button press={compare} class="small verb" title={hint}>
      <Icon name="compare" />
      <span class="name">Compare</span>
    </Button>
  );
}

export function PicturesOfAnswer({ entry }: { entry: Entry }) {
  const { position, turnTo } = useStore().viewing;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame, and belongs to a form
    <span class="segment" role="group" aria-label="Pictures of this answer">
      {entry.pictures.map((_, place) => (
        <Button
          key={place}
          press={() => turnTo(place)}
          class="small"
          aria-pressed={place === position.value}
          aria-label={`Picture ${place + 1}`}
        >
          {place + 1}
        </Button>
      ))}
    </span>
  );
}
