// The answer to an edit of a region: which face of it is looked at, and three lines on what the
// model did to the rest, and what was done about it.

import type { Entry, Part, Pasted } from "../messages.ts";
import type { Face } from "../store/viewing.ts";
import { useStore } from "./context.ts";
import { Button, Icon } from "./controls.tsx";

const FACES: [Face, string, string][] = [
  ["result", "Result", "Result"],
  ["delivered", "As delivered", "Delivered"],
  ["before", "Before", "Before"],
  ["difference", "Difference", "Differ"],
];

/** One switch: the result, what the model delivered, the picture before, and what differs. */
export function Faces({ only }: { only: Pasted }) {
  const { viewing } = useStore();
  return (
    <span class="segment faces" role="radiogroup" aria-label="What is looked at">
      {FACES.filter(([face]) => isThere(face, only)).map(([face, words, short]) => (
        <Button
          key={face}
          press={() => viewing.look(face)}
          class="small"
          role="radio"
          aria-checked={viewing.face.value === face}
          aria-label={words}
        >
          <span class="long">{words}</span>
          <span class="short">{short}</span>
        </Button>
      ))}
    </span>
  );
}

function isThere(face: Face, { pasted, before }: Pasted): boolean {
  if (face === "result") return pasted;
  return face === "delivered" || before !== "";
}

/** Three lines and what can be done about the last, in the place of the prompt and the lineage. */
export function Report({ entry, only }: { entry: Entry; only: Pasted }) {
  const { viewing } = useStore();
  const [outside = [], moved = [], cut = []] = only.lines;
  return (
    <div class="report">
      <ReportLine icon={only.pasted ? "check" : "warning"} parts={outside} />
      <ReportLine icon="corrected" parts={moved} />
      <ReportLine icon={only.isCut ? "warning" : "check"} parts={cut} />
      {only.pasted && entry.number > 0 && (
        <p class="ways">
          <Button
            press={() => viewing.widen(only.wider)}
            class="link"
            title="Paste the same answer into marks that reach further: free"
          >
            Widen<span class="long"> the marks</span>
            {` by ${only.wider} px, free`}
          </Button>
          {only.widened > 0 && (
            <Button press={() => viewing.widen(0)} class="link" title="The marks as you drew them">
              Not widened
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

interface ReportLineProps {
  icon: string;
  parts: Part[];
}

function ReportLine({ icon, parts }: ReportLineProps) {
  const said = parts.filter(({ words }) => words);
  return (
    <p class={icon === "warning" ? "warned" : ""} title={said.map(({ words }) => words).join(" ")}>
      {said.length > 0 && <Icon name={icon} />}
      <span class="cut">
        {said.map(({ words, weighty }) => (weighty ? <b key={words}>{words} </b> : `${words} `))}
      </span>
    </p>
  );
}
