import { parseArgs } from "node:util";
import { suggestion } from "../lib/deployment/words/nearest";

/** One flag, as Node's parseArgs takes it, and what its help says. */
export interface Flag {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** May be given more than once. */
  readonly multiple?: true;
  readonly default?: false;
  /** `--no-NAME` is a flag too. */
  readonly negative?: true;
  /** What stands for its value in the help: `NAME`. */
  readonly value?: string;
  readonly text: string;
  /** What is taken where it is not given, in words. */
  readonly usual?: string;
}

export type Flags = Readonly<Record<string, Flag>>;

/** A word of the command line that is no flag. */
export interface Argument {
  readonly name: string;
  readonly text: string;
  /** The command does nothing without it. */
  readonly required?: true;
  /** The last one may be given again and again. */
  readonly many?: true;
}

/** All that a command takes and says of itself: its command line is read by it, and its help printed from it. */
export interface Words<F extends Flags = Flags> {
  /** Of the script in package.json. */
  readonly name: string;
  readonly about: string;
  readonly arguments: readonly Argument[];
  /** `--help` is everywhere and is not named. */
  readonly flags: F;
  /** What exit code 1 means here; 0 is that all went well. */
  readonly fails: string;
  /** Two command lines or more. */
  readonly examples: readonly [string, string, ...string[]];
  /** Where to read on. */
  readonly page: string;
  /** What to do instead of giving one word too many. */
  readonly surplus?: string;
}

export const HELP = { type: "boolean", short: "h", default: false, text: "prints this" } as const satisfies Flag;

type Given<F extends Flags> = ReturnType<typeof parseArgs<{ options: F; allowPositionals: true }>>;

/**
 * Reads a command line.
 * @throws Error with one line for people: what is wrong, and the nearest word that is known
 */
export function read<const F extends Flags>(
  words: Words<F>,
  args: readonly string[],
): { readonly values: Given<F>["values"]; readonly positionals: readonly string[] } {
  const options = words.flags;
  const loose = { args: [...args], options, allowPositionals: true, allowNegative: true } as const;
  const { tokens } = parseArgs({ ...loose, strict: false, tokens: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const wrong = problemOf(token, options, seen.has(token.name));
    if (wrong !== undefined) throw new Error(`${wrong} (see --help)`);
    seen.add(token.name);
  }
  const { values, positionals } = parseArgs(loose);
  checkArguments(words, positionals);
  return { values, positionals };
}

interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function problemOf({ name, rawName, value, inlineValue }: Token, flags: Flags, again: boolean): string | undefined {
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  const negated = rawName.startsWith("--no-") && rawName !== `--${name}`;
  if (flag === undefined || (negated && flag.negative !== true))
    return `unknown flag ${rawName}; ${suggestion(rawName.replace(/^-?-?/, "--"), known(flags))}`;
  if (flag.type === "boolean")
    return value === undefined ? undefined : `${rawName}: expected no value, got ${JSON.stringify(value)}`;
  // A value that begins with a dash is the next flag, unless it is tied to its own by a `=`.
  const none = value === undefined || value.trim() === "" || (inlineValue !== true && /^-./.test(value));
  if (none) return `${rawName}: expected a value, ${flag.value ?? "TEXT"}, got none`;
  return again && flag.multiple !== true ? `${rawName}: given twice, once is enough` : undefined;
}

const known = (flags: Flags): string[] => [
  ...Object.entries(flags).flatMap(([name, { negative }]) =>
    negative ? [`--${name}`, `--no-${name}`] : [`--${name}`],
  ),
  "--help",
];

function checkArguments({ arguments: taken, examples, surplus }: Words, given: readonly string[]): void {
  const missing = taken[given.length];
  if (missing?.required) throw new Error(`expected ${missing.name}, as in: ${examples[0]} (see --help)`);
  const extra = given[taken.length];
  if (extra === undefined || taken.at(-1)?.many) return;
  const names = taken.map(({ name }) => name).join(" and ");
  const wanted = names === "" ? "flags only" : `${names} and flags only`;
  throw new Error(`expected ${wanted}, got ${JSON.stringify(extra)}${surplus ? `; ${surplus}` : ""} (see --help)`);
}

/** Whether a command line asks for help, whatever else is wrong with it. */
export const asksForHelp = (args: readonly string[]): boolean => {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === "--help" || arg === "-h");
};

/**
 * Flags that npm took for itself, because no ` -- ` stands before them: it hands them on as variables. Those that people
 * set for npm for good, or for other programs, are no sign.
 */
export function swallowed({ name, flags }: Words, environment: NodeJS.ProcessEnv): string | undefined {
  if (environment["npm_lifecycle_event"] !== name) return undefined;
  const taken = Object.keys(flags)
    .filter((flag) => !["yes", "force", "target"].includes(flag))
    .find((flag) => environment[`npm_config_${flag.replaceAll("-", "_")}`] !== undefined);
  if (taken === undefined) return undefined;
  return `npm keeps --${taken} for itself: write npm run ${name} -- and then all words and flags`;
}
