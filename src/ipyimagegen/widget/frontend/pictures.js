// Pictures by their hash: asked for when a view needs them, kept as object URLs, and let go
// of when there are too many.

/** @typedef {import("./model.js").Line} Line */

const THUMBNAILS = 600;
const FULL = 6;

/** @param {Line} line */
export function keepPictures(line) {
  /** @type {Map<string, {url: string, waiting: ((url: string) => void)[]}>} */
  const known = new Map();

  const forget = (/** @type {string} */ key) => {
    const held = known.get(key);
    if (held?.url) URL.revokeObjectURL(held.url);
    known.delete(key);
  };
  const trim = (/** @type {string} */ size, /** @type {number} */ limit) => {
    const keys = [...known.keys()].filter((key) => key.startsWith(size) && known.get(key)?.url);
    for (const key of keys.slice(0, Math.max(0, keys.length - limit))) forget(key);
  };

  line.on("picture", ({ hash, size, type, bytes }) => {
    const held = known.get(`${size} ${hash}`);
    if (!held || held.url) return; // nobody here asked, or it is here already
    held.url = URL.createObjectURL(new Blob([bytes], { type: `image/${type}` }));
    for (const resolve of held.waiting.splice(0)) resolve(held.url);
    trim("thumbnail", THUMBNAILS);
    trim("full", FULL);
  });
  line.on("missing", ({ hash, size }) => {
    const held = known.get(`${size} ${hash}`);
    known.delete(`${size} ${hash}`);
    for (const resolve of held?.waiting ?? []) resolve("");
  });

  return {
    /**
     * Return the URL of a picture; an empty one if the kernel has it no more.
     * @param {string} hash
     * @param {"thumbnail" | "full"} size
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
          line.send("picture", { hash, size });
        }
      });
    },
    close() {
      for (const key of [...known.keys()]) forget(key);
    },
  };
}

/** @typedef {ReturnType<typeof keepPictures>} Pictures */
