// How large a picture is looked at, and which place of it. Pictures that are shown side by side
// have one zoom, and so the same place at the same size.

import { batch, computed, signal } from "@preact/signals";

interface Extent {
  width: number;
  height: number;
}

/** Device pixels for each delivered one. */
const STEPS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8];
const LARGEST = 16;
const MIDDLE = { x: 0.5, y: 0.5 };
const NOTHING: Extent = { width: 0, height: 0 };

export type Zoom = ReturnType<typeof openZoom>;

export function openZoom() {
  const asked = signal(0); // a step or any other number, or 0: as large as it fits
  const middle = signal(MIDDLE); // of what is seen, as parts of the picture's sides
  const room = signal(NOTHING); // in the page's pixels
  const picture = signal(NOTHING); // in delivered pixels
  const density = signal(devicePixelRatio); // of the screen

  const fit = computed(() => {
    const { width, height } = picture.value;
    if (!width || !height) return 0;
    return density.value * Math.min(room.value.width / width, room.value.height / height);
  });
  const scale = computed(() => asked.value || fit.value);

  function size(by: number): Extent {
    const { width, height } = picture.value;
    return { width: (width * by) / density.value, height: (height * by) / density.value };
  }

  /** Where the picture lies in its room, in the page's pixels. */
  const place = computed(() => {
    const { width, height } = size(scale.value);
    return {
      left: edge(room.value.width, width, middle.value.x, density.value),
      top: edge(room.value.height, height, middle.value.y, density.value),
      width,
      height,
    };
  });
  /** Whether there is more of the picture than is seen. */
  const isLarger = computed(
    () => place.value.width > room.value.width + 1 || place.value.height > room.value.height + 1,
  );

  /** Look at it at a scale; what lies at a point of the room stays there. */
  function enlarge(wanted: number, x = room.peek().width / 2, y = room.peek().height / 2) {
    const { left, top, width, height } = place.peek();
    if (!width) return;
    const by = Math.min(Math.max(LARGEST, fit.peek()), Math.max(Math.min(1, fit.peek()), wanted));
    const next = size(by);
    batch(() => {
      asked.value = by;
      middle.value = {
        x: (x - left) / width + (room.peek().width / 2 - x) / next.width,
        y: (y - top) / height + (room.peek().height / 2 - y) / next.height,
      };
    });
    move(0, 0);
  }

  /** Move the picture, but never out of sight. */
  function move(right: number, down: number) {
    const { left, top, width, height } = place.peek();
    if (!width) return;
    middle.value = {
      x: width > room.peek().width ? (room.peek().width / 2 - left - right) / width : 0.5,
      y: height > room.peek().height ? (room.peek().height / 2 - top - down) / height : 0.5,
    };
  }

  return {
    scale,
    place,
    isLarger,
    isFit: computed(() => asked.value === 0),
    /** Show as much of it as there is. */
    fit() {
      asked.value = 0;
      middle.value = MIDDLE;
    },
    enlarge,
    move,
    larger: () => enlarge(STEPS.find((step) => step > scale.peek() * 1.01) ?? LARGEST),
    smaller: () => enlarge(STEPS.filter((step) => step < scale.peek() * 0.99).at(-1) ?? 0),
    /** Take note of how much room there is; none is a view that is hidden. */
    measure(width: number, height: number) {
      batch(() => {
        density.value = devicePixelRatio;
        if (width && height) room.value = { width, height };
      });
    },
    /** Take note of the size of the picture that is shown. */
    show(width: number, height: number) {
      picture.value = { width, height };
    },
    /** Take note of how it lies as it is shown: a camera's file may say that it is turned. */
    lie(width: number, height: number) {
      const known = picture.peek();
      if ((known.width - known.height) * (width - height) < 0)
        picture.value = { width: known.height, height: known.width };
    },
  };
}

/** Return where a side begins: in the middle, or so that no room is left beside it. */
function edge(room: number, length: number, middle: number, density: number): number {
  const wanted = length <= room ? (room - length) / 2 : room / 2 - middle * length;
  const begins = length <= room ? wanted : Math.min(0, Math.max(room - length, wanted));
  return Math.round(begins * density) / density; // on a pixel of the screen
}
