// Only here: the tools, the marks over the picture, and what is said of them in the place of its
// facts.

import { useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Entry } from "../messages.ts";
import { type Point, show } from "../page/mask.ts";
import { nameOf } from "../store/entries.ts";
import { percent, REACHES, type Region, type Tool } from "../store/region.ts";
import { useStore } from "./context.ts";
import { Button, Icon, IconButton, RemoveButton, Toolbar } from "./controls.tsx";
import { pressZoom, ZoomSteps } from "./zoom.tsx";

const TOOLS: [Tool, string, string][] = [
  ["brush", "Brush", "Brush (x: eraser)"],
  ["box", "Box", "Box; with Shift a square (Enter sets one)"],
  ["ellipse", "Ellipse", "Ellipse; with Shift a circle"],
  ["lasso", "Lasso", "Lasso: what it goes around"],
  ["eraser", "Eraser", "Eraser (x: brush)"],
];

export function RegionToolbar() {
  const { region, onlyHere } = useStore();
  return (
    <Toolbar name="Only here" class="toolbar marking">
      <b>Only here</b>
      <span class="tools" role="radiogroup" aria-label="Tool">
        {TOOLS.map(([tool, name, hint]) => (
          <IconButton
            key={tool}
            press={() => region.take(tool)}
            icon={tool}
            name={name}
            hint={hint}
            class="small"
            role="radio"
            aria-checked={region.tool.value === tool}
          />
        ))}
      </span>
      <Size />
      <IconButton
        press={region.undo}
        icon="undo"
        name="Undo"
        hint="Undo (Ctrl+Z)"
        class="small"
        aria-disabled={!region.canUndo.value}
      />
      <IconButton
        press={region.redo}
        icon="redo"
        name="Redo"
        hint="Redo (Ctrl+Shift+Z)"
        class="small"
        aria-disabled={!region.canRedo.value}
      />
      <IconButton
        press={region.turnInsideOut}
        icon="inverse"
        name="Inside out"
        hint="Inside out (i)"
        class="small"
      />
      <Button press={region.clear} class="link">
        Clear
      </Button>
      <span class="spring" />
      <IconButton
        press={onlyHere}
        icon="close"
        name="Leave Only here"
        hint="Leave; the marks stay (Esc)"
        class="small"
      />
    </Toolbar>
  );
}

const FINE = 100; // steps of the slider, each by as large a part

function Size() {
  const { region } = useStore();
  const { least, most } = REACHES;
  const spread = Math.log(most / least);
  const size = region.size.value;
  return (
    <label class="size" title="Size of the brush ([ and ])">
      <span class="roomy-stage">size</span>
      <input
        type="range"
        aria-label="Size"
        min={0}
        max={FINE}
        value={(FINE * Math.log(region.reach.value / least)) / spread}
        aria-valuetext={`${size} px`}
        onInput={({ currentTarget: { valueAsNumber } }) =>
          region.setReach(least * Math.exp((valueAsNumber / FINE) * spread))
        }
      />
      <span class="digits roomy-stage" aria-hidden="true">
        {size}
      </span>
    </label>
  );
}

// -- the marks -----------------------------------------------------------------------

/** The marks over the picture, and the hand that draws them. */
export function RegionLayer() {
  const { region, viewing } = useStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  const isActive = region.active.value !== "";
  useSignalEffect(() => {
    const { left, top, width, height } = viewing.zoom.place.value;
    const frame = viewing.area.current;
    const seen = canvas.current;
    region.shapes.value;
    region.live.value;
    region.marked.value;
    if (!frame || !seen) return;
    const density = devicePixelRatio;
    const due = requestAnimationFrame(() => {
      const drawn = region.raster();
      seen.width = Math.round(frame.clientWidth * density);
      seen.height = Math.round(frame.clientHeight * density);
      if (drawn) show(seen, drawn, { left, top, width, height }, density);
    });
    return () => cancelAnimationFrame(due);
  });
  return (
    <>
      <canvas ref={canvas} class="region" />
      {isActive && <Hand />}
    </>
  );
}

