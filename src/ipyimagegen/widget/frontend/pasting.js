// Pictures that are pasted or dropped into the panel, told apart from text that is.

/**
 * @param {HTMLElement} root of the panel
 * @param {{
 *   boxes: HTMLElement,
 *   hover: (over: boolean) => void,
 *   take: (transfer: DataTransfer) => void,
 * }} parts `boxes` holds the text boxes into which a picture may be pasted as well; `hover`
 *   tells whether files hang over the panel
 */
export function receivePictures(root, { boxes, hover, take }) {
  root.addEventListener("paste", (event) => {
    const { clipboardData: clipboard } = event;
    const box = boxOf(event);
    if (!clipboard?.files.length || (box && (!boxes.contains(box) || textOf(clipboard)))) return;
    event.preventDefault();
    take(clipboard);
  });
  root.addEventListener("dragover", (event) => {
    if (isText(event)) return; // the browser shows where it would go
    event.preventDefault();
    hover(true);
  });
  root.addEventListener("dragleave", () => hover(false));
  root.addEventListener("drop", () => hover(false), true); // an input takes its own drop
  root.addEventListener("drop", (event) => {
    if (isText(event)) return;
    event.preventDefault(); // else the browser leaves the notebook, and shows the file
    event.stopPropagation();
    if (event.dataTransfer) take(event.dataTransfer);
  });
}

/** Return the text box in which an event happens. @param {Event} event */
function boxOf(event) {
  const target = /** @type {Element | null} */ (event.target);
  return target?.closest("input, textarea") ?? null;
}

/** Whether text is dragged over a text box. @param {DragEvent} event */
function isText(event) {
  return boxOf(event) !== null && !event.dataTransfer?.types.includes("Files");
}

/**
 * Return the text that was copied, if text is what was meant: a spreadsheet's copy holds its
 * cells as text and a picture of them (openai/codex#15436). An image of a web page comes with
 * its address as text, and a file with its name.
 * @param {DataTransfer} clipboard
 */
function textOf(clipboard) {
  const { body } = new DOMParser().parseFromString(clipboard.getData("text/html"), "text/html");
  if (body.querySelector("img") && !body.textContent?.trim()) return "";
  const text = clipboard.getData("text/plain").trim();
  const names = [...clipboard.files].map(({ name }) => name);
  const isNames = text.split(/[\r\n]+/).every((line) => names.includes(line.split(/[/\\]/).at(-1) ?? ""));
  return isNames ? "" : text;
}
