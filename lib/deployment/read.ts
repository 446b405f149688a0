import { z } from "zod";
import { got, HIDDEN, mayBeSecret, quoted } from "./echo";
import { expectation } from "./expectation";
import { extended, inFile, type Located } from "./extend";
import type { Finding } from "./finding";
import { shapeFindings } from "./issues";
import { checkNames } from "./names";
import { suggestion } from "./nearest";
import { located, type Problem, sorted } from "./problem";
import { isNoDeployment, NO_DEPLOYMENT } from "./recognize";
import { type Deployment, fileSchema, neutral, neutralSchema, type TargetShape } from "./schema";
import { parseSource } from "./source";
import type { StackName } from "./stack-name";
import { type WrittenText, writtenTexts } from "./written-text";

/** What a target's shape reads: its keys at the top of the file, and its keys of each worker pool. */
export interface Settings<Top extends z.ZodRawShape, Pool extends z.ZodRawShape> {
  readonly top: z.output<z.ZodObject<Top>>;
  readonly pools: Readonly<Record<string, z.output<z.ZodObject<Pool>>>>;
}

/** A file after reading: the neutral part, without the target's keys, and the target's part. */
export interface Reading<Top extends z.ZodRawShape = z.ZodRawShape, Pool extends z.ZodRawShape = z.ZodRawShape> {
  readonly deployment: Deployment;
  readonly settings: Settings<Top, Pool>;
}

/** A file as rules see it. */
export interface Checked<Top extends z.ZodRawShape = z.ZodRawShape, Pool extends z.ZodRawShape = z.ZodRawShape>
  extends Reading<Top, Pool> {
  /** Everything that a person wrote, for rules about texts wherever they stand. */
  readonly texts: readonly WrittenText[];
}

/** How the files of one target are read. */
export interface TargetReader<Top extends z.ZodRawShape = z.ZodRawShape, Pool extends z.ZodRawShape = z.ZodRawShape> {
  readonly shape: TargetShape & { readonly top: Top; readonly pool: Pool };
  /** Rules over the whole file, neutral ones and the target's own. */
  rules(reading: Checked<Top, Pool>): readonly Finding[];
  /** Names that a stack of this file gives. Unwritten: STACK-PART, where a pool is the part worker-POOL. */
  stackNames?(stack: string, reading: Reading<Top, Pool>): readonly StackName[];
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
 */
export function readDeployment(
  file: DeploymentFile,
  targets: Readonly<Record<string, TargetReader>>,
  open: Open = none,
): ReadResult {
  const keys = topKeys(targets);
  if (isNoDeployment(file.text, keys))
    return refused([{ file: file.path, line: 1, column: 1, message: NO_DEPLOYMENT }]);
  const parsed = parseFile(file);
  if ("problems" in parsed) return refused(parsed.problems);
  const whole = withBase(parsed, open, keys);
  if ("problems" in whole) return refused(whole.problems);
  const { source, base } = whole;
  const written = parsed.value["target"];
  const reader = typeof written === "string" && Object.hasOwn(targets, written) ? targets[written] : undefined;
  if (typeof written !== "string" || reader === undefined)
    return refused(located([unknownTarget(written, Object.keys(targets))], parsed));
  const schema = fileSchema(written, reader.shape);
  const shape = schema.safeParse(source.value, { error: expectation });
  if (!shape.success) return refused(shapeProblems(shape.error.issues, source, reader.shape));
  const unquoted = withoutQuotes(source, reader.shape);
  if (unquoted.length > 0) return refused(located(unquoted, source));
  const reading = split(source.value, reader.shape);
  const texts = writtenTexts(schema, source.value);
  const findings = [...checkNames(reading.deployment), ...reader.rules({ ...reading, texts })];
  const secrets = findings.filter(({ kind }) => kind === "secret");
  if (secrets.length > 0) return refused(located(secrets, source));
  const problems = findings.filter(({ kind }) => kind !== "notice");
  const notices = located(
    findings.filter(({ kind }) => kind === "notice"),
    source,
  );
  if (problems.length > 0) return refused(located(problems, source), notices);
  const { locate, writes } = source;
  return { ok: true, target: written, ...reading, notices, locate, writes, ...(base === undefined ? {} : { base }) };
}

type Refused = { readonly problems: readonly Problem[] };

function parseFile(file: DeploymentFile): Located | Refused {
  const parsed = parseSource(file.text);
  return parsed.ok
    ? inFile(parsed.source, file.path)
    : { problems: parsed.problems.map((problem) => ({ file: file.path, ...problem })) };
}

/** Every key that may stand at the top of some file. */
const topKeys = (targets: Readonly<Record<string, TargetReader>>): readonly string[] => [
  ...Object.keys(neutral),
  "target",
  "extends",
  "workers",
  ...Object.values(targets).flatMap(({ shape }) => Object.keys(shape.top)),
];

const EXTENDS = ["extends"];

/** The file together with the one that it extends. */
function withBase(
  own: Located,
  open: Open,
  keys: readonly string[],
): { source: Located; base?: DeploymentFile } | Refused {
  const path = own.value["extends"];
  if (path === undefined) return { source: own };
  const wrong = (message: string, at = own): Refused => ({ problems: located([{ path: EXTENDS, message }], at) });
  if (typeof path !== "string" || path === "") {
    const form = "expected a file's path, relative to the project's folder";
    return wrong(form + got(path, EXTENDS, form));
  }
  const opened = open(path);
  if ("message" in opened) return wrong(`${mayBeSecret(path) ? HIDDEN : path}: ${opened.message}`);
  const base = { path: path.replace(/^\.\//, ""), text: opened.text };
  if (isNoDeployment(base.text, keys)) return wrong(`${mayBeSecret(path) ? HIDDEN : path}: ${NO_DEPLOYMENT}`);
  const parsed = parseFile(base);
  if ("problems" in parsed) return parsed;
  if (parsed.value["extends"] !== undefined)
    return wrong("a file that another one extends cannot extend a third; write its keys here", parsed);
  const { extends: _, ...value } = own.value;
  return { source: extended({ ...own, value }, parsed), base };
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
    const place = key === undefined ? source.locate(path) : source.locate([...path, key], "key");
    return { path, message, ...place };
  });
}

/** The same text once more, by each side's own schema, so that both come out typed and without the other's keys. */
function split(value: unknown, shape: TargetShape): Reading {
  const { workers, ...neutral } = neutralSchema.parse(value);
  const top = z.object(shape.top).parse(value);
  const { workers: pools } = z.object({ workers: z.record(z.string(), z.object(shape.pool)).default({}) }).parse(value);
  return { deployment: { ...neutral, workers }, settings: { top, pools } };
}
