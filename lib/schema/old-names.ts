import type { Rename } from "../deployment/file/renames";
import { anyName, type Node } from "./node";

/**
 * The schema for editors, which take a key's old name and say its new one, and do not propose it.
 * A key that must be written may be so under either name: which one is missing, only synth can say.
 */
export const withOldNames = (node: Node, renames: readonly Rename[]): Node =>
  renames.reduce((known, { from, to }) => named(known, from.split("."), to), node);

function named(node: Node, [key = "", ...rest]: readonly string[], to: string): Node {
  const { properties, required, items, anyOf } = node;
  const value = anyName(node);
  const any = key === "*" ? rest : undefined;
  return {
    ...node,
    ...(properties === undefined ? {} : { properties: inSection(properties, key, rest, to) }),
    ...(required === undefined || rest.length > 0 ? {} : { required: required.filter((one) => one !== to) }),
    ...(value === undefined || any === undefined ? {} : { additionalProperties: named(value, any, to) }),
    ...(items === undefined || any === undefined ? {} : { items: named(items, any, to) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map((one) => named(one, [key, ...rest], to)) }),
  };
}

type Section = Readonly<Record<string, Node>>;

function inSection(section: Section, key: string, rest: readonly string[], to: string): Section {
  if (rest.length === 0) return section[to] === undefined ? section : { ...section, [key]: old(section[to], to) };
  return section[key] === undefined ? section : { ...section, [key]: named(section[key], rest, to) };
}

/** `deprecationMessage` is what the YAML and JSON servers of editors show, and by which they leave a key out of proposals. */
function old({ default: _, markdownDescription: __, ...today }: Node, to: string): Node {
  const words = `Called ${to} today.`;
  return { ...today, description: words, deprecationMessage: words };
}
