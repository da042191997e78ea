// Pictures by their hash: asked for when a view needs them, kept as object URLs, and let go
// of when there are too many; but not of those that a view holds.

import type { Line } from "./line.ts";

export type Size = "tile" | "thumbnail" | "full";

/** Pictures of each size that are kept, unless views hold more. */
const LIMITS: Record<Size, number> = { tile: 600, thumbnail: 300, full: 6 };
const BATCH = 60; // tiles in one request: a message costs more than a tile

interface Cached {
  url: string; // empty while it is on its way
  waiting: ((url: string) => void)[];
}

export type Pictures = ReturnType<typeof keepPictures>;

export function keepPictures(line: Line) {
  const cache = new Map<string, Cached>();
  const holders = new Map<string, number>(); // how many views hold each
  let wantedTiles: string[] = [];

  function forget(key: string) {
    const cached = cache.get(key);
    if (cached?.url) URL.revokeObjectURL(cached.url);
    cache.delete(key);
  }

  function trim() {
    for (const [size, limit] of Object.entries(LIMITS)) {
      const keys = [...cache.keys()].filter(
        (key) => key.startsWith(`${size} `) && cache.get(key)?.url,
      );
      const free = keys.filter((key) => !holders.has(key));
      for (const key of free.slice(0, Math.max(0, keys.length - limit))) forget(key);
    }
  }

  function askForTiles() {
    while (wantedTiles.length) line.send("tiles", { hashes: wantedTiles.splice(0, BATCH) });
  }

  function arrive(size: string, hash: string, type: string, bytes: DataView | undefined) {
    const cached = cache.get(`${size} ${hash}`);
    if (!cached || cached.url || !bytes) return; // this view did not ask, or has it already
    cached.url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: `image/${type}` }));
    for (const resolve of cached.waiting.splice(0)) resolve(cached.url);
  }

  // Tiles that follow an answer need not be asked for.
  line.on("groups", ({ view, tiles }) => {
    if (view !== line.view) return;
    for (const hash of tiles)
      if (!cache.has(`tile ${hash}`)) cache.set(`tile ${hash}`, { url: "", waiting: [] });
  });
  line.on("tiles", ({ hashes }, buffers) => {
    for (const [place, hash] of hashes.entries()) arrive("tile", hash, "webp", buffers[place]);
    trim();
  });
  line.on("picture", ({ hash, size, type }, [bytes]) => {
    arrive(size, hash, type, bytes);
    trim();
  });
  line.on("missing", ({ hash, size }) => {
    const cached = cache.get(`${size} ${hash}`);
    cache.delete(`${size} ${hash}`);
    for (const resolve of cached?.waiting ?? []) resolve("");
  });

  return {
    /** Return the URL of a picture that is here already; else an empty one. */
    held: (hash: string, size: Size) => cache.get(`${size} ${hash}`)?.url ?? "",
    /** Return the URL of a picture; an empty one if the kernel has it no more. */
    url(hash: string, size: Size): Promise<string> {
      const key = `${size} ${hash}`;
      const cached = cache.get(key);
      if (cached?.url) {
        cache.delete(key);
        cache.set(key, cached); // the last one used is the last one to go
        return Promise.resolve(cached.url);
      }
      return new Promise((resolve) => {
        if (cached) cached.waiting.push(resolve);
        else {
          cache.set(key, { url: "", waiting: [resolve] });
          if (size !== "tile") line.send("picture", { hash, size });
          else if (wantedTiles.push(hash) === 1) queueMicrotask(askForTiles);
        }
      });
    },
    /** Keep a picture's URL good from when it comes; return what ends that. */
    hold(hash: string, size: Size): () => void {
      const key = `${size} ${hash}`;
      holders.set(key, (holders.get(key) ?? 0) + 1);
      return () => {
        const left = (holders.get(key) ?? 0) - 1;
        if (left > 0) holders.set(key, left);
        else holders.delete(key);
      };
    },
    close() {
      wantedTiles = [];
      for (const key of [...cache.keys()]) forget(key);
    },
  };
}
