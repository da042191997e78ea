// The buttons and keys of a zoom: as large as it fits, one to one, larger and smaller.

import type { Zoom } from "../store/zoom.ts";
import { Button, IconButton } from "./controls.tsx";

const STRIDE = 60; // pixels by an arrow

export function ZoomButtons({ zoom }: { zoom: Zoom }) {
  return (
    <>
      <Button
        press={zoom.fit}
        class="small zoom"
        aria-pressed={zoom.isFit.value}
        title="All of it (0)"
      >
        Fit
      </Button>
      <Button
        press={() => zoom.enlarge(1)}
        class="small zoom"
        aria-pressed={!zoom.isFit.value && zoom.scale.value === 1}
        title="Each delivered pixel is one of the screen"
      >
        1:1
      </Button>
      <ZoomSteps zoom={zoom} />
    </>
  );
}

export function ZoomSteps({ zoom }: { zoom: Zoom }) {
  return (
    <span class="steps">
      <IconButton
        press={zoom.smaller}
        icon="smaller"
        name="Smaller"
        hint="Smaller (−)"
        class="small"
      />
      <span class="digits percent">{`${Math.round(zoom.scale.value * 100)} %`}</span>
      <IconButton press={zoom.larger} icon="larger" name="Larger" hint="Larger (+)" class="small" />
    </span>
  );
}

/** Act on a key of the zoom; return whether it is one. Arrows move what is larger than its room. */
export function pressZoom({ key }: KeyboardEvent, zoom: Zoom): boolean {
  const [right, down] = ARROWS.get(key) ?? [0, 0];
  if ((right || down) && zoom.isLarger.peek()) zoom.move(right * STRIDE, down * STRIDE);
  else if (key === "+" || key === "=") zoom.larger();
  else if (key === "-") zoom.smaller();
  else if (key === "0" && !zoom.isFit.peek()) zoom.fit();
  else return false;
  return true;
}

/** Where the picture goes when one looks that way. */
const ARROWS = new Map<string, [number, number]>([
  ["ArrowLeft", [1, 0]],
  ["ArrowRight", [-1, 0]],
  ["ArrowUp", [0, 1]],
  ["ArrowDown", [0, -1]],
]);
