import { lookUp } from "../deployment/look-up";
import { anyName, type Node } from "./node";

/** What may stand at a place, in people's words: `port, 1 to 65535`, `list of queue name`, `false or section`. */
export function kind(node: Node): string {
  return (node.title ?? unnamed(node)) + bounds(node);
}

function unnamed(node: Node): string {
  const value = anyName(node);
  if (node.const !== undefined) return String(node.const);
  if (node.enum !== undefined) return either(node.enum.map(String));
  if (node.anyOf !== undefined) return either(node.anyOf.map(kind));
  if (node.items !== undefined) return `list of ${node.items.title ?? unnamed(node.items)}s${bounds(node.items)}`;
  if (value !== undefined) return `map of ${node.propertyNames?.title ?? "name"} to ${kind(value)}`;
  return lookUp(TYPES, String(node.type)) ?? "text";
}

const TYPES: Readonly<Record<string, string>> = {
  object: "section",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
};

const either = (kinds: readonly string[]) => [...new Set(kinds)].join(" or ");

function bounds({ minimum, maximum, exclusiveMinimum }: Node): string {
  if (exclusiveMinimum !== undefined)
    return `, above ${exclusiveMinimum}${maximum === undefined ? "" : ` up to ${maximum}`}`;
  if (minimum === undefined) return maximum === undefined ? "" : `, ${maximum} or less`;
  return maximum === undefined ? `, ${minimum} or more` : `, ${minimum} to ${maximum}`;
}
