// One picture on neutral grey, as large as its zoom says. It is moved by dragging, and enlarged
// where the pointer is by a pinch or by Ctrl and the wheel; the wheel alone is the notebook's.

import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Zoom } from "../store/zoom.ts";

interface PictureProps {
  zoom: Zoom;
  src: string;
  hash: string;
  alt: string;
  name?: string;
  area?: RefObject<HTMLDivElement | null>;
  class?: string;
  /** Whether the zoom is that of another picture, in whose place this one is shown. */
  follows?: boolean;
  /** Told the size of the copy that is shown. */
  loaded?: (width: number, height: number) => void;
  children?: ComponentChildren;
}

export function Picture(props: PictureProps) {
  const { zoom, src, hash, alt, name = "Picture", class: more, follows, children } = props;
  const own = useRef<HTMLDivElement>(null);
  const area = props.area ?? own;
  const hands = useHands(zoom);
  const classes = [
    "ground",
    more,
    !zoom.isFit.value && "enlarged",
    zoom.isLarger.value && "movable",
  ];

  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    const measure = () => zoom.measure(box.clientWidth, box.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    const forget = watchScreen(measure);
    return () => {
      observer.disconnect();
      forget();
    };
  }, [area, zoom]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to a form
    <div
      ref={area}
      class={classes.filter(Boolean).join(" ")}
      role="group"
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move the picture, letters mark it
      tabIndex={0}
      {...hands}
    >
      <Pixels
        {...{ zoom, src, hash, alt }}
        loaded={follows ? undefined : (props.loaded ?? zoom.lie)}
      />
      {children}
    </div>
  );
}

interface PixelsProps {
  zoom: Zoom;
  src: string;
  hash: string;
  alt: string;
  /** Told the size of the copy that is shown. */
  loaded?: ((width: number, height: number) => void) | undefined;
}

/** A picture's pixels where its zoom has them, in what it is shown in. */
export function Pixels({ zoom, src, hash, alt, loaded }: PixelsProps) {
  const { left, top, width, height } = zoom.place.value;
  const isWhole = Number.isInteger(zoom.scale.value);
  return (
    hash && (
      <img
        key={hash}
        class={isWhole ? "whole" : ""}
        alt={alt}
        draggable={false}
        src={src || undefined}
        style={{ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          loaded?.(naturalWidth, naturalHeight)
        }
      />
    )
  );
}

type Touch = PointerEvent & { currentTarget: HTMLElement };

/** Return what a pointer, two fingers and the wheel do. */
function useHands(zoom: Zoom) {
  const pointers = useRef(new Map<number, { x: number; y: number }>()).current;

  function spread() {
    const [one, other] = [...pointers.values()];
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  }
  function centre(box: DOMRect) {
    const all = [...pointers.values()];
    const mean = (of: (point: { x: number; y: number }) => number) =>
      all.reduce((sum, point) => sum + of(point), 0) / all.length;
    return [mean(({ x }) => x) - box.left, mean(({ y }) => y) - box.top] as const;
  }

  return {
    onPointerDown(event: Touch) {
      if (event.button !== 0) return;
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: Touch) {
      const from = pointers.get(event.pointerId);
      if (!from) return;
      const before = spread();
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (pointers.size === 1) zoom.move(event.clientX - from.x, event.clientY - from.y);
      else if (before) {
        const box = event.currentTarget.getBoundingClientRect();
        zoom.enlarge((zoom.scale.peek() * spread()) / before, ...centre(box));
      }
    },
    onPointerUp: (event: Touch) => pointers.delete(event.pointerId),
    onPointerCancel: (event: Touch) => pointers.delete(event.pointerId),
    onWheel(event: WheelEvent & { currentTarget: HTMLElement }) {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = event.currentTarget.getBoundingClientRect();
      const turn = Math.min(30, Math.max(-30, event.deltaY)); // a mouse's turns are far larger
      zoom.enlarge(
        zoom.scale.peek() * Math.exp(-turn / 100),
        event.clientX - box.left,
        event.clientY - box.top,
      );
    },
  };
}

/** Tell when the screen has another number of pixels for each of the page. */
function watchScreen(tell: () => void) {
  let query: MediaQueryList;
  function watch() {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener("change", changed, { once: true });
  }
  function changed() {
    watch();
    tell();
  }
  watch();
  return () => query.removeEventListener("change", changed);
}
