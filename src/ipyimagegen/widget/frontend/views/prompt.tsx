// The prompt's box: a text box, and behind its text the marks of axes, values and unknown names.
// Both are of one size, so that what scrolls is the box around them.

import { useStore } from "./context.ts";
import { plainText } from "./controls.tsx";

const PLACEHOLDER = "What to paint. {red|blue} tries both, {name} inserts a variable";

export function PromptBox() {
  const { composer } = useStore();

  function press(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!event.repeat) composer.generate();
  }

  return (
    <div class="prompt-box">
      <div class="paper">
        <div class="marks-of-prompt" aria-hidden="true" dir="auto">
          {composer.pieces.value.map(({ text, kind, words }, place) =>
            kind === "text" ? (
              text
            ) : (
              <span key={place} class={kind} title={words}>
                {text}
              </span>
            ),
          )}
          {"\u200b" /* so that an empty last line has its height */}
        </div>
        <textarea
          ref={composer.box}
          aria-label="Prompt"
          placeholder={PLACEHOLDER}
          dir="auto"
          {...plainText}
          value={composer.template.value}
          onInput={(event) => composer.write(event.currentTarget.value)}
          onPaste={(event) => composer.paste(event.clipboardData?.getData("text/plain") ?? "")}
          onKeyDown={press}
          onMouseMove={nameMark}
        />
      </div>
    </div>
  );
}

/** Show the words of the mark that lies under the mouse, behind the text. */
function nameMark({ currentTarget: box, clientX, clientY }: MouseEvent) {
  if (!(box instanceof HTMLElement)) return;
  const root = box.getRootNode() as Document | ShadowRoot;
  const mark = root
    .elementsFromPoint(clientX, clientY)
    .find((one) => one.parentElement?.matches(".marks-of-prompt"));
  box.title = mark instanceof HTMLElement ? mark.title : "";
}
