// The bar for several selected generations.

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useStore } from "./context.ts";
import { Button, plainText } from "./controls.tsx";

export function Bar() {
  const { history } = useStore();
  const numbers = history.selection.numbers.value;
  if (numbers.length < 2) return null;
  history.entries.version.value; // whether they are deleted may change
  const areDeleted = numbers.every((number) => history.entries.find(number)?.deleted);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame, and belongs to a form
    <div class="bar" role="group" aria-label="Selected">
      <b>{`${numbers.length} selected`}</b>
      <Button press={() => history.star(numbers)}>Star</Button>
      <Tagging />
      {areDeleted ? (
        <Button press={() => history.restore(numbers)}>Restore</Button>
      ) : (
        <Button press={() => history.remove(numbers)}>Delete</Button>
      )}
      <Button press={() => history.save(numbers)}>Export</Button>
      <Button press={history.clear}>Clear</Button>
    </div>
  );
}

/** A button that unfolds a box for tags. */
function Tagging() {
  const { history } = useStore();
  const unfolded = useSignal(false);
  const words = useSignal("");
  const box = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wasUnfolded = useRef(false);
  const isUnfolded = unfolded.value;

  useLayoutEffect(() => {
    if (isUnfolded) box.current?.focus();
    else if (wasUnfolded.current) button.current?.focus();
    wasUnfolded.current = isUnfolded;
  }, [isUnfolded]);

  function unfold(open: boolean) {
    words.value = "";
    unfolded.value = open;
  }
  function press(event: KeyboardEvent) {
    const changes = words.peek().split(/\s+/).filter(Boolean);
    if (event.key === "Escape") unfold(false);
    else if (event.key === "Enter" && changes.length) {
      history.mark(history.selection.numbers.peek(), { kind: "tag", changes });
      unfold(false);
    } else return;
    event.preventDefault();
  }

  return (
    <>
      <Button ref={button} press={() => unfold(!isUnfolded)} aria-expanded={isUnfolded}>
        Tag
      </Button>
      {isUnfolded && (
        <span class="tagging">
          <input
            ref={box}
            type="text"
            aria-label="Tags for the selected"
            placeholder="word, or -word"
            enterKeyHint="done"
            {...plainText}
            value={words.value}
            onInput={(event) => (words.value = event.currentTarget.value)}
            onKeyDown={press}
          />
        </span>
      )}
    </>
  );
}
