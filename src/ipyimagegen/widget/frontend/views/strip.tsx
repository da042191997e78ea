// The inputs, in the order in which they are sent, and the place where one is added.

import { useLayoutEffect, useRef } from "preact/hooks";
import { filesOf } from "../page/pasting.ts";
import type { Input } from "../store/composer.ts";
import { useStore } from "./context.ts";
import { Button, Icon } from "./controls.tsx";
import { usePicture, useRoving } from "./hooks.ts";

const MANY = 5; // inputs from which on they stand close together

export function Strip() {
  const { composer } = useStore();
  const strip = useRoving<HTMLDivElement>();
  const list = useRef<HTMLOListElement>(null);
  const drop = useRef<HTMLButtonElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const focused = useRef(-1); // the place whose button gets the focus once it is drawn
  const inputs = composer.inputs.value;
  const sending = composer.onTheWay.value[0]?.name;

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
    <div class={inputs.length < MANY ? "strip" : "strip many"} ref={strip}>
      <ol
        class="inputs"
        aria-label="Inputs, in the order they are sent"
        ref={list}
        hidden={inputs.length === 0}
      >
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
        class={composer.hovered.value ? "drop hovered" : "drop"}
        aria-label="Add an input: drop, paste or choose"
        title={sending ? `Sending ${sending} …` : "Add an input: drop, paste or choose"}
      >
        <Icon name={sending ? "clock" : "plus"} />
        <span class="cut">{sending ? "sending" : "add"}</span>
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
        <Icon name="close" />
      </Button>
    </li>
  );
}
