// Pictures that are pasted or dropped into the panel, told apart from text that is.

/** What was dropped, pasted or picked. */
export interface Dropped {
  files: File[];
  folder: boolean; // whether a folder was among them
}

interface Receiver {
  /** Whether a picture may be pasted into a text box. */
  takes: (box: Element) => boolean;
  /** Told whether files hang over the panel. */
  hover: (over: boolean) => void;
  take: (dropped: Dropped) => void;
}

export function receivePictures(root: HTMLElement, { takes, hover, take }: Receiver) {
  root.addEventListener("paste", (event) => {
    const { clipboardData: clipboard } = event;
    const box = boxOf(event);
    if (!clipboard?.files.length || (box && (!takes(box) || textOf(clipboard)))) return;
    event.preventDefault();
    take(filesOf(clipboard));
  });
  root.addEventListener("dragover", (event) => {
    if (isText(event)) return; // the browser shows where it would go
    event.preventDefault();
    hover(Boolean(event.dataTransfer?.types.includes("Files")));
  });
  root.addEventListener("dragleave", ({ relatedTarget }) => {
    const isInside = relatedTarget instanceof Node && root.contains(relatedTarget);
    if (!isInside) hover(false); // else it goes from one part to another
  });
  root.addEventListener("drop", () => hover(false), true); // an input takes its own drop
  root.addEventListener("drop", (event) => {
    if (isText(event)) return;
    event.preventDefault(); // else the browser leaves the notebook, and shows the file
    event.stopPropagation();
    if (event.dataTransfer) take(filesOf(event.dataTransfer));
  });
}

/** Return the files that were dropped or pasted. */
export function filesOf(transfer: DataTransfer): Dropped {
  const items = [...transfer.items];
  const folder = items.some((item) => item.webkitGetAsEntry?.()?.isDirectory);
  return { files: [...transfer.files], folder };
}

/** Return the text box in which an event happens. */
function boxOf(event: Event): Element | null {
  return event.target instanceof Element ? event.target.closest("input, textarea") : null;
}

/** Whether text is dragged over a text box. */
function isText(event: DragEvent): boolean {
  return boxOf(event) !== null && !event.dataTransfer?.types.includes("Files");
}

/**
 * Return the text that was copied, if text is what was meant: a spreadsheet's copy holds its
 * cells as text and a picture of them (openai/codex#15436). An image of a web page comes with
 * its address as text, and a file with its name.
 */
function textOf(clipboard: DataTransfer): string {
  const { body } = new DOMParser().parseFromString(clipboard.getData("text/html"), "text/html");
  if (body.querySelector("img") && !body.textContent?.trim()) return "";
  const text = clipboard.getData("text/plain").trim();
  const names = [...clipboard.files].map(({ name }) => name);
  const isNames = text
    .split(/[\r\n]+/)
    .every((line) => names.includes(line.split(/[/\\]/).at(-1) ?? ""));
  return isNames ? "" : text;
}
