// Lineage: the inputs of a generation, step by step, and the generations made from it.

import type { ComponentChildren } from "preact";
import type { Node } from "../messages.ts";
import { useStore } from "./context.ts";
import { Button } from "./controls.tsx";
import { usePicture } from "./hooks.ts";

export function Lineage({ number }: { number: number }) {
  const { viewing, history } = useStore();
  const details = viewing.details.value;
  const steps = details?.steps ?? [];
  const children = details?.children ?? [];
  if (!details || (steps.length < 2 && children.length === 0)) return null;
  return (
    <div class="lineage">
      {steps.length > 1 && (
        <p class="parents">
          {"from "}
          {!details.whole && <Sign>…</Sign>}
          {steps.flatMap((step, place) => [
            place > 0 && <Sign key={`to ${place}`}>→</Sign>,
            ...step.flatMap((node, other) => [
              other > 0 && <Sign key={`and ${place} ${other}`}>+</Sign>,
              <Crumb key={`${place} ${other}`} node={node} isShown={place === steps.length - 1} />,
            ]),
          ])}
        </p>
      )}
      {children.length > 0 && (
        <p class="children">
          {"became "}
          {children.map((child) => (
            <Crumb key={child.number} node={child} />
          ))}
          {details.more > 0 && (
            <Button press={() => history.search.write(`input:@${number}`)} class="link">
              {`${details.more} more`}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

const Sign = ({ children }: { children: ComponentChildren }) => (
  <span class="sign">{children}</span>
);

function Crumb({ node, isShown = false }: { node: Node; isShown?: boolean }) {
  const { viewing } = useStore();
  const url = usePicture(node.hash, "tile");
  const inside = (
    <>
      {node.hash && <img key={node.hash} alt="" width={28} height={28} src={url || undefined} />}
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
  if (!node.number) return <span class="crumb">{inside}</span>;
  return (
    <Button press={() => viewing.open(node.number)} class="crumb">
      {inside}
    </Button>
  );
}
