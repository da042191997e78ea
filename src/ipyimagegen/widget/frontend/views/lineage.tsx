// Lineage, in one line: the inputs of a generation, step by step, and how many were made from it.

import type { ComponentChildren } from "preact";
import type { DetailsEntry, Entry, Node } from "../messages.ts";
import { useStore } from "./context.ts";
import { Button, Icon } from "./controls.tsx";
import { usePicture } from "./hooks.ts";

export function Lineage({ entry }: { entry: Entry }) {
  const { viewing, beforeAndAfter } = useStore();
  const details = viewing.details.value;
  return (
    <div class="row lineage">
      {details && details.steps.length > 1 && <Parents details={details} />}
      {details && details.children.length > 0 && <Made entry={entry} details={details} />}
      {details?.steps.at(-2)?.[0]?.hash && entry.pictures.length > 0 && (
        <>
          <span class="spring" />
          <Button press={beforeAndAfter} class="link" title="Compare it with what it was made from">
            Before and after
          </Button>
        </>
      )}
    </div>
  );
}

function Parents({ details: { steps, whole } }: { details: DetailsEntry }) {
  const last = steps.length - 1;
  return (
    <nav class="parents" aria-label="Made from">
      {!whole && <Sign>…</Sign>}
      {steps.flatMap((step, place) => [
        place > 0 && (
          <Sign key={`to ${place}`}>
            <Icon name="right" />
          </Sign>
        ),
        ...step.flatMap((node, other) => [
          other > 0 && <Sign key={`and ${place} ${other}`}>+</Sign>,
          <Crumb key={`${place} ${other}`} node={node} isShown={place === last} />,
        ]),
      ])}
    </nav>
  );
}

const Sign = ({ children }: { children: ComponentChildren }) => (
  <span class="sign">{children}</span>
);

function Crumb({ node, isShown }: { node: Node; isShown: boolean }) {
  const { viewing } = useStore();
  const url = usePicture(node.hash, "tile");
  const inside = (
    <>
      {node.hash && <img key={node.hash} alt="" width={26} height={26} src={url || undefined} />}
      <span>{node.name}</span>
    </>
  );
  if (isShown) {
    return (
      <span class="crumb" aria-current="true">
        {inside}
      </span>
    );
  }
  if (!node.number)
    return (
      <span class="crumb" title={node.name}>
        {inside}
      </span>
    );
  return (
    <Button press={() => viewing.open(node.number)} class="crumb" title={node.name}>
      {inside}
    </Button>
  );
}

/** How many were made from it: the only one is opened, several are searched for. */
function Made({ entry, details }: { entry: Entry; details: DetailsEntry }) {
  const { viewing, history, layout } = useStore();
  const [first] = details.children;
  const count = details.children.length + details.more;
  const names = details.children.map(({ name }) => name).join(", ");
  function go() {
    if (first && count === 1) return viewing.open(first.number);
    history.search.write(`input:@${entry.number}`);
    layout.turnTo("history");
  }
  return (
    <span class="made">
      {details.steps.length > 1 && "· "}
      <Button press={go} class="link" title={details.more ? `${names} …` : names}>
        {`${count} made from it`}
      </Button>
    </span>
  );
}
