import { lookUp } from "../deployment/look-up";
import { interpolate, type Lookup } from "./interpolate";

export type Values = ReadonlyMap<string, string>;

const LINE =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*(?:[=:][ \t]*(?:'((?:\\'|[^'])*)'|"((?:\\[\s\S]|[^"\\])*)"|([^\n]*)))?/;

/**
 * The variables of a file of KEY=VALUE lines, read as compose reads `.env` and `env_file`: comments, `export`, quotes
 * over several lines, escapes and `${...}` in double quotes, `${...}` in bare values. A name without a value is taken
 * from `around`. Source: Docker's "Syntax for .env files". What stands in `around` wins in `${...}`, as in compose.
 */
export function envFile(text: string, around: Lookup): Values {
  const values = new Map<string, string>();
  const lookup: Lookup = (name) => around(name) ?? values.get(name);
  let rest = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  while (rest !== "") {
    const [matched, name, single, double, bare] = LINE.exec(rest) ?? [];
    if (matched !== undefined && name !== undefined) {
      const value = read(single, double, bare, lookup) ?? around(name);
      if (value !== undefined) values.set(name, value);
    }
    const end = rest.indexOf("\n", matched?.length ?? 0);
    rest = end === -1 ? "" : rest.slice(end + 1);
  }
  return values;
}

/** A `#` begins a comment at the start and behind a blank. */
function withoutComment(text: string): string {
  const at = text.search(/(?:^|\s)#/);
  return at === -1 ? text : text.slice(0, at);
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function read(
  single: string | undefined,
  double: string | undefined,
  bare: string | undefined,
  lookup: Lookup,
): string | undefined {
  if (single !== undefined) return single.replaceAll("\\'", "'");
  if (double !== undefined)
    return interpolate(double, lookup).text.replace(
      /\\([\s\S])/g,
      (_, letter: string) => lookUp(ESCAPES, letter) ?? letter,
    );
  return bare === undefined ? undefined : interpolate(withoutComment(bare).trim(), lookup).text;
}
