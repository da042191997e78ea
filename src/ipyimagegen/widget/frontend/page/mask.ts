// A region as it is drawn: shapes on a canvas that has the picture's own pixels. What is opaque in
// it may change.

export interface Point {
  x: number;
  y: number;
}

/** Left, top, right and bottom, in whole pixels of the picture. */
export type Box = [number, number, number, number];

export type Shape =
  | { kind: "stroke"; erases: boolean; size: number; points: Point[] }
  | { kind: "box" | "ellipse"; box: Box }
  | { kind: "lasso"; points: Point[] }
  | { kind: "mask"; image: HTMLCanvasElement }
  | { kind: "inverse" };

interface Size {
  width: number;
  height: number;
}

const COUNTED_SIDE = 512; // pixels of the copy on which the marked share is counted
const OPAQUE = 128; // from which on a pixel is marked, as the kernel reads it

export function makeCanvas({ width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** Draw a shape into a region. */
export function draw(canvas: HTMLCanvasElement, shape: Shape) {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.save();
  context.fillStyle = context.strokeStyle = "#fff";
  if (shape.kind === "mask") context.drawImage(shape.image, 0, 0);
  else if (shape.kind === "inverse") {
    context.globalCompositeOperation = "xor";
    context.fillRect(0, 0, canvas.width, canvas.height);
  } else if (shape.kind === "stroke") {
    if (shape.erases) context.globalCompositeOperation = "destination-out";
    stroke(context, shape.points, shape.size);
  } else {
    context.beginPath();
    outline(context, shape);
    context.fill();
  }
  context.restore();
}

function stroke(context: CanvasRenderingContext2D, [first, ...more]: Point[], size: number) {
  if (!first) return;
  context.beginPath();
  context.arc(first.x, first.y, size / 2, 0, 2 * Math.PI);
  context.fill();
  context.lineCap = context.lineJoin = "round";
  context.lineWidth = size;
  context.beginPath();
  context.moveTo(first.x, first.y);
  for (const { x, y } of more) context.lineTo(x, y);
  context.stroke();
}

function outline(
  context: CanvasRenderingContext2D,
  shape: Extract<Shape, { kind: "box" | "ellipse" | "lasso" }>,
) {
  if (shape.kind === "lasso") {
    for (const { x, y } of shape.points) context.lineTo(x, y);
    return;
  }
  const [left, top, right, bottom] = shape.box;
  const [width, height] = [right - left, bottom - top];
  if (shape.kind === "box") return context.rect(left, top, width, height);
  const turn = 2 * Math.PI;
  context.ellipse(left + width / 2, top + height / 2, width / 2, height / 2, 0, 0, turn);
}

/** Return the share of a region's pixels that are marked. */
export function markedShare(canvas: HTMLCanvasElement): number {
  const scale = Math.min(1, COUNTED_SIDE / Math.max(canvas.width, canvas.height));
  const small = makeCanvas({
    width: Math.max(1, Math.round(canvas.width * scale)),
    height: Math.max(1, Math.round(canvas.height * scale)),
  });
  const context = small.getContext("2d", { willReadFrequently: true });
  if (!context) return 0;
  context.drawImage(canvas, 0, 0, small.width, small.height);
  const { data } = context.getImageData(0, 0, small.width, small.height);
  let marked = 0;
  for (let place = 3; place < data.length; place += 4) marked += data[place] ?? 0;
  return marked / 255 / (small.width * small.height);
}

/** Return a mask, white where something may change, as a region of a picture's size. */
export async function readMask(url: string, size: Size): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = makeCanvas(size);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return canvas;
  context.drawImage(image, 0, 0, size.width, size.height);
  const pixels = context.getImageData(0, 0, size.width, size.height);
  for (let place = 0; place < pixels.data.length; place += 4) {
    const isMarked = (pixels.data[place] ?? 0) >= OPAQUE;
    pixels.data.fill(isMarked ? 255 : 0, place, place + 4);
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/** Return a region as a file. */
export function toFile(canvas: HTMLCanvasElement): Promise<File> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(new File([blob], "marks.png", { type: "image/png" }));
      else reject(new Error("The marks are too large for this browser."));
    }, "image/png");
  });
}

// -- to be seen ----------------------------------------------------------------------

const STRIPES = 9; // pixels of the page from one stripe of the hatching to the next
const LINE = 1.5; // pixels of the page

/** Where a picture lies in its room. */
interface Place extends Size {
  left: number;
  top: number;
}

/** Show a region over its picture: hatched in black and white, with a thin red line around it. */
export function show(
  canvas: HTMLCanvasElement,
  region: HTMLCanvasElement,
  place: Place,
  density: number,
) {
  const context = canvas.getContext("2d");
  if (!context || !canvas.width || !canvas.height) return;
  const { left, top, width, height } = place;
  const here = layer(canvas, (there) => {
    there.imageSmoothingEnabled = width * density < region.width;
    there.drawImage(region, left * density, top * density, width * density, height * density);
  });
  const around = (reach: number, colour: string) =>
    layer(canvas, (there) => {
      for (let turn = 0; turn < 8; turn += 1) {
        const angle = (turn * Math.PI) / 4;
        const by = reach * density;
        there.drawImage(here, by * Math.cos(angle), by * Math.sin(angle));
      }
      fill(there, colour);
      there.globalCompositeOperation = "destination-out";
      there.drawImage(here, 0, 0);
    });
  const hatched = layer(canvas, (there) => {
    there.drawImage(here, 0, 0);
    fill(there, hatching(there, density));
  });
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(around(2 * LINE, "#fff"), 0, 0);
  context.drawImage(around(LINE, "#d00000"), 0, 0);
  context.drawImage(hatched, 0, 0);
}

function layer(size: Size, paint: (context: CanvasRenderingContext2D) => void) {
  const made = makeCanvas(size);
  const context = made.getContext("2d");
  if (context) paint(context);
  return made;
}

/** Fill what is opaque with a colour or a pattern. */
function fill(context: CanvasRenderingContext2D, style: string | CanvasPattern) {
  context.globalCompositeOperation = "source-in";
  context.fillStyle = style;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

/** Return stripes of black and white, between which the picture is seen. */
function hatching(context: CanvasRenderingContext2D, density: number): CanvasPattern | string {
  const side = Math.round(STRIPES * density);
  const tile = layer({ width: side, height: side }, (there) => {
    for (const [colour, begin] of [
      ["#000000b8", 0],
      ["#ffffffd0", 0.2],
    ] as const) {
      there.fillStyle = colour;
      for (const across of [-1, 0, 1]) {
        const x = (across + begin) * side;
        const wide = 0.2 * side;
        there.beginPath();
        there.moveTo(x + side, 0);
        there.lineTo(x + side + wide, 0);
        there.lineTo(x + wide, side);
        there.lineTo(x, side);
        there.fill();
      }
    }
  });
  return context.createPattern(tile, "repeat") ?? "#808080";
}
