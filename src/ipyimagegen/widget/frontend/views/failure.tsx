// A generation without a picture: what happened, whether it was billed, what to do, and the
// gateway's words.

import type { Entry } from "../messages.ts";
import { useStore } from "./context.ts";
import { Icon } from "./controls.tsx";

const UNKNOWN = ["Nobody knows what came of it.", "It may have been made and billed."];

export function Failure({ entry }: { entry: Entry }) {
  const { details } = useStore().viewing;
  const [first = "", ...rest] = entry.error.length ? entry.error : UNKNOWN;
  const { words } = entry;
  const happened =
    words && first.endsWith(`: ${words}`) ? first.slice(0, -words.length - 2) : first;
  const said = [happened === first ? "" : words, details.value?.text ?? entry.text];
  return (
    <div class="failure">
      <p class="happened">
        <Icon name="warning" />
        <b>{happened}</b>
      </p>
      {rest.map((line, place) => (
        <p key={place}>{line}</p>
      ))}
      {said.filter(Boolean).map((line, place) => (
        <p key={place} class="said">{`“${line}”`}</p>
      ))}
    </div>
  );
}
