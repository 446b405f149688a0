import { quoted } from "../../deployment/words/echo";

/** A variable's value, or undefined where it is not set. */
export type Lookup = (name: string) => string | undefined;

export interface Interpolated {
  readonly text: string;
  /** Variables without a value and without a default; each became nothing, as in compose. */
  readonly unset: readonly string[];
  /** Why compose itself would refuse the text. */
  readonly wrong?: string;
}

interface Piece extends Interpolated {
  readonly next: number;
}

/** Of a variable: what is longer is no name that anybody set. */
const LONGEST_NAME = 1000;

/** Variables within the defaults of variables; each level is read once more. */
const DEEPEST = 20;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

/**
 * Compose's own rules for `$VAR`, `${VAR}`, `${VAR:-default}`, `${VAR-default}`, `${VAR:?error}`, `${VAR?error}`,
 * `${VAR:+other}`, `${VAR+other}`, nested ones, and `$$` for a dollar sign. Source: the Compose Specification,
 * "Interpolation". Any other text after a `$` stays as it is.
 */
export function interpolate(text: string, lookup: Lookup, depth = 0): Interpolated {
  const pieces: Interpolated[] = [];
  let at = 0;
  while (at < text.length) {
    const piece = text[at] === "$" ? variable(text, at, lookup, depth) : plain(text, at);
    pieces.push(piece);
    at = piece.next;
  }
  return joined(pieces);
}

function joined(pieces: readonly Interpolated[]): Interpolated {
  const wrong = pieces.find((piece) => piece.wrong !== undefined)?.wrong;
  return {
    text: pieces.map((piece) => piece.text).join(""),
    unset: [...new Set(pieces.flatMap(({ unset }) => unset))],
    ...(wrong === undefined ? {} : { wrong }),
  };
}

function plain(text: string, at: number): Piece {
  const end = text.indexOf("$", at);
  const next = end === -1 ? text.length : end;
  return { text: text.slice(at, next), unset: [], next };
}

function variable(text: string, at: number, lookup: Lookup, depth: number): Piece {
  if (text[at + 1] === "$") return { text: "$", unset: [], next: at + 2 };
  if (text[at + 1] === "{") return braced(text, at, lookup, depth);
  const name = NAME.exec(text.slice(at + 1, at + 1 + LONGEST_NAME))?.[0];
  if (name === undefined) return { text: "$", unset: [], next: at + 1 };
  return { ...value(name, lookup), next: at + 1 + name.length };
}

function value(name: string, lookup: Lookup): Interpolated {
  const found = lookup(name);
  return { text: found ?? "", unset: found === undefined ? [name] : [] };
}

function braced(text: string, at: number, lookup: Lookup, depth: number): Piece {
  const end = closing(text, at + 2);
  const body = text.slice(at + 2, end);
  const [, name, operator = "", rest = ""] = /^([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])(.*))?$/s.exec(body) ?? [];
  const next = Math.min(end + 1, text.length);
  if (end === text.length || name === undefined)
    return {
      text: "",
      unset: [],
      next,
      wrong: `${quoted(`\${${body}}`)} is no variable that compose knows; write $$ for a dollar sign`,
    };
  if (depth >= DEEPEST)
    return {
      text: "",
      unset: [],
      next,
      wrong: `variables stand more than ${DEEPEST} deep in the defaults of others; write the values out`,
    };
  return { ...chosen(name, operator, rest, lookup, depth + 1), next };
}

function chosen(name: string, operator: string, rest: string, lookup: Lookup, depth: number): Interpolated {
  const found = lookup(name);
  const has = operator.startsWith(":") ? found !== undefined && found !== "" : found !== undefined;
  switch (operator.at(-1)) {
    case "-":
      return has ? { text: found ?? "", unset: [] } : interpolate(rest, lookup, depth);
    case "+":
      return has ? interpolate(rest, lookup, depth) : { text: "", unset: [] };
    case "?":
      return has ? { text: found ?? "", unset: [] } : { text: "", unset: [name] };
    default:
      return value(name, lookup);
  }
}

/** The index of the brace that closes the one before `from`; the text's length where none does. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith("${", at)) depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}
