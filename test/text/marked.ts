import { parse, stringify } from "yaml";
import type { Path } from "../../lib/deployment/words/finding";

/** A place of a file that can have text. */
export interface Place {
  /** As in places.ts: `airflow.variables.*!`. */
  readonly name: string;
  readonly path: Path;
  /** What stands there in the good file. */
  readonly text: string;
  /** The text is the key itself, the last of the path. */
  readonly isKey: boolean;
}

/** Every place of a file, by the names that its schema has for them. */
export function placesIn(text: string, known: readonly string[]): Place[] {
  const found = (value: unknown, path: Path, names: readonly string[]): Place[] => {
    if (typeof value === "string") return names.map((name) => ({ name, path, text: value, isKey: false }));
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inside]) => {
      const step = Array.isArray(value) ? Number(key) : key;
      const below = (last: string) => names.map((name) => (name === "" ? last : `${name}.${last}`));
      const free = Array.isArray(value) ? below("#") : [...below(key), ...below("*")];
      const next = free.filter((name) =>
        known.some((one) => one === name || one === `${name}!` || one.startsWith(`${name}.`)),
      );
      const own = Array.isArray(value) ? [] : below("*!").filter((name) => known.includes(name));
      const here = own.map((name) => ({ name, path: [...path, step], text: key, isKey: true }));
      return [...here, ...found(inside, [...path, step], next)];
    });
  };
  return found(parse(text), [], [""]).filter(({ name }) => known.includes(name));
}

/** The file with other texts at some places. */
export function rewritten(text: string, texts: ReadonlyMap<Place, string>): string {
  const at = new Map([...texts].map(([place, value]) => [JSON.stringify([place.path, place.isKey]), value]));
  const walk = (value: unknown, path: Path): unknown => {
    const own = at.get(JSON.stringify([path, false]));
    if (own !== undefined && typeof value === "string") return own;
    if (Array.isArray(value)) return value.map((inside, index) => walk(inside, [...path, index]));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inside]) => [
        at.get(JSON.stringify([[...path, key], true])) ?? key,
        walk(inside, [...path, key]),
      ]),
    );
  };
  return stringify(walk(parse(text), []), { aliasDuplicateObjects: false });
}
