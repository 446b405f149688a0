import type { Path } from "../words/finding";
import type { Position, Source } from "./source";

/** A position, and the file that it is in. */
export interface Place extends Position {
  /** As problems show it: `configs/aws-ecs.yaml`. */
  readonly file: string;
  /** The path as the file has it, where a key of it has another name today, see renames.ts. */
  readonly written?: Path;
}

/** The values of one file, or of two that are read as one, and where each stands. */
export interface Located {
  readonly value: Readonly<Record<string, unknown>>;
  /** Where a value stands; a missing one points at its nearest existing parent. */
  locate(path: Path, at?: "key"): Place;
  /** Whether a file writes this value; else it is a default. */
  writes(path: Path): boolean;
  /** Whether a scalar stands there without quotes. */
  plain(path: Path): boolean;
}

export const inFile = (source: Source, file: string): Located => ({
  ...source,
  locate: (path, at) => ({ file, ...source.locate(path, at) }),
});

/**
 * A file that extends another: sections merge key by key, anything else replaces what the other says, and a key
 * without a value takes the other's out.
 */
export function extended(own: Located, base: Located): Located {
  const value = merged(own.value, base.value);
  return {
    value,
    locate: (path, at) => (nearer(own, base, path) ? own : base).locate(path, at),
    writes: (path) => found(value, path) !== undefined,
    plain: (path) => (nearer(own, base, path) ? own : base).plain(path),
  };
}

type Section = Readonly<Record<string, unknown>>;

const isSection = (value: unknown): value is Section =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function merged(own: Section, base: Section): Section {
  const keys = [...new Set([...Object.keys(base), ...Object.keys(own)])].filter((key) => own[key] !== null);
  return Object.fromEntries(keys.map((key) => [key, Object.hasOwn(own, key) ? both(own[key], base[key]) : base[key]]));
}

const both = (own: unknown, base: unknown): unknown => (isSection(own) && isSection(base) ? merged(own, base) : own);

/** Undefined where a file has no such value. */
function found(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === "object" && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  );
}

/** The file that says most of a path, and of two that say the same the one that extends. */
function nearer(own: Located, base: Located, path: Path): boolean {
  const depth = known(own, path);
  return depth >= known(base, path) || (depth > 0 && !isSection(found(own.value, path.slice(0, depth))));
}

/** How many keys of a path a file writes, from its start. */
function known({ value }: Located, path: Path): number {
  const first = path.findIndex((_, index) => found(value, path.slice(0, index + 1)) === undefined);
  return first === -1 ? path.length : first;
}
