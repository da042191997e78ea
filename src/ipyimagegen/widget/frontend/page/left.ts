// What the view of a dead kernel held, for the next view in the same notebook: that of its cell,
// run again. It is kept by the page, because each panel's source is a module of its own there.

import type { Composed } from "../messages.ts";

export interface Left {
  composed: Composed;
  shown: string; // the reference of what was on the stage
}

const SHELF = Symbol.for("ipyimagegen.left");
const NOTEBOOK = ".jp-NotebookPanel"; // of JupyterLab and Notebook; elsewhere the page is one

type Page = typeof globalThis & { [SHELF]?: WeakMap<Element, Left> };

const shelf = () => {
  const page = globalThis as Page;
  page[SHELF] ??= new WeakMap();
  return page[SHELF];
};

/** Return the notebook that a view stands in, once it is in the page. */
export const notebookOf = (root: Element) => root.closest(NOTEBOOK) ?? document.documentElement;

export function leave(notebook: Element, left: Left) {
  shelf().set(notebook, left);
}

/** Return what was left in a notebook, for one view to go on with. */
export function takeLeft(notebook: Element): Left | null {
  const left = shelf().get(notebook) ?? null;
  shelf().delete(notebook);
  return left;
}
