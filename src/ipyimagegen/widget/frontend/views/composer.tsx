// The composer: what to make of what, the effect of the next press, and the button for it.

import { useStore } from "./context.ts";
import { Button, IconButton, Lines, PayingButton, Toolbar } from "./controls.tsx";
import { Options } from "./options.tsx";
import { PromptBox } from "./prompt.tsx";
import { Strip } from "./strip.tsx";

const KIND = /^\w+( \([^)]*\))?: /; // of an error, and its place, before its words
const LONG = 200; // characters of a file's prompt that are shown
const NO_KERNEL =
  "There is no kernel. Run %load_ext ipyimagegen and the cell with %imagegen panel again.";

export function Composer() {
  const { composer } = useStore();
  return (
    <section class="composer" aria-label="Composer" ref={composer.form}>
      <Strip />
      <PromptBox />
      <Options />
      <PlanLine />
      <Send />
      <div class="notes">
        <FilePrompt />
        <Complaint />
      </div>
    </section>
  );
}

function PlanLine() {
  const { composer, kernel } = useStore();
  const { parts, fine } = composer.told.value;
  const isGone = kernel.value === "gone";
  const armed = composer.armed.value;
  const asked = [
    { words: `${armed} new calls.`, weighty: true },
    { words: " Press once more to send them.", weighty: false },
  ];
  const planned = armed ? asked : parts;
  const shown = isGone ? [{ words: NO_KERNEL, weighty: false }] : planned;
  return (
    <p
      class={fine && !isGone ? "plan" : "plan failed"}
      role="status"
      title={shown.map(({ words }) => words).join("")}
    >
      <span class="lines">
        {shown.map(({ words, weighty }, place) => (weighty ? <b key={place}>{words}</b> : words))}
      </span>
    </p>
  );
}

function Send() {
  const { composer, copyComposedCell, kernel } = useStore();
  const { label, price } = composer.press.value;
  const armed = composer.armed.value;
  const asks = armed ? "?" : "";
  return (
    <Toolbar name="Send" class="send">
      <PayingButton
        press={composer.generate}
        class={armed ? "primary armed" : "primary"}
        title={armed ? "Press once more to send them" : "Shift+Enter"}
        disabled={kernel.value === "gone"}
      >
        {price ? label : label + asks}
        {price && <span>{` · ${price}${asks}`}</span>}
      </PayingButton>
      <IconButton icon="cell" name="Copy cell" press={copyComposedCell} />
    </Toolbar>
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
          <IconButton icon="close" name="Hide the file's prompt" press={hideOffer} />
        </>
      )}
    </p>
  );
}

function Complaint() {
  const { complaint, complain, told } = useStore().composer;
  const { fine, parts } = told.value;
  const planned = fine ? "" : parts.map(({ words }) => words).join("");
  // What the plan says in red already is read aloud, and not shown a second time.
  const isTold = complaint.value.every((line) => planned.includes(line.replace(KIND, "")));
  return (
    <div
      class={planned && isTold ? "alert told" : "alert"}
      role="alert"
      hidden={complaint.value.length === 0}
    >
      {complaint.value.length > 0 && (
        <IconButton icon="close" name="Hide this" class="small" press={() => complain([])} />
      )}
      <Lines of={complaint.value} />
    </div>
  );
}
