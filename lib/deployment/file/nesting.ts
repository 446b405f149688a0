import { Lexer, Parser } from "yaml";

/** Levels of sections and lists within one another; no deployment needs a tenth of them. */
export const DEEPEST = 100;

export const TOO_DEEP = `sections and lists stand more than ${DEEPEST} deep in one another; write them flat`;

/**
 * Where a text nests too deeply to be composed, in characters from its start; undefined: nowhere. The library composes
 * by recursion, so this comes first; it reads tokens only.
 */
export function tooDeep(text: string): number | undefined {
  return inOneLine(text) ?? overLines(text);
}

/** Of the lexer, for a document, the end of a flow, a scalar and a byte order: they stand for no text. */
const MARKS: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001f", "\ufeff"]);

/** Brackets, and indicators behind one another: `[[[[`, `- - - -`. */
function inOneLine(text: string): number | undefined {
  let [at, brackets, indicators] = [0, 0, 0];
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") brackets += 1;
    if (token === "]" || token === "}") brackets = Math.max(0, brackets - 1);
    // Within brackets a colon stands beside the one before it, not below.
    if (brackets === 0 && (token === "-" || token === "?" || token === ":")) indicators += 1;
    if (token.includes("\n")) indicators = 0;
    if (brackets > DEEPEST || indicators > DEEPEST) return at;
    if (!MARKS.has(token)) at += token.length;
  }
  return undefined;
}

interface Placed {
  readonly offset?: number;
  readonly value?: unknown;
  readonly items?: readonly { readonly key?: unknown; readonly value?: unknown }[];
}

function overLines(text: string): number | undefined {
  const open: (readonly [node: unknown, depth: number])[] = [...new Parser().parse(text)].map((token) => [token, 0]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next;
    if (!isPlaced(node)) continue;
    if (depth > DEEPEST) return node.offset ?? 0;
    open.push([node.value, depth]);
    for (const { key, value } of node.items ?? []) open.push([key, depth + 1], [value, depth + 1]);
  }
  return undefined;
}

const isPlaced = (node: unknown): node is Placed => typeof node === "object" && node !== null;

/** Whether a value is deeper than that, which aliases within aliases make out of a flat text. */
export function isTooDeep(value: unknown): boolean {
  const known = new Map<object, number>();
  const depth = (inside: unknown): number => {
    if (typeof inside !== "object" || inside === null) return 0;
    const found = known.get(inside);
    if (found !== undefined) return found;
    const below = 1 + Object.values(inside).reduce<number>((most, one) => Math.max(most, depth(one)), 0);
    known.set(inside, below);
    return below;
  };
  try {
    return depth(value) > DEEPEST;
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}
