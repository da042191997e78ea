// Details: how a generation was made, as a list.

import { Fragment } from "preact";
import type { DetailsEntry, Entry } from "../messages.ts";
import { useStore } from "./context.ts";
import { dollars } from "./money.tsx";

export function Details({ entry }: { entry: Entry }) {
  const { details, position } = useStore().viewing;
  const known = facts(entry, details.value, position.value).filter(([, value]) => value);
  return (
    <dl class="details">
      {known.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function facts(entry: Entry, details: DetailsEntry | null, position: number): [string, string][] {
  const picture = entry.pictures[position];
  const answered =
    entry.servedBy && entry.servedBy !== entry.model ? `, answered by ${entry.servedBy}` : "";
  return [
    ["Template", details?.template ?? ""],
    ["Model", entry.model + answered],
    ["Gateway", details?.gateway ?? ""],
    [
      "Picture",
      picture
        ? `${picture.width} × ${picture.height} ${picture.type.toUpperCase()}, ${bytes(picture.size)}`
        : "",
    ],
    ["Time", entry.seconds ? `${entry.seconds} s` : ""],
    ["Cost", entry.cost === null ? "not reported" : dollars(entry.cost)],
    ["Take", String(entry.take)],
    ["Checks", entry.checks.map(({ line }) => line).join("\n")],
    ["Aspect", entry.aspect],
    ["Size", details?.size ?? ""],
    ["More", details?.extra ?? ""],
    ["Inputs", entry.inputs.map(({ name }) => name).join(", ")],
    ["Created", details ? when(details.created) : ""],
    ["Variable", entry.name],
    ["Note", details?.note ?? ""],
    ["Notebook", details?.notebook ?? ""],
  ];
}

function bytes(count: number): string {
  return count < 1e6
    ? `${Math.max(1, Math.round(count / 1e3))} KB`
    : `${(count / 1e6).toFixed(1)} MB`;
}

/** Return a time of UTC in the reader's own way. */
function when(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toLocaleString();
}
