// What is sent: the pictures of the next request as the kernel prepares them, and the sentence
// that it adds to the prompt.

import { useEffect, useState } from "preact/hooks";
import { wordsOf } from "../kernel/line.ts";
import { useStore } from "./context.ts";
import { Lines } from "./controls.tsx";
import { Crop } from "./region.tsx";

interface Sent {
  pictures: { name: string; url: string }[];
  sentence: string;
  complaint: string[];
}

const NOTHING: Sent = { pictures: [], sentence: "", complaint: [] };

export function WhatIsSent() {
  const { pictures, sentence, complaint } = useSent();
  return (
    <>
      <div class="sent-pictures">
        {pictures.map(({ name, url }, place) => (
          <figure key={url}>
            <img alt={name} src={url} />
            <figcaption class="grey cut" title={name}>{`image ${place + 1} · ${name}`}</figcaption>
          </figure>
        ))}
      </div>
      {sentence && (
        <p class="added">
          <span class="grey">Added to your words:</span> “{sentence}”
        </p>
      )}
      {complaint.length > 0 && (
        <div class="alert">
          <Lines of={complaint} />
        </div>
      )}
      <Crop />
      <p class="grey">What comes back is pasted into the marks alone; the rest stays as it was.</p>
    </>
  );
}

/** Return what would be sent, asked for anew when the composer's region changes. */
function useSent(): Sent {
  const { composer, whatIsSent } = useStore();
  const [sent, setSent] = useState(NOTHING);
  const { only, crop, inputs } = composer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for is the composition
  useEffect(() => {
    let current = true;
    const urls: string[] = [];
    whatIsSent().then(
      ({ names, types, sentence, buffers }) => {
        if (!current) return;
        for (const [place, bytes] of buffers.entries())
          urls.push(
            URL.createObjectURL(new Blob([bytes as BlobPart], { type: `image/${types[place]}` })),
          );
        const pictures = urls.map((url, place) => ({ url, name: names[place] ?? "" }));
        setSent({ pictures, sentence, complaint: [] });
      },
      (error) => current && setSent({ ...NOTHING, complaint: wordsOf(error) }),
    );
    return () => {
      current = false;
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, [whatIsSent, only.value, crop.value, inputs.value]);
  return sent;
}
