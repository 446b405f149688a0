import type { Node } from "../../lib/schema/node";

/**
 * Where a file of a target can have text, from its schema: `airflow.variables.*` for the values of a free key,
 * `airflow.variables.*!` for the key itself, `docker.mounts.#.target` for items of a list. Without words that are one of
 * a few.
 */
export function placesOf(node: Node, path = ""): string[] {
  const below = (key: string) => (path === "" ? key : `${path}.${key}`);
  const forms = (node.anyOf ?? []).flatMap((form) => placesOf(form, path));
  const named = Object.entries(node.properties ?? {}).flatMap(([key, inside]) => placesOf(inside, below(key)));
  const { additionalProperties: any, items } = node;
  const free = typeof any === "object" ? [`${below("*")}!`, ...placesOf(any, below("*"))] : [];
  const listed = typeof items === "object" ? placesOf(items, below("#")) : [];
  const own = isText(node) ? [path] : [];
  return [...new Set([...own, ...forms, ...named, ...free, ...listed])];
}

const isText = ({ type, enum: words, const: word }: Node): boolean =>
  words === undefined && word === undefined && (type === "string" || (Array.isArray(type) && type.includes("string")));
