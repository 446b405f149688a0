import { kind } from "./kind";
import { anyName, type Node } from "./node";
import { inYaml } from "./yaml";

/** Says at every place what kind of value stands there, and adds the default to what editors show. */
export function annotated(node: Node, required = false): Node {
  const value = anyName(node);
  const { properties, items, anyOf } = node;
  return {
    ...node,
    title: kind(node),
    ...(node.description === undefined ? {} : { markdownDescription: shown(node, node.description, required) }),
    ...(properties === undefined ? {} : { properties: each(properties, node.required ?? []) }),
    ...(value === undefined ? {} : { additionalProperties: annotated(value) }),
    ...(items === undefined ? {} : { items: annotated(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map((one) => annotated(one)) }),
  };
}

const each = (properties: Readonly<Record<string, Node>>, required: readonly string[]) =>
  Object.fromEntries(
    Object.entries(properties).map(([key, inside]) => [key, annotated(inside, required.includes(key))]),
  );

function shown(node: Node, description: string, required: boolean): string {
  if (required) return `${description}\n\nMust be written.`;
  const text = defaultText(node);
  return text === undefined ? description : `${description}\n\nDefault: \`${text}\``;
}

/** The default as the file would have it; undefined where there is none or where it is only an empty section. */
export function defaultText(node: Node): string | undefined {
  const { default: value, properties } = node;
  if (value === undefined || (properties !== undefined && JSON.stringify(value) === "{}")) return undefined;
  return inYaml(value);
}
