// Pictures by their hash: asked for when a view needs them, kept as object URLs, and let go
// of when there are too many.

/** @typedef {import("./model.js").Line} Line */

/** How many of each size are kept. */
const MOST = { tile: 600, thumbnail: 20, full: 6 };
const TILES = 60; // asked for in one message: each message costs more than a tile

/** @param {Line} line */
export function keepPictures(line) {
  /** @type {Map<string, {url: string, waiting: ((url: string) => void)[]}>} */
  const known = new Map();

  const forget = (/** @type {string} */ key) => {
    const held = known.get(key);
    if (held?.url) URL.revokeObjectURL(held.url);
    known.delete(key);
  };
  const trim = () => {
    for (const [size, most] of Object.entries(MOST)) {
      const keys = [...known.keys()].filter((key) => key.startsWith(`${size} `) && known.get(key)?.url);
      for (const key of keys.slice(0, Math.max(0, keys.length - most))) forget(key);
    }
  };

  /** @type {string[]} */
  let tiles = [];
  function askForTiles() {
    while (tiles.length) line.send("tiles", { hashes: tiles.splice(0, TILES) });
  }

  line.on("tiles", ({ hashes }, buffers) => {
    for (const [place, hash] of hashes.entries()) arrive("tile", hash, "webp", buffers[place]);
    trim();
  });
  line.on("picture", ({ hash, size, type }, [bytes]) => {
    arrive(size, hash, type, bytes);
    trim();
  });

  /** @param {string} size @param {string} hash @param {string} type @param {DataView} bytes */
  function arrive(size, hash, type, bytes) {
    const held = known.get(`${size} ${hash}`);
    if (!held || held.url) return; // nobody here asked, or it is here already
    held.url = URL.createObjectURL(new Blob([/** @type {any} */ (bytes)], { type: `image/${type}` }));
    for (const resolve of held.waiting.splice(0)) resolve(held.url);
  }
  line.on("missing", ({ hash, size }) => {
    const held = known.get(`${size} ${hash}`);
    known.delete(`${size} ${hash}`);
    for (const resolve of held?.waiting ?? []) resolve("");
  });

  return {
    /**
     * Return the URL of a picture that is here already; else an empty one.
     * @param {string} hash
     * @param {keyof typeof MOST} size
     */
    held: (hash, size) => known.get(`${size} ${hash}`)?.url ?? "",
    /**
     * Return the URL of a picture; an empty one if the kernel has it no more.
     * @param {string} hash
     * @param {keyof typeof MOST} size
     * @returns {Promise<string>}
     */
    url(hash, size) {
      const key = `${size} ${hash}`;
      const held = known.get(key);
      if (held?.url) {
        known.delete(key);
        known.set(key, held); // the last one used is the last one to go
        return Promise.resolve(held.url);
      }
      return new Promise((resolve) => {
        if (held) held.waiting.push(resolve);
        else {
          known.set(key, { url: "", waiting: [resolve] });
          if (size !== "tile") line.send("picture", { hash, size });
          else if (tiles.push(hash) === 1) queueMicrotask(askForTiles);
        }
      });
    },
    close() {
      tiles = [];
      for (const key of [...known.keys()]) forget(key);
    },
  };
}

/** @typedef {ReturnType<typeof keepPictures>} Pictures */
