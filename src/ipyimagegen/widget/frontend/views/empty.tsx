// The stage before there is anything to show: how to begin.

import { useStore } from "./context.ts";
import { Button } from "./controls.tsx";

const EXAMPLE = "a small green frog wearing a tiny crown";

export function Empty() {
  const { composer, status } = useStore();
  return (
    <>
      <div class="toolbar" />
      <div class="ground">
        <div class="begin">
          <p>
            Write a prompt and press <kbd>Shift</kbd> <kbd>Enter</kbd>,<br />
            or drop a photograph to edit it.
          </p>
          <Button press={() => composer.use(EXAMPLE)}>{EXAMPLE}</Button>
        </div>
      </div>
      <div class="facts">
        {status.value.sketches && (
          <p class="grey">
            Offline sketches: nothing leaves the machine, nothing is paid.
            <br />
            <code>%imagegen use NAME</code> brings real pictures.
          </p>
        )}
      </div>
    </>
  );
}
