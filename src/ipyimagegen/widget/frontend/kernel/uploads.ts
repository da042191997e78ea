// Uploads: pictures from the browser, made smaller here, and sent in acknowledged chunks.

import type { ToBrowser } from "../messages.ts";
import type { Line } from "./line.ts";

const CHUNK = 512 * 1024; // bytes; a message of ten megabytes would be lost without a word
const MAX_PIXELS = 50_000_000;
const MAX_SIDE = 2048; // pixels
const MAX_UNCHANGED = 4_000_000; // bytes of a file that is sent as it is

/**
 * Send a picture to the library, chunk by chunk; return its reference and hash, and the prompt
 * that its file holds, with the program that wrote it. A mask is sent as it is, and is not listed.
 */
export async function upload(
  line: Line,
  file: File,
  { mask = false } = {},
): Promise<ToBrowser["uploaded"]> {
  const blob = mask ? file : await prepared(file);
  const fields = { id: line.nextId(), name: file.name, total: blob.size, mask };
  let start = 0;
  while (true) {
    const bytes = await blob.slice(start, start + CHUNK).arrayBuffer();
    const answer = await line.ask("upload", { ...fields, start }, [bytes]);
    if (answer.kind === "uploaded") return answer;
    start = answer.received;
  }
}

/** Return the bytes to send of a file: as they are, or made smaller. */
async function prepared(file: File): Promise<Blob> {
  const url = URL.createObjectURL(file);
  try {
    const image = await loaded(url, file.name);
    const { naturalWidth: width, naturalHeight: height } = image;
    if (width * height > MAX_PIXELS) {
      const size = Math.round((width * height) / 1e6);
      throw new Error(
        `${file.name} has ${size} megapixels; 50 is the most. Make it smaller first.`,
      );
    }
    const known = ["image/png", "image/jpeg", "image/webp"].includes(file.type);
    const large = file.size > MAX_UNCHANGED || Math.max(width, height) > 2 * MAX_SIDE;
    return known && !large ? file : await smaller(image, file);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function loaded(url: string, name: string): Promise<HTMLImageElement> {
  const image = new Image();
  return new Promise((resolve, reject) => {
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error(`${name} is no picture that a browser can read.`));
    image.src = url;
  });
}

async function smaller(image: HTMLImageElement, file: File): Promise<Blob> {
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  // JPEG has no transparency; WebP has.
  const type = file.type === "image/jpeg" ? "image/jpeg" : "image/webp";
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92));
  if (!blob) throw new Error(`${file.name} could not be made smaller.`);
  return blob;
}