type Touch = PointerEvent & { currentTarget: HTMLElement };

/** What takes the pointer while one marks, with the brush's outline under it. */
function Hand() {
  const { region, viewing } = useStore();
  const ring = useRef<HTMLDivElement>(null);
  const pointer = useRef(-1); // the one that draws
  const isBrush = region.tool.value === "brush" || region.tool.value === "eraser";
  const scale = viewing.zoom.place.value.width / (region.marked.value?.width || 1);
  const across = region.size.value * scale;

  function point({ clientX, clientY, currentTarget }: Touch): Point {
    const room = currentTarget.getBoundingClientRect();
    const { left, top } = viewing.zoom.place.peek();
    return { x: (clientX - room.left - left) / scale, y: (clientY - room.top - top) / scale };
  }
  function follow({ clientX, clientY, currentTarget }: Touch) {
    const room = currentTarget.getBoundingClientRect();
    if (!ring.current) return;
    ring.current.style.transform = `translate(${clientX - room.left}px, ${clientY - room.top}px)`;
    ring.current.hidden = false;
  }
  function hide() {
    if (ring.current) ring.current.hidden = true;
  }
  function end(event: Touch) {
    if (event.pointerId !== pointer.current) return;
    event.stopPropagation();
    pointer.current = -1;
    region.release();
  }

  return (
    <div
      class={region.panning.value ? "hand panning" : isBrush ? "hand brush" : "hand"}
      onPointerDown={(event) => {
        if (event.button !== 0 || pointer.current >= 0 || region.panning.peek()) return;
        event.stopPropagation();
        pointer.current = event.pointerId;
        event.currentTarget.setPointerCapture(event.pointerId);
        region.begin(point(event));
      }}
      onPointerMove={(event) => {
        follow(event);
        if (event.pointerId !== pointer.current) return;
        event.stopPropagation();
        region.drag(point(event), event.shiftKey);
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onPointerLeave={hide}
    >
      {isBrush && !region.panning.value && (
        <div
          ref={ring}
          class="ring"
          hidden
          style={{ width: `${across}px`, height: `${across}px`, margin: `${-across / 2}px` }}
        />
      )}
    </div>
  );
}

// -- keys ----------------------------------------------------------------------------

const ARROWS = new Map<string, [number, number]>([
  ["ArrowLeft", [-1, 0]],
  ["ArrowRight", [1, 0]],
  ["ArrowUp", [0, -1]],
  ["ArrowDown", [0, 1]],
]);

/** Act on a key while one marks; return whether it is taken. */
export function pressRegion(event: KeyboardEvent, store: ReturnType<typeof useStore>): boolean {
  const { region, viewing, onlyHere } = store;
  const { key, ctrlKey, metaKey, shiftKey } = event;
  const isOnPicture = event.target === viewing.area.current;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === "z") (shiftKey ? region.redo : region.undo)();
    else if (key === "y") region.redo();
    else return false;
    return true;
  }
  const arrow = ARROWS.get(key);
  if (key === "Escape" || key === "m") onlyHere();
  else if (key === "[" || key === "]") region.grow(key === "]" ? 1 : -1);
  else if (key === "i") region.turnInsideOut();
  else if (key === "x") region.swap();
  else if (!isOnPicture) return pressZoom(event, viewing.zoom);
  else if (key === "Enter") region.setBox();
  else if (key === " ") pan(event, region);
  else if (arrow && region.nudge(...arrow, shiftKey)) return true;
  else return pressZoom(event, viewing.zoom);
  return true;
}

/** Let the pointer move the picture for as long as the key is held. */
function pan({ target }: KeyboardEvent, region: Region) {
  region.pan(true);
  const end = () => region.pan(false);
  target?.addEventListener("keyup", end, { once: true });
  target?.addEventListener("blur", end, { once: true });
}

