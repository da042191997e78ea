// The panel in a notebook: one view of an anywidget, drawn into an element of the page.

import { effect } from "@preact/signals";
import { render as draw } from "preact";
import type { Model } from "./kernel/line.ts";
import { guardKeys } from "./page/keys.ts";
import { receivePictures } from "./page/pasting.ts";
import { watchSurroundings } from "./page/surroundings.ts";
import { overlay } from "./page/window.ts";
import { openStore } from "./store/store.ts";
import { StoreProvider } from "./views/context.ts";
import { Panel } from "./views/panel.tsx";

function render({ model, el }: { model: Model; el: HTMLElement }) {
  const root = document.createElement("div");
  root.className = "imagegen-panel";
  root.dataset.lmSuppressShortcuts = "true";
  el.append(root);

  const store = openStore(model, root);
  const { composer, layout } = store;
  guardKeys(root);
  receivePictures(root, {
    takes: (box) => Boolean(composer.form.current?.contains(box)),
    hover: composer.hover,
    take: composer.take,
  });
  const leave = watchSurroundings(root, (found) => {
    store.settleIn();
    layout.measure(found);
  });
  const stopSizing = effect(() => {
    root.style.setProperty("--ig-height", `${layout.height.value}px`);
    if (layout.history.value) root.style.setProperty("--ig-history", `${layout.history.value}px`);
    else root.style.removeProperty("--ig-history");
  });
  const stopOverlaying = effect(() => overlay(root, layout.whole.value));
  draw(
    <StoreProvider value={store}>
      <Panel />
    </StoreProvider>,
    root,
  );

  return () => {
    leave();
    stopSizing();
    stopOverlaying();
    overlay(root, false);
    store.close();
    draw(null, root);
    root.remove();
  };
}

export default { render };
