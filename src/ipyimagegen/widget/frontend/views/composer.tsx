// The composer: inputs, template, model, aspect ratio, and the buttons that send or copy them.

import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { freshId } from "../page/ids.ts";
import { filesOf } from "../page/pasting.ts";
import type { Input } from "../store/composer.ts";
import { useStore } from "./context.ts";
import { Button, Lines, PayingButton, plainText } from "./controls.tsx";
import { usePicture } from "./hooks.ts";

const LONG = 200; // characters of a file's prompt that are shown

export function Composer() {
  const { composer, copyComposedCell, unsendable } = useStore();
  const { fine } = composer.plan.value;
  const words = unsendable.value || composer.plan.value.words;
  return (
    <section class="composer" aria-label="Composer" ref={composer.form}>
      <div class="heading">Inputs</div>
      <Strip />
      <FilePrompt />
      <Template />
      <Options />
      <p class={fine ? "plan" : "plan failed"} hidden={!words}>
        {words}
      </p>
      <p class="alert" role="alert" hidden={composer.complaint.value.length === 0}>
        <Lines of={composer.complaint.value} />
      </p>
      <div class="actions">
        <PayingButton
          press={composer.generate}
          class="primary"
          disabled={Boolean(unsendable.value)}
        >
          Generate
        </PayingButton>
        <Button press={copyComposedCell}>Copy cell</Button>
      </div>
    </section>
  );
}

function Strip() {
  const { composer } = useStore();
  const list = useRef<HTMLOListElement>(null);
  const drop = useRef<HTMLButtonElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const focused = useRef(-1); // the place whose button gets the focus once it is drawn
  const inputs = composer.inputs.value;

  useLayoutEffect(() => {
    if (focused.current < 0) return;
    (list.current?.querySelectorAll("button")[focused.current] ?? drop.current)?.focus();
    focused.current = -1;
  });

  function remove(place: number) {
    focused.current = place;
    composer.remove(place);
  }
  function press(event: KeyboardEvent, place: number) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    if (!event.altKey || !step || !composer.move(place, step)) return;
    event.preventDefault();
    focused.current = place + step;
  }
  function pick(box: HTMLInputElement) {
    composer.take({ files: [...(box.files ?? [])], folder: false });
    box.value = "";
  }

  return (
    <div class="strip">
      <ol class="inputs" aria-label="Inputs" ref={list} hidden={inputs.length === 0}>
        {inputs.map((input, place) => (
          <Chip
            key={input.ref}
            input={input}
            place={place}
            remove={() => remove(place)}
            press={(event) => press(event, place)}
          />
        ))}
      </ol>
      <Button
        ref={drop}
        press={() => file.current?.click()}
        class={composer.hovered.value ? "drop over" : "drop"}
      >
        {composer.sending.value
          ? `sending ${composer.sending.value} …`
          : "drop, paste or pick a picture"}
      </Button>
      <input
        ref={file}
        type="file"
        multiple
        hidden
        accept="image/*"
        onChange={(event) => pick(event.currentTarget)}
      />
    </div>
  );
}

interface ChipProps {
  input: Input;
  place: number;
  remove: () => void;
  press: (event: KeyboardEvent) => void;
}

function Chip({ input, place, remove, press }: ChipProps) {
  const { composer } = useStore();
  const url = usePicture(input.hash, "tile");

  function replace(event: DragEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (event.dataTransfer) composer.take(filesOf(event.dataTransfer), place);
  }

  return (
    <li
      title={`image ${place + 1}: ${input.label}. Drop a picture here to replace it.`}
      onDrop={replace}
    >
      <img key={input.hash} alt={input.label} width={56} height={56} src={url || undefined} />
      <span class="order">{place + 1}</span>
      <Button
        press={remove}
        onKeyDown={press}
        aria-label={`Remove input ${place + 1}`}
        title="Remove (Alt+← and Alt+→ move it)"
      >
        ×
      </Button>
    </li>
  );
}

/** A prompt that a dropped file holds; it is taken over only if that is wanted. */
function FilePrompt() {
  const { offer, takeOffer, hideOffer } = useStore().composer;
  const found = offer.value;
  const short =
    found && found.prompt.length > LONG ? `${found.prompt.slice(0, LONG)} …` : found?.prompt;
  return (
    <p class="found-words" role="status" hidden={!found}>
      {found && (
        <>
          <span>{`${found.name} has a prompt in it (${found.by}): ${short}`}</span>
          <Button press={takeOffer}>Use its prompt</Button>
          <Button press={hideOffer} aria-label="Hide the file's prompt">
            ×
          </Button>
        </>
      )}
    </p>
  );
}

function Template() {
  const { composer } = useStore();
  const id = useMemo(freshId, []);

  function press(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!event.repeat) composer.generate();
  }

  return (
    <>
      <div class="heading">
        <label for={id}>Prompt</label>
      </div>
      <textarea
        ref={composer.box}
        id={id}
        rows={4}
        {...plainText}
        value={composer.template.value}
        onInput={(event) => composer.write(event.currentTarget.value)}
        onKeyDown={press}
      />
    </>
  );
}

function Options() {
  const { composer, status } = useStore();
  const { model, models = [], aspects = [] } = status.value;
  const [modelId, listId, aspectId] = useMemo(() => [freshId(), freshId(), freshId()], []);
  return (
    <div class="options">
      <label for={modelId}>model</label>
      <input
        id={modelId}
        type="text"
        size={11}
        list={listId}
        placeholder={model ?? ""}
        {...plainText}
        value={composer.model.value}
        onInput={(event) => composer.setModel(event.currentTarget.value)}
        onChange={composer.tell}
      />
      <datalist id={listId}>
        {models.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <label for={aspectId}>aspect</label>
      <select
        id={aspectId}
        value={composer.aspect.value}
        onChange={(event) => composer.setAspect(event.currentTarget.value)}
      >
        <option value="">auto</option>
        {aspects.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
