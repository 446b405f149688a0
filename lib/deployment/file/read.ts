import type { z } from "zod";
import { checkNames } from "../schema/names";
import type { Deployment, TargetShape } from "../schema/schema";
import type { StackName } from "../schema/stack-name";
import { got, HIDDEN, mayBeSecret, quoted } from "../words/echo";
import { expectation } from "../words/expectation";
import type { Finding } from "../words/finding";
import { shapeFindings } from "../words/issues";
import { suggestion } from "../words/nearest";
import { located, type Problem, placed, sorted } from "../words/problem";
import { extended, inFile, type Located } from "./extend";
import { isNoDeployment, NO_DEPLOYMENT } from "./recognize";
import { type Renamed, renamed } from "./renamed";
import { RENAMES, type Rename } from "./renames";
import { parseSource } from "./source";
import { type WrittenText, writtenTexts } from "./written-text";

/** A file after reading. */
export interface Reading<File extends Deployment = Deployment> {
  readonly deployment: File;
}

/** A file as rules see it. */
export interface Checked<File extends Deployment = Deployment> extends Reading<File> {
  /** Everything that a person wrote, for rules about texts wherever they stand. */
  readonly texts: readonly WrittenText[];
}

/** How the files of one target are read. */
export interface TargetReader<File extends Deployment = Deployment> {
  readonly shape: TargetShape<File>;
  /** Rules over the whole file, neutral ones and the target's own. */
  rules(reading: Checked<File>): readonly Finding[];
  /** Names that a stack of this file gives. Unwritten: STACK-PART, where a pool is the part worker-POOL. */
  stackNames?(stack: string, reading: Reading<File>): readonly StackName[];
}

export interface DeploymentFile {
  /** As problems show it: `configs/aws-ecs.yaml`. */
  readonly path: string;
  readonly text: string;
}

export type ReadResult =
  | (Reading & {
      readonly ok: true;
      readonly target: string;
      readonly notices: readonly Problem[];
      /** Places what is found out later, such as a taken port, in the file. */
      readonly locate: Located["locate"];
      readonly writes: Located["writes"];
      /** The file that it extends. */
      readonly base?: DeploymentFile;
    })
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly notices: readonly Problem[] };

/** Opens a file that another one names: its text, or why there is none. */
export type Open = (path: string) => { readonly text: string } | { readonly message: string };

const none: Open = () => ({ message: "cannot be read here" });

const refused = (problems: readonly Problem[], notices: readonly Problem[] = []): ReadResult => ({
  ok: false,
  problems: sorted(problems),
  notices,
});

/**
 * Reads one deployment file in stages: syntax, target, shape, secrets, rules. All problems of a stage come at once; a later
 * stage runs only when the earlier ones found none, because it would only guess.
 * @param open reads the file that `extends:` names
 * @param renames keys that may have old names
 */
export function readDeployment(
  file: DeploymentFile,
  targets: Readonly<Record<string, TargetReader>>,
  open: Open = none,
  renames: readonly Rename[] = RENAMES,
): ReadResult {
  const keys = topKeys(targets, renames);
  if (isNoDeployment(file.text, keys))
    return refused([{ file: file.path, line: 1, column: 1, message: NO_DEPLOYMENT }]);
  const parsed = parseFile(file, renames);
  if ("refused" in parsed) return refused(parsed.refused);
  const whole = withBase(parsed, open, keys, renames);
  if ("refused" in whole) return refused(whole.refused);
  const { source, base, notices: renamedKeys, problems: twice } = whole;
  const written = parsed.source.value["target"];
  const reader = typeof written === "string" && Object.hasOwn(targets, written) ? targets[written] : undefined;
  if (typeof written !== "string" || reader === undefined)
    return refused(located([unknownTarget(written, Object.keys(targets))], parsed.source), renamedKeys);
  const { schema } = reader.shape;
  const shape = schema.safeParse(source.value, { error: expectation });
  const wrong = [...twice, ...(shape.success ? [] : shapeProblems(shape.error.issues, source, reader.shape))];
  if (!shape.success || wrong.length > 0) return refused(wrong, renamedKeys);
  const unquoted = withoutQuotes(source, reader.shape);
  if (unquoted.length > 0) return refused(located(unquoted, source), renamedKeys);
  const deployment = shape.data;
  const texts = writtenTexts(schema, source.value);
  const findings = [...checkNames(deployment), ...reader.rules({ deployment, texts })];
  const secrets = findings.filter(({ kind }) => kind === "secret");
  if (secrets.length > 0) return refused(located(secrets, source), renamedKeys);
  const problems = findings.filter(({ kind }) => kind !== "notice");
  const told = findings.filter(({ kind }) => kind === "notice");
  const notices = sorted([...renamedKeys, ...located(told, source)]);
  if (problems.length > 0) return refused(located(problems, source), notices);
  const { locate, writes } = source;
  return { ok: true, target: written, deployment, notices, locate, writes, ...(base === undefined ? {} : { base }) };
}

