import { type Filled, filled, type Known } from "./fill";
import { unquoted } from "./value";

export interface Line {
  /** Counts from 1. */
  readonly line: number;
  readonly name: string;
  readonly value: string;
}

/** What is wrong with a line. It never holds a part of a value. */
export interface Fault {
  readonly line: number;
  /** Undefined where the line has no name. */
  readonly name?: string;
  readonly message: string;
}

export interface EnvFile {
  /** In the order of the file; of one name the last counts. */
  readonly lines: readonly Line[];
  readonly faults: readonly Fault[];
}

/**
 * A file of KEY=VALUE lines, read as Docker's compose reads one: comments, `export`, quotes over several lines, escapes
 * in double quotes, CR at the end of lines. `$NAME`, `${NAME}` and `${NAME:-TEXT}` are filled in from lines above, and from nothing else:
 * a container knows no variables of the machine that deploys. What compose takes from there, passes over or reads in a
 * way that nobody expects is a fault. airflow_cdktf/env_file.py reads the same in containers, by the same cases.
 * Source: compose-go v2.13.0, dotenv.
 * @param reader default: a container
 */
export function parseEnvFile(source: string, reader: Reader = CONTAINER): EnvFile {
  const text = source.replace(/^\uFEFF/, "");
  const lines: Line[] = [];
  const faults: Fault[] = [];
  const known = new Map<string, string>();
  let at = start(text, 0);
  let line = 1 + breaks(text.slice(0, at));
  while (at < text.length) {
    const read = statement(text, at, known, reader);
    if ("message" in read) faults.push({ line, ...read });
    else {
      lines.push({ line, name: read.name, value: read.value });
      known.set(read.name, read.value);
    }
    const next = start(text, read.end ?? afterLine(text, at));
    line += breaks(text.slice(at, next));
    at = next;
  }
  return { lines, faults: faults.map(({ line, name, message }) => ({ line, ...(name && { name }), message })) };
}

/** What differs between those that read such a file. */
export interface Reader {
  readonly names: RegExp;
  /** A value with what stands for its `$`. */
  readonly fill: (value: string, known: Known) => Filled;
  /** The value of a name that has none in the file. */
  readonly alone: (name: string) => Filled;
}

type Statement =
  | { readonly name: string; readonly value: string; readonly end: number }
  | { readonly name?: string; readonly message: string; readonly end?: number };

/** Space that ends no line, as Go and Python count it alike. */
const SPACE = "[\\t\\v\\f\\r \\x85\\xa0]";
const HEAD = new RegExp(`(?:export${SPACE}+)?([^\\s\\x85=:#"'][^\\s\\x85=:]*)?${SPACE}*([=:]?)${SPACE}*`, "y");
const BETWEEN = new RegExp(`(?:(?:\\n|${SPACE})+|#[^\\n]*)*`, "y");
const BEHIND = new RegExp(`${SPACE}*(?:#[^\\n]*)?(?:\\n|$)`, "y");
export const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

const FORM = "expected NAME=value";
const NOTHING = "a value is not taken from the machine that deploys";

function statement(text: string, at: number, known: Known, reader: Reader): Statement {
  HEAD.lastIndex = at;
  const [head = "", name, sign] = HEAD.exec(text) ?? [];
  if (name === undefined) return { message: FORM };
  if (!reader.names.test(name)) return { message: `${FORM}, where a name has letters, digits and '_', first no digit` };
  if (sign === "") {
    const end = matchedEnd(BEHIND, text, at + head.length);
    const alone = end === undefined ? { message: FORM } : reader.alone(name);
    // Without a name: the line may be one of a secret.
    return "message" in alone ? alone : { name, ...alone, end: end ?? text.length };
  }
  const value = valueAt(text, at + head.length, known, reader);
  return "value" in value && value.value.includes("\0")
    ? { name, message: "a variable cannot hold a NUL character", end: value.end }
    : { name, ...value };
}

type Value = { readonly value: string; readonly end: number } | { readonly message: string; readonly end?: number };

function valueAt(text: string, at: number, known: Known, { fill }: Reader): Value {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") {
    const end = afterLine(text, at);
    const [bare = ""] = text.slice(at, end).split(" #", 1);
    return { end, ...fill(withoutEnd(bare), known) };
  }
  const close = closing(text, at, quote);
  if (close === undefined) return { message: `the ${quote} before its value is never closed`, end: text.length };
  const end = matchedEnd(BEHIND, text, close + 1);
  if (end === undefined) return { message: `text stands behind the closing ${quote}`, end: afterLine(text, close) };
  const inside = text.slice(at + 1, close);
  return quote === "'"
    ? { value: inside.replaceAll(/\\(?:(')|([^']))/gs, (whole, escaped) => escaped ?? whole), end }
    : { end, ...fill(unquoted(inside), known) };
}

/** Where a quote ends; a backslash before one keeps it. */
function closing(text: string, at: number, quote: string): number | undefined {
  for (let index = at + 1; index < text.length; index += 1) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === quote) return index;
  }
  return undefined;
}

const CONTAINER: Reader = {
  names: NAME,
  fill: filled,
  alone: () => ({ message: `${FORM}; ${NOTHING}` }),
};

/** Where a pattern that begins at a place ends; undefined: it does not match there. */
function matchedEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The next statement: space, empty lines and remarks are passed over. */
const start = (text: string, at: number): number => matchedEnd(BETWEEN, text, at) ?? at;

const afterLine = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
};

/** Not by a pattern, which would try again at each space inside. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && "\n\t\v\f\r \x85\xa0".includes(text[end - 1] ?? "?")) end -= 1;
  return text.slice(0, end);
}

const breaks = (text: string): number => text.split("\n").length - 1;
