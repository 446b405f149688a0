import { stringify } from "yaml";

/** A YAML document as plain values, for mutations. */
export type Tree = Record<string, unknown>;
export type Place = readonly string[];

export const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Text that is written into the file as it is, where a value or a key stands. */
export const raw = (text: string): string => `@@RAW${Buffer.from(text).toString("base64url")}@@`;

/** Every place of a value below a node, its own first. */
export function places(value: unknown, place: Place = []): Place[] {
  const own = place.length === 0 ? [] : [place];
  if (typeof value !== "object" || value === null) return own;
  return [...own, ...Object.entries(value).flatMap(([key, inside]) => places(inside, [...place, key]))];
}

export const at = (tree: unknown, place: Place): unknown =>
  place.reduce<unknown>(
    (inside, key) => (typeof inside === "object" && inside !== null ? own(inside, key) : undefined),
    tree,
  );

const own = (value: object, key: string): unknown => (Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined);

/** Defined, not assigned: `__proto__` is a key like any other here. */
function put(inside: object, key: string, value: unknown): void {
  Object.defineProperty(inside, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Puts a value at a place; sections on the way that are none become one. */
export function set(tree: Tree, place: Place, value: unknown): void {
  const [key, ...rest] = place;
  if (key === undefined) return;
  const inside = own(tree, key);
  if (rest.length === 0) put(tree, key, value);
  else if (Array.isArray(inside) && rest.length === 1) put(inside, rest[0] ?? "", value);
  else if (typeof inside === "object" && inside !== null) set(inside as Tree, rest, value);
  else {
    const made: Tree = {};
    put(tree, key, made);
    set(made, rest, value);
  }
}

export function remove(tree: Tree, place: Place): void {
  const parent = at(tree, place.slice(0, -1));
  const key = place.at(-1) ?? "";
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isTree(parent)) Reflect.deleteProperty(parent, key);
}

/** The same entries in the same order, one under another key. */
export function rename(tree: Tree, place: Place, name: string): void {
  const parent = at(tree, place.slice(0, -1));
  if (!isTree(parent)) return;
  const entries = Object.entries(parent);
  for (const [key] of entries) Reflect.deleteProperty(parent, key);
  for (const [key, value] of entries) put(parent, key === place.at(-1) ? name : key, value);
}

/** The file of a tree. */
export const written = (tree: Tree): string =>
  stringify(tree, { lineWidth: 0, aliasDuplicateObjects: false }).replace(/"?@@RAW([\w-]*)@@"?/g, (_, text: string) =>
    Buffer.from(text, "base64url").toString(),
  );
