// The clipboard, in browsers that allow it and in those that only allow the old way.

import { focusedBeside } from "./focus.ts";

/** Put a text on the clipboard; return whether the browser let us. */
export async function toClipboard(text: string, root: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or no https: the old way still works in most browsers.
    const before = focusedBeside(root);
    const held = document.createElement("textarea");
    held.value = text;
    held.className = "held";
    root.append(held);
    held.select();
    const copied = document.execCommand("copy");
    held.remove();
    if (before instanceof HTMLElement) before.focus();
    return copied;
  }
}
