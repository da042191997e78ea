// What is known of two pictures, below each: only what differs is in the text's colour.

import type { Segment } from "../messages.ts";
import type { Side } from "../store/comparing.ts";
import { useStore } from "./context.ts";
import { dollars } from "./money.tsx";
import { type PairProps, sizeWords } from "./pair.tsx";

const LONG = 40; // characters of what is the same in two prompts: the middle of more is left out
const ENDS = 16;

export function Versus({ a, b }: PairProps) {
  const { mode } = useStore().comparing;
  return (
    <div class="versus">
      <table>
        {/* B begins where its picture does: the last column makes up for the names' width. */}
        <colgroup>
          <col class="names" />
          <col />
          <col />
          <col class="rest" />
        </colgroup>
        <thead class="unseen">
          <tr>
            <td />
            <th scope="col">A</th>
            <th scope="col" colSpan={2}>
              B
            </th>
          </tr>
        </thead>
        <tbody>{mode.value === "difference" && b ? <Found /> : <Known a={a} b={b} />}</tbody>
      </table>
    </div>
  );
}

/** What the kernel found when it compared the pixels. */
function Found() {
  const { facts, legend } = useStore().comparing.difference.value;
  const shades = legend ? [{ name: "shown", words: legend }] : [];
  return [...facts, ...shades].map(({ name, words }) => (
    <tr key={name} class="found-row">
      <th scope="row">{name}</th>
      <td class="cut differs" colSpan={3} title={words}>
        {words}
      </td>
    </tr>
  ));
}

function Known({ a, b }: PairProps) {
  return (
    <>
      <Prompts a={a} b={b} />
      {FACTS.map(([name, of]) => {
        const [one, other] = [a && of(a), b && of(b)];
        const more = name === "size" ? sizeWords(a, b) : "";
        return (
          <tr key={name}>
            <th scope="row">{name}</th>
            <Parts of={one} than={other} span={SPANS.a} />
            <Parts of={other} than={one} span={SPANS.b} more={more} />
          </tr>
        );
      })}
    </>
  );
}

const FACTS: [string, (side: Side) => string[]][] = [
  ["made by", makers],
  ["made from", ({ entry }) => entry?.inputs.map(({ name }) => name) ?? []],
  ["size", ({ picture }) => (picture?.width ? sizes(picture) : [])],
];

function makers({ entry }: Side): string[] {
  if (!entry?.number) return [];
  return [
    entry.servedBy || entry.model,
    entry.sketch ? "offline sketch" : `${Math.round(entry.seconds)} s`,
    entry.cost === null ? "" : dollars(entry.cost),
    entry.take > 1 ? `take ${entry.take}` : "",
    entry.deleted ? "deleted" : "",
  ].filter(Boolean);
}

const sizes = ({ width, height, type }: { width: number; height: number; type: string }) =>
  [`${width}×${height}`, type.toUpperCase()].filter(Boolean);

interface PartsProps {
  of: string[] | null; // of none, if there is no picture
  than: string[] | null;
  span: number;
  more?: string;
}

/** The parts of a fact; those that the other one has, too, are grey. */
function Parts({ of, than, span, more = "" }: PartsProps) {
  const words = of && [of.join(" · ") || "–", more].filter(Boolean).join(" ");
  return (
    <td class="cut" colSpan={span} title={words ?? ""}>
      {of?.length === 0 && "–"}
      {of?.map((part, place) => (
        <span key={part} class={than && !than.includes(part) ? "differs" : ""}>
          {place ? ` · ${part}` : part}
        </span>
      ))}
      {more && ` ${more}`}
    </td>
  );
}

function Prompts({ a, b }: PairProps) {
  const { changes } = useStore().comparing;
  const segments = changes.value;
  return (
    <tr>
      <th scope="row">prompt</th>
      <Prompt side={a} segments={segments} without="new" span={SPANS.a} />
      <Prompt side={b} segments={segments} without="gone" span={SPANS.b} />
    </tr>
  );
}

const SPANS = { a: 1, b: 2 }; // columns

interface PromptProps {
  side: Side | null;
  segments: Segment[] | null;
  without: "new" | "gone";
  span: number;
}

function Prompt({ side, segments, without, span }: PromptProps) {
  const prompt = promptOf(side);
  const isShown = segments?.length && side?.entry?.number;
  return (
    <td class="cut" colSpan={span} dir="auto" title={prompt}>
      {isShown ? segments.filter(({ kind }) => kind !== without).map(Words) : prompt}
    </td>
  );
}

function promptOf(side: Side | null): string {
  if (!side) return "";
  const { entry, ref } = side;
  return entry?.number ? entry.prompt : `a photograph, ${entry?.name || ref}`;
}

function Words({ kind, text }: Segment) {
  if (kind === "gone") return <del>{text}</del>;
  if (kind === "new") return <ins>{text}</ins>;
  return text.length > LONG ? `${text.slice(0, ENDS)} … ${text.slice(-ENDS)}` : text;
}
