import type { Path } from "../../deployment/finding";
import { dotted } from "../../deployment/problem";
import { parseSource, type Source } from "../../deployment/source";

/** A key whose written value differs. */
export interface Written {
  /** `airflow.options.core.parallelism` */
  readonly path: string;
  /** Undefined: the file does not write it. */
  readonly before?: string;
  readonly after?: string;
  /** In the new file; of a key that is gone there is none. */
  readonly line?: number;
}

/**
 * Every key that two files write differently, in the order of the new one: also those that no other fact of a review
 * follows from, such as an option of Airflow. Blanks, comments and the order of keys are no difference.
 * @param before undefined: there was no such file
 */
export function written(before: string | undefined, after: string): Written[] {
  const [old, now] = [before === undefined ? undefined : sourceOf(before), sourceOf(after)];
  if (old === undefined || now === undefined) return [];
  const [left, right] = [leaves(old.value), leaves(now.value)];
  const changed = [...right].flatMap(([path, { text, place }]): Written[] => {
    const was = left.get(path)?.text;
    if (was === text) return [];
    return [{ path, ...(was === undefined ? {} : { before: was }), after: text, line: now.locate(place).line }];
  });
  const gone = [...left].filter(([path]) => !right.has(path)).map(([path, { text }]) => ({ path, before: text }));
  return [...changed, ...gone];
}

function sourceOf(text: string): Source | undefined {
  const parsed = parseSource(text);
  return parsed.ok ? parsed.source : undefined;
}

interface Leaf {
  readonly text: string;
  readonly place: Path;
}

/** Values that hold no other keys, by where they are; a list of plain values is one value. */
function leaves(value: unknown, place: Path = []): Map<string, Leaf> {
  const inner = entries(value, place);
  if (inner.length === 0) return new Map([[dotted(place), { text: shown(value), place }]]);
  return new Map(inner.flatMap(([next, inside]) => [...leaves(inside, next)]));
}

function entries(value: unknown, place: Path): (readonly [Path, unknown])[] {
  if (typeof value !== "object" || value === null) return [];
  if (!Array.isArray(value)) return Object.entries(value).map(([key, inside]) => [[...place, key], inside]);
  const plain = value.every((one) => typeof one !== "object" || one === null);
  return plain ? [] : value.map((inside, index) => [[...place, index], inside]);
}

const shown = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(String).join(", ")}]`;
  return typeof value === "object" && value !== null ? "{}" : String(value);
};
