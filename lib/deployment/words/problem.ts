import { printable } from "../file/characters";
import type { Located, Place } from "../file/extend";
import type { Position } from "../file/source";
import { mayBeSecret } from "./echo";
import type { Finding, Path } from "./finding";

/** A finding with its place: what a person gets to read. */
export interface Problem extends Partial<Position> {
  /** As people type it, relative to the project's folder: `configs/aws-ecs.yaml`. */
  readonly file: string;
  readonly path?: Path;
  /** The path as the file has it, where a key of it has another name today. */
  readonly written?: Path;
  readonly message: string;
  /** Said of a place whatever else is. Default: not where a review has words of its own. */
  readonly besides?: true;
}

/** `workers.gpu.queues[1]`; keys that are no plain word are quoted, and those that may be a secret not shown. */
export function dotted(path: Path): string {
  return path
    .map((segment, index) => {
      if (typeof segment === "number") return `[${segment}]`;
      if (mayBeSecret(segment)) return "[***]";
      if (!/^[\w-]+$/.test(segment)) return `[${JSON.stringify(segment)}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join("");
}

/** One line: `configs/aws-ecs.yaml:14:7 workers.gpu.queues: no pool consumes queue "reports"`. */
export const line = (problem: Problem): string => printable(said(problem).replace(ENDLESS, "$1..."));

/** A word that nobody reads to its end, and its beginning: the place says where all of it stands. */
const ENDLESS = /(\S{100})\S{200,}/g;

function said(problem: Problem): string {
  if (problem.line === undefined) return `${problem.file}: ${problem.message}`;
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  const path = dotted(problem.written ?? problem.path ?? []);
  return path === "" ? `${place} ${problem.message}` : `${place} ${path}: ${problem.message}`;
}

/** In the order of the text, so that a person mends from the top. */
export function sorted(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

/** Places findings in their file. */
export function located(findings: readonly Finding[], source: Pick<Located, "locate">): Problem[] {
  return sorted(findings.map((finding) => placed(finding, source.locate(finding.path))));
}

/** A finding at its place, with the names that the file writes also in its words. */
export function placed({ path, message }: Finding, place: Place): Problem {
  const { written = path } = place;
  const words = path.reduce<string>((text, key, index) => {
    const old = written[index];
    return old === undefined || old === key ? text : text.replace(mentions(String(key)), String(old));
  }, message);
  return { path, message: words, ...place };
}

/** A key's name where it is meant as one: before a colon, in a path, or a word that no prose has. */
const mentions = (key: string): RegExp =>
  new RegExp(
    /[A-Z]/.test(key) ? `(?<![\\w-])${key}(?![\\w-])` : `(?<![\\w-])${key}(?=:)|(?<=\\w\\.)${key}(?![\\w-])`,
    "g",
  );