// -- in the place of the facts -------------------------------------------------------

export function RegionFacts({ entry }: { entry: Entry }) {
  const { region, viewing, layout, composer } = useStore();
  const { width, height } = viewing.size.value;
  const count = region.shapes.value.length;
  const share = region.share.value;
  const isMarked = count > 0;
  function write() {
    layout.turnTo("compose");
    queueMicrotask(() => {
      composer.box.current?.focus();
      composer.box.current?.select(); // an earlier prompt is no word on what to change there
    });
  }
  return (
    <Toolbar name="The marks" class="facts">
      <div class="row">
        <span class="caption cut">
          <b>{nameOf(entry)}</b>{" "}
          <span class="grey digits">
            {`${width}×${height} · ${isMarked ? `${percent(share)} is marked` : "nothing is marked yet"}`}
          </span>
        </span>
        <span class="spring" />
        <ZoomSteps zoom={viewing.zoom} />
      </div>
      <div class="row grey cut keys-of-region">
        <span>
          <kbd>[</kbd> <kbd>]</kbd> size
        </span>
        <span>
          <kbd>Shift</kbd> straight
        </span>
        <span>
          <kbd>Space</kbd> move
        </span>
        <span class="long">
          <kbd>i</kbd> inside out
        </span>
        <span>
          <kbd>Enter</kbd> a box<span class="roomy-stage">, arrows move it</span>
        </span>
      </div>
      <div class="row lineage">
        <Crop />
      </div>
      <div class="row actions">
        <Button press={write} class="primary" disabled={!isMarked}>
          Say what to change there
        </Button>
        <SentButton />
      </div>
    </Toolbar>
  );
}

/** The switch for sending no more than the surroundings. */
export function Crop() {
  const { crop, setCrop, only, share } = useStore().composer;
  return (
    <label class="switch" title="Sharper in a large picture; the model sees less of it (--crop)">
      <input
        type="checkbox"
        checked={crop.value}
        disabled={!share.value && only.value.length === 0}
        onChange={({ currentTarget }) => setCrop(currentTarget.checked)}
      />
      <span class="cut">
        Crop: <span class="long">send no more than the surroundings, at full size</span>
        <span class="short">send the surroundings alone</span>
      </span>
    </label>
  );
}

export function SentButton() {
  const { layout, composer } = useStore();
  return (
    <Button
      press={() => layout.open("sent")}
      disabled={composer.only.value.length === 0 && composer.share.value === 0}
      aria-expanded={layout.sheet.value === "sent"}
    >
      What is sent
    </Button>
  );
}

/** The composer's chip of a region. */
export function RegionChip() {
  const { composer, layout } = useStore();
  const share = composer.share.value;
  if (!share && composer.only.value.length === 0) return null;
  const words = composer.only.value.map(({ ref, label }) => label || ref).join(" + ");
  return (
    <span class="chip only" title={`Only here may change: ${words}. What is sent …`}>
      <Button
        press={() => layout.open("sent")}
        class="words"
        aria-expanded={layout.sheet.value === "sent"}
      >
        <Icon name="region" />
        <span class="cut">
          {share ? `Only here ${percent(share)}` : "Only here"}
          {composer.crop.value && ", crop"}
        </span>
      </Button>
      <RemoveButton
        press={composer.dropRegion}
        aria-label="Remove Only here"
        title="All of it may change"
      />
    </span>
  );
}

/** Keep the focus on the picture when the tools give way to its toolbar, and the other way round. */
export function useKeptPlace(isMarking: boolean) {
  const { viewing } = useStore();
  const before = useRef(isMarking);
  useLayoutEffect(() => {
    if (before.current !== isMarking && document.activeElement === document.body)
      viewing.area.current?.focus();
    before.current = isMarking;
  }, [isMarking, viewing]);
}
