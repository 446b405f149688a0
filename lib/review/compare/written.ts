import { extended, inFile, type Located } from "../../deployment/file/extend";
import type { DeploymentFile } from "../../deployment/file/read";
import { renamed } from "../../deployment/file/renamed";
import { parseSource } from "../../deployment/file/source";
import { looksSecret } from "../../deployment/secret/judge";
import type { Path } from "../../deployment/words/finding";
import { dotted } from "../../deployment/words/problem";
import type { At } from "../model";

/** A key whose written value differs. */
export interface Written {
  /** `airflow.options.core.parallelism` */
  readonly path: string;
  /** Undefined: no file writes it. */
  readonly before?: string;
  readonly after?: string;
  /** In the new file; of a key that is gone there is none. */
  readonly at?: At;
}

/** A file, and the one that it extends. */
export type Files = readonly [DeploymentFile] | readonly [DeploymentFile, DeploymentFile];

/**
 * Every key that is written differently, in the order of the new file: also those that no other fact of a review
 * follows from, such as an option of Airflow. Blanks, comments and the order of keys are no difference.
 */
export function written(before: Files, after: Files): Written[] {
  const [old, now] = [sourceOf(before), sourceOf(after)];
  if (old === undefined || now === undefined) return [];
  const [left, right] = [leaves(old.value), leaves(now.value)];
  const changed = [...right].flatMap(([key, { text, shown: leaf, place }]): Written[] => {
    const was = left.get(key);
    const path = dotted(place);
    if (was?.text === text) return [];
    const { file, line } = now.locate(place);
    return [{ path, ...(was === undefined ? {} : { before: was.shown }), after: leaf, at: { file, line, path } }];
  });
  const gone = [...left]
    .filter(([key]) => !right.has(key))
    .map(([, { shown: leaf, place }]) => ({ path: dotted(place), before: leaf }));
  return [...changed, ...gone];
}

/** Undefined where somebody wrote no YAML; such a file is refused long before. */
function sourceOf([own, base]: Files): Located | undefined {
  const [source, below] = [located(own), base === undefined ? undefined : located(base)];
  return source === undefined || below === undefined ? source : extended(source, below);
}

function located({ path, text }: DeploymentFile): Located | undefined {
  const parsed = parseSource(text);
  return parsed.ok ? renamed(inFile(parsed.source, path)).source : undefined;
}

interface Leaf {
  readonly text: string;
  /** The same for people: without what may be a secret. */
  readonly shown: string;
  readonly place: Path;
}

/** Values that hold no other keys, by where they are; a list of plain values is one value. */
function leaves(value: unknown, place: Path = []): Map<string, Leaf> {
  const inner = entries(value, place);
  if (inner.length === 0)
    return new Map([[JSON.stringify(place), { text: whole(value), shown: shown(value, place), place }]]);
  return new Map(inner.flatMap(([next, inside]) => [...leaves(inside, next)]));
}

function entries(value: unknown, place: Path): (readonly [Path, unknown])[] {
  if (typeof value !== "object" || value === null) return [];
  if (!Array.isArray(value)) return Object.entries(value).map(([key, inside]) => [[...place, key], inside]);
  const plain = value.every((one) => typeof one !== "object" || one === null);
  return plain ? [] : value.map((inside, index) => [[...place, index], inside]);
}

/** Names below these are a person's own, and may announce a secret. */
const OWN_NAMES = /^(environment|variables|args|tags|labels)$/;

function shown(value: unknown, place: Path): string {
  if (Array.isArray(value)) return `[${value.map((one) => shown(one, place)).join(", ")}]`;
  const [key, section] = [place.at(-1), place.at(-2)];
  const own = OWN_NAMES.test(String(section)) || place[1] === "options";
  const text = whole(value);
  return key === "plain" || looksSecret(own ? String(key) : "", text) !== undefined ? "***" : text;
}

const whole = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(String).join(", ")}]`;
  return typeof value === "object" && value !== null ? "{}" : String(value);
};
