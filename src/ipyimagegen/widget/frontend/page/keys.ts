// Keys on their way into the panel and out of it. An input method's own keys are nobody else's:
// the Enter that takes a candidate over would file half a word, or pay for half a prompt
// (langgenius/dify#38119). So each of them is stopped here, before any listener hears it.

/** The box in which an input method composes; there is one at a time. */
let composed: EventTarget | null = null;

/** Whether an input method composes in a box: its text is half a word. */
export const isComposing = (box: Element | null): boolean => box !== null && box === composed;

export function guardKeys(root: HTMLElement) {
  root.addEventListener(
    "keydown",
    (event) => {
      // Safari ends the composition before the key that ended it: only the code tells then.
      if (event.isComposing || event.keyCode === 229) {
        event.stopPropagation();
        // A browser's own Escape would empty the whole search.
        if (event.key === "Escape" && matches(event.target, "[type=search]"))
          event.preventDefault();
      } else if (event.repeat && event.key === "Enter" && matches(event.target, "button, a")) {
        event.preventDefault(); // a button is pressed once, however long the key is held
      }
    },
    true,
  );
  watchComposition(root);
  // The notebook's shortcuts also reach buttons: "dd" would delete the cell. Saving stays.
  root.addEventListener("keydown", (event) => {
    if (!((event.ctrlKey || event.metaKey) && event.key === "s")) event.stopPropagation();
  });
}

/** Let nobody read a half-composed text, and tell when it is whole. */
function watchComposition(root: HTMLElement) {
  root.addEventListener("compositionstart", ({ target }) => (composed = target), true);
  root.addEventListener(
    "compositionend",
    ({ target }) => {
      composed = null;
      target?.dispatchEvent(new Event("input", { bubbles: true })); // whose text may be read now
    },
    true,
  );
  root.addEventListener(
    "blur",
    (event) => {
      if (event.target !== composed) return;
      if (matches(event.target, ":focus"))
        event.stopPropagation(); // the window was left, not the box
      else composed = null;
    },
    true,
  );
}

const matches = (target: EventTarget | null, selector: string) =>
  target instanceof Element && target.matches(selector);
