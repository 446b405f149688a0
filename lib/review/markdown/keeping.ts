import type { RootContent } from "mdast";
import type { Connections, Fact } from "../model";
import { type Context, cited, named, processNames } from "./context";
import { code, sentence, strong, text } from "./text";
import { heading, list, type Phrases, paragraph, table } from "./tree";

/** By name; no value is on the page. */
export function secrets(context: Context): RootContent[] {
  const rows = context.review.secrets.map(({ name, source, kept, readers, at }) => [
    named(context, name, at),
    sentence(source),
    sentence(kept),
    processNames(context, readers, (name) => [code(name)]),
  ]);
  return [heading(2, text("Secrets")), table(["Secret", "Comes from", "Kept in", "Read by"], rows)];
}

/** Connections to the metadata database against what the server accepts. */
export function connections(context: Context): RootContent[] {
  const { shares, kept, at } = context.review.connections;
  const parts = [...shares.map(({ who, connections: many }) => `${who} ${many}`), `kept free ${kept}`];
  return [
    heading(2, text("Connections to the metadata database")),
    paragraph(
      ...cited(context, at, ...sentence(budget(context.review.connections))),
      text(": "),
      ...sentence(parts.join(", ")),
      text("."),
    ),
  ];
}

const budget = ({ total, limit }: Connections): string =>
  limit === undefined
    ? `${total} when all of it is busy, of a number that the file does not name`
    : `${total} of ${limit} when all of it is busy`;

export function destroy(context: Context): RootContent[] {
  const { lost, kept } = context.review.destroy;
  return [
    heading(2, text("Destroy")),
    paragraph(code("cdktf destroy"), text(" "), strong("loses"), text(":")),
    ...facts(context, lost),
    paragraph(text("It keeps:")),
    ...facts(context, kept),
  ];
}

const facts = (context: Context, all: readonly Fact[]): RootContent[] => [
  list(all.length === 0 ? [[text("nothing")]] : all.map((fact) => factItem(context, fact))),
];

const factItem = (context: Context, { name, value, at }: Fact): Phrases => [
  ...cited(context, at, ...sentence(name)),
  text(": "),
  ...sentence(value),
];
