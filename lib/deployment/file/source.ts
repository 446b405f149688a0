import { type Document, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { Path } from "../words/finding";
import { type Hidden, hiddenInText, hiddenInValues } from "./hidden";
import { isTooDeep, TOO_DEEP, tooDeep } from "./nesting";
import { RENAMES, type Rename } from "./renames";
import { explain, keyText, misread, offset } from "./syntax";

export interface Position {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** A finding whose place is known in the text rather than by its keys. */
export interface SyntaxProblem extends Position {
  readonly path?: Path;
  readonly message: string;
}

export interface Source {
  /** Plain values; a number or boolean that does not print as it was written (`3.10`, `08080`, `True`) is its text. */
  readonly value: Readonly<Record<string, unknown>>;
  /**
   * Where a value stands; of a section, its key. A missing key points at its nearest existing parent.
   * `at: "key"` asks for the key of a value.
   */
  locate(path: Path, at?: "key"): Position;
  /** Whether the file itself writes this value; else it is a default. */
  writes(path: Path): boolean;
  /** Whether a scalar stands there without quotes. */
  plain(path: Path): boolean;
}

export type Parsed =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly problems: readonly SyntaxProblem[] };

/**
 * Reads one YAML 1.2 document. Anchors are read; merge keys and tags of one's own are not.
 * @param renames keys that may have old names
 */
export function parseSource(fileText: string, renames: readonly Rename[] = RENAMES): Parsed {
  // Both ends of lines are one to YAML.
  const text = fileText.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const hidden = hiddenInText(text);
  if (hidden !== undefined)
    return { ok: false, problems: [{ ...placeIn(text, hidden.offset), message: hidden.message }] };
  const lines = new LineCounter();
  const deep = tooDeep(text);
  if (deep !== undefined) return { ok: false, problems: [{ ...placeIn(text, deep), message: TOO_DEEP }] };
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    merge: false,
    prettyErrors: false,
    lineCounter: lines,
    // `1:` and `"1":` are one key of the plain value, so they are compared as text.
    uniqueKeys: (a, b) => keyText(a) !== undefined && keyText(a) === keyText(b),
  });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const wrong = [...document.errors, ...document.warnings].map((error) => ({
    ...at(error.pos[0]),
    message: explain(error, text),
  }));
  if (document.errors.length === 0)
    wrong.push(...misread(document).map(([offset, message]) => ({ ...at(offset), message })));
  if (wrong.length > 0) return { ok: false, problems: firstOfEachLine(wrong) };
  const unseen = hiddenInValues(document, renames);
  if (unseen.length > 0)
    return {
      ok: false,
      problems: unseen.map(({ offset, path, message }: Hidden) => ({ ...at(offset), path, message })),
    };
  keepSourceText(document);
  const value = unfolded(document);
  if (value === undefined || isTooDeep(value))
    return {
      ok: false,
      problems: [{ line: 1, column: 1, message: "the aliases unfold into too much; write the values out" }],
    };
  if (!isSection(value)) return { ok: false, problems: [{ ...at(start(document)), message: notASection(value) }] };
  const locate: Source["locate"] = (path, kind) => at(offsetOf(document, path, kind));
  const plain: Source["plain"] = (path) => {
    const node = document.getIn(path, true);
    const scalar = isAlias(node) ? node.resolve(document) : node;
    return isScalar(scalar) && scalar.type === "PLAIN";
  };
  return { ok: true, source: { value, locate, plain, writes: (path) => writes(value, path) } };
}

function writes(value: unknown, path: Path): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return true;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, first)) return false;
  return writes(Object.entries(value).find(([key]) => key === String(first))?.[1], rest);
}

/** Counted here, because the library counts lines while it parses. */
function placeIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The library throws where aliases of aliases would fill the memory. */
function unfolded(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 }) ?? null;
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const isSection = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const notASection = (value: unknown) =>
  value === null
    ? "the file is empty; write at least target: and airflow:"
    : "expected keys such as target: and airflow: at the top of the file";

/** What reading went wrong is said once a line: the errors that follow on one line are guesses of the parser. */
function firstOfEachLine(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  return sorted.filter((problem, index) => problem.line !== sorted[index - 1]?.line);
}

function keepSourceText(document: Document): void {
  visit(document, {
    Scalar: (_, scalar) => {
      const { value, source } = scalar;
      const read = typeof value === "number" || typeof value === "boolean";
      if (read && source !== undefined && String(value) !== source) scalar.value = source;
    },
  });
}

const start = (document: Document) => offset(document.contents) ?? 0;

function offsetOf(document: Document, path: Path, kind?: "key"): number {
  const resolve = (node: unknown) => (isAlias(node) ? node.resolve(document) : node);
  let node: unknown = document.contents;
  let place = start(document);
  for (const [depth, segment] of path.entries()) {
    const inside = resolve(node);
    if (isMap(inside)) {
      const pair = inside.items.find((item) => isPair(item) && keyText(item.key) === String(segment));
      if (pair === undefined) return place;
      const last = depth === path.length - 1;
      const written = isScalar(pair.value) && pair.value.source !== undefined && pair.value.source !== "";
      place = offset(last && kind === undefined && written ? pair.value : pair.key) ?? place;
      node = pair.value;
    } else if (isSeq(inside) && inside.items[Number(segment)] !== undefined) {
      node = inside.items[Number(segment)];
      place = offset(node) ?? place;
    } else return place;
  }
  return place;
}
