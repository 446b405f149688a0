import type { Node } from "./node";

/** The same keys, none of which must be there, and any of which may be taken out by writing no value. */
export function loose(node: Node): Node {
  const { required: _, properties, additionalProperties, ...rest } = node;
  return {
    ...rest,
    ...(properties === undefined ? {} : { properties: looseEach(properties) }),
    ...(additionalProperties === undefined
      ? {}
      : { additionalProperties: typeof additionalProperties === "object" ? loose(additionalProperties) : false }),
  };
}

const looseEach = (properties: Readonly<Record<string, Node>>) =>
  Object.fromEntries(Object.entries(properties).map(([key, inside]) => [key, orNothing(loose(inside))]));

const NOTHING: Node = { type: "null" };

function orNothing(node: Node): Node {
  if (node.anyOf !== undefined) return { ...node, anyOf: [...node.anyOf.map(loose), NOTHING] };
  if (typeof node.type !== "string" || node.const !== undefined) return node;
  const both = { ...node, type: [node.type, "null"] };
  return node.enum === undefined ? both : { ...both, enum: [...node.enum, null] };
}