type Refused = { readonly refused: readonly Problem[] };

function parseFile(file: DeploymentFile, renames: readonly Rename[]): Renamed | Refused {
  const parsed = parseSource(file.text, renames);
  return parsed.ok
    ? renamed(inFile(parsed.source, file.path), renames)
    : { refused: parsed.problems.map((problem) => ({ file: file.path, ...problem })) };
}

/** Every key that may stand at the top of some file. */
const topKeys = (targets: Readonly<Record<string, TargetReader>>, renames: readonly Rename[]): readonly string[] => [
  ...Object.values(targets).flatMap(({ shape }) => Object.keys(shape.schema.shape)),
  ...renames.map(({ from }) => from),
];

const EXTENDS = ["extends"];

/** The file together with the one that it extends. */
function withBase(
  written: Renamed,
  open: Open,
  keys: readonly string[],
  renames: readonly Rename[],
): (Renamed & { base?: DeploymentFile }) | Refused {
  const own = written.source;
  const path = own.value["extends"];
  if (path === undefined) return written;
  const wrong = (message: string, at = own): Refused => ({ refused: located([{ path: EXTENDS, message }], at) });
  if (typeof path !== "string" || path === "") {
    const form = "expected a file's path, relative to the project's folder";
    return wrong(form + got(path, EXTENDS, form));
  }
  const opened = open(path);
  if ("message" in opened) return wrong(`${mayBeSecret(path) ? HIDDEN : path}: ${opened.message}`);
  const base = { path: path.replace(/^\.\//, ""), text: opened.text };
  if (isNoDeployment(base.text, keys)) return wrong(`${mayBeSecret(path) ? HIDDEN : path}: ${NO_DEPLOYMENT}`);
  const parsed = parseFile(base, renames);
  if ("refused" in parsed) return parsed;
  if (parsed.source.value["extends"] !== undefined)
    return wrong("a file that another one extends cannot extend a third; write its keys here", parsed.source);
  const { extends: _, ...value } = own.value;
  return {
    source: extended({ ...own, value }, parsed.source),
    notices: [...written.notices, ...parsed.notices],
    problems: [...written.problems, ...parsed.problems],
    base,
  };
}

function unknownTarget(written: unknown, known: readonly string[]): Finding {
  const path = ["target"];
  if (written === undefined) return { path, message: `missing; write one of: ${known.join(", ")}` };
  const list = `expected one of: ${known.join(", ")}`;
  if (typeof written !== "string") return { path, message: list + got(written, path, list) };
  return { path, message: `unknown target ${quoted(written)}; ${suggestion(written, known)}` };
}

/** Digits that are kept here, and that another reader of YAML takes for a number: `012345678901` for 12345678901. */
const withoutQuotes = (source: Located, { quoted = [] }: TargetShape): readonly Finding[] =>
  quoted
    .filter((key) => source.writes([key]) && source.plain([key]))
    .map((key) => ({
      path: [key],
      message: `got ${source.value[key]} without quotes, which YAML takes for a number and shortens; write it in quotes: "${source.value[key]}"`,
    }));

function shapeProblems(issues: readonly z.core.$ZodIssue[], source: Located, shape: TargetShape): Problem[] {
  return shapeFindings(issues, source.value, shape.elsewhere).map(({ path, key, message }) => {
    if (key === undefined) return placed({ path, message }, source.locate(path));
    const { written, ...place } = source.locate([...path, key], "key");
    return placed({ path, message }, written === undefined ? place : { ...place, written: written.slice(0, -1) });
  });
}
