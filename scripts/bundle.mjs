// Makes the panel's front end (widget/static/), which is committed: its source as one packed module,
// its looks, and the licences of what is in them.
//
// A kernel sends the source to each notebook that opens a panel, as text and often from far away, so
// it goes packed: with gzip it is a third. Every browser that the panel supports can unpack it.

import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const FROM = "src/ipyimagegen/widget/frontend";
const TO = "src/ipyimagegen/widget/static";
const LICENSES = ["preact", "@preact/signals", "lucide-static"];
const common = { bundle: true, minify: true, write: false, charset: "utf8" };

const built = buildSync({
  ...common,
  entryPoints: [`${FROM}/index.tsx`],
  format: "esm",
  target: "es2022",
  legalComments: "none",
});
const looks = buildSync({
  ...common,
  entryPoints: [`${FROM}/panel.css`],
  loader: { ".svg": "dataurl" },
  lineLimit: 160,
  target: ["chrome111", "firefox113", "safari16.4"],
});

// Two versions of zlib pack the same source into other bytes, so only another source is packed anew.
const source = Buffer.from(built.outputFiles[0].contents);
if (!source.equals(unpacked())) {
  const packed = gzipSync(source, { level: 9 }).toString("base64");
  writeFileSync(`${TO}/panel.js`, loader(packed));
}
writeFileSync(`${TO}/panel.css`, looks.outputFiles[0].contents);
const texts = LICENSES.map((name) => readFileSync(`node_modules/${name}/LICENSE`));
writeFileSync(`${TO}/panel.licenses.txt`, Buffer.concat(texts));

function loader(packed) {
  return `// Made by scripts/bundle.mjs of widget/frontend/: the panel's source, gzip in base64.
const packed = "${packed}";
const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
const source = new Blob([await new Response(stream).blob()], { type: "text/javascript" });
const url = URL.createObjectURL(source);
const panel = await import(url);
URL.revokeObjectURL(url);
export default panel.default;
`;
}

function unpacked() {
  try {
    const [, packed] = readFileSync(`${TO}/panel.js`, "utf8").match(/const packed = "(.*)";/) ?? [];
    return gunzipSync(Buffer.from(packed ?? "", "base64"));
  } catch {
    return Buffer.alloc(0); // there is none yet, or it is cut off
  }
}
