// The composer's options: models, how several inputs are sent, aspect ratio and takes, and the
// rest of a pasted cell's line.

import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { MAX_TAKES } from "../messages.ts";
import { focusedBeside } from "../page/focus.ts";
import { freshId } from "../page/ids.ts";
import { useStore } from "./context.ts";
import { Button, Icon, IconButton, plainText, RemoveButton } from "./controls.tsx";
import { useRoving } from "./hooks.ts";
import { RegionChip } from "./region.tsx";

export function Options() {
  const { composer } = useStore();
  const toolbar = useRoving<HTMLDivElement>();
  const options = composer.options.value;
  return (
    <div class="options" role="toolbar" aria-label="Options" ref={toolbar}>
      <Models />
      <RegionChip />
      {composer.inputs.value.length > 1 && <Together />}
      <Aspect />
      <Takes />
      {options && (
        <span class="chip rest" title={`The rest of the cell's line: ${options}`}>
          <span class="cut">{options}</span>
          <RemoveButton
            press={composer.dropOptions}
            aria-label="Remove the cell's options"
            title="Remove them"
          />
        </span>
      )}
    </div>
  );
}

function Models() {
  const { composer, status } = useStore();
  const adding = composer.addingModel.value;
  const plus = useRef<HTMLButtonElement>(null);
  const goesBack = useRef(false); // whether the focus goes where it came from
  const chosen = composer.models.value;

  function end(name: string, byKey = false) {
    composer.addModel(name);
    goesBack.current = byKey;
    composer.addingModel.value = false;
  }
  useLayoutEffect(() => {
    if (!adding && goesBack.current) plus.current?.focus();
    goesBack.current = false;
  }, [adding]);
  return (
    <>
      <ul class="chips" aria-label="Models">
        {chosen.map((name) => (
          <li key={name} class="chip" title={name}>
            <span class="cut">{name}</span>
            <RemoveButton
              press={() => composer.removeModel(name)}
              aria-label={`Remove model ${name}`}
              title="Remove it"
            />
          </li>
        ))}
        {chosen.length === 0 && (
          <li class="chip default" title="The model of the settings, unless you choose others">
            <span class="cut">{status.value.model ?? "…"}</span>
          </li>
        )}
      </ul>
      {adding ? (
        <NewModel end={end} />
      ) : (
        <IconButton
          ref={plus}
          icon="plus"
          name={nameOfPlus(chosen)}
          press={() => (composer.addingModel.value = true)}
        />
      )}
    </>
  );
}

/** Return what adding a model does: the first one takes the place of that of the settings. */
const nameOfPlus = (chosen: string[]) => (chosen.length ? "Add a model" : "Choose another model");

interface NewModelProps {
  end: (name: string, byKey?: boolean) => void;
}

function NewModel({ end: told }: NewModelProps) {
  const { composer, status } = useStore();
  const ended = useRef(false); // it also loses the focus when it goes
  const id = useMemo(freshId, []);
  const others = (status.value.models ?? []).filter(
    (name) => !composer.models.value.includes(name),
  );

  function end(name: string, byKey = false) {
    if (ended.current) return;
    ended.current = true;
    told(name, byKey);
  }
  function write({
    currentTarget: box,
    inputType,
  }: { currentTarget: HTMLInputElement } & Event & { inputType?: string }) {
    const isTyped = inputType?.startsWith("insert") && inputType !== "insertReplacementText";
    if (!isTyped && others.includes(box.value)) end(box.value, true); // it was chosen from the list
  }
  function press(event: KeyboardEvent & { currentTarget: HTMLInputElement }) {
    if (event.key === "Enter") end(event.currentTarget.value, true);
    else if (event.key === "Escape") end("", true);
    else return;
    event.preventDefault();
  }
  function leave({ currentTarget: box }: { currentTarget: HTMLInputElement }) {
    if (box !== focusedBeside(box)) end(box.value); // else the window was left, not the box
  }
  return (
    <>
      <input
        class="new-model"
        type="text"
        size={12}
        list={id}
        aria-label={nameOfPlus(composer.models.value)}
        placeholder="model"
        {...plainText}
        ref={(box) => box?.focus()}
        onInput={write}
        onKeyDown={press}
        onBlur={leave}
      />
      <datalist id={id}>
        {others.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

const WAYS = [
  [false, "each alone"],
  [true, "all in one"],
] as const;

function Together() {
  const { inputs, inOne, setInOne } = useStore().composer;
  return (
    <span
      class="segment"
      role="radiogroup"
      aria-label={`The ${inputs.value.length} inputs are sent`}
    >
      {WAYS.map(([way, words]) => (
        <Button
          key={words}
          role="radio"
          aria-checked={inOne.value === way}
          press={() => setInOne(way)}
        >
          {words}
        </Button>
      ))}
    </span>
  );
}

function Aspect() {
  const { composer, status } = useStore();
  const aspect = composer.aspect.value;
  const aspects = status.value.aspects ?? [];
  const known = !aspect || aspects.includes(aspect) ? aspects : [aspect, ...aspects];
  return (
    <label title="Aspect ratio">
      <span class="name-of-option">aspect</span>{" "}
      <select value={aspect} onChange={(event) => composer.setAspect(event.currentTarget.value)}>
        <option value="">auto</option>
        {known.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Takes() {
  const { takes, setTakes } = useStore().composer;
  return (
    <span class="takes" title="Takes of each">
      <span class="name-of-option" aria-hidden="true">
        takes
      </span>
      <span class="stepper">
        <Button press={() => setTakes(takes.value - 1)} aria-label="Fewer takes">
          <Icon name="minus" />
        </Button>
        <input
          type="number"
          min={1}
          max={MAX_TAKES}
          aria-label="Takes"
          value={takes.value}
          onChange={(event) => {
            setTakes(event.currentTarget.valueAsNumber);
            event.currentTarget.value = String(takes.value);
          }}
        />
        <Button press={() => setTakes(takes.value + 1)} aria-label="More takes">
          <Icon name="plus" />
        </Button>
      </span>
    </span>
  );
}
