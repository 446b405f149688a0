import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Pair, parseDocument, Scalar } from "yaml";
import { TOO_DEEP, tooDeep } from "../../deployment/file/nesting";
import { explain, keyText } from "../../deployment/file/syntax";
import { interpolate, type Lookup } from "./interpolate";
import type { Origin, Tree } from "./tree";

export type Parsed =
  | { readonly ok: true; readonly tree: Tree }
  | { readonly ok: false; readonly problems: readonly { readonly at: Origin; readonly text: string }[] };

/** More values than any compose file has: aliases of aliases would fill the memory. */
const MOST = 100_000;

class Refused extends Error {
  constructor(
    readonly at: Origin,
    readonly text: string,
  ) {
    super(text);
  }
}

/** Reads one compose file: anchors, merge keys, variables. Problems come with their line. */
export function parse(text: string, file: string, lookup: Lookup): Parsed {
  const lines = new LineCounter();
  const deep = tooDeep(text);
  if (deep !== undefined) {
    const line = text.slice(0, deep).split("\n").length;
    return { ok: false, problems: [{ at: { file, line, key: "" }, text: TOO_DEEP }] };
  }
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { merge: true, prettyErrors: false, lineCounter: lines });
  const place = (offset: number, key: string): Origin => ({ file, line: Math.max(lines.linePos(offset).line, 1), key });
  // Compose's own tags (!reset, !override) and unknown ones are warnings: the plain value is read.
  if (document.errors.length > 0)
    return {
      ok: false,
      problems: document.errors
        .slice(0, 1)
        .map((error) => ({ at: place(error.pos[0], ""), text: explain(error, text) })),
    };
  let values = 0;

  const read = (node: unknown, key: string, offset: number, above: readonly unknown[]): Tree => {
    const at = place(offset, key);
    values += 1;
    const refuseMany = () => {
      if (values > MOST) throw new Refused(at, "the aliases unfold into too much; write the values out");
    };
    refuseMany();
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined)
        throw new Refused(
          at,
          `no anchor &${node.source} stands above *${node.source}; define it, or write the value out`,
        );
      if (above.includes(target)) throw new Refused(at, `*${node.source} stands inside its own anchor`);
      const seen = known.get(target);
      if (seen === undefined) return read(target, key, offset, above);
      // Whoever walks over the tree walks over it once for each alias.
      values += seen.size;
      refuseMany();
      return seen.tree;
    }
    const before = values;
    if (isNode(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    const tree = fresh(node, at, above);
    if (isNode(node) && !known.has(node)) known.set(node, { tree, size: values - before });
    return tree;
  };
  // In the order of the text; the library would walk over all of it for each alias.
  const anchors = new Map<string, unknown>();
  // An alias is what stands at its anchor, with the place it has there.
  const known = new Map<unknown, { readonly tree: Tree; readonly size: number }>();

  const fresh = (node: unknown, at: Origin, above: readonly unknown[]): Tree => {
    const inside = [...above, node];
    if (isMap(node)) return { kind: "section", at, entries: entries(node.items, at, inside) };
    if (isSeq(node)) {
      const items = node.items.map((item, index) => {
        const start = isNode(item) ? item.range?.[0] : undefined;
        return start === undefined
          ? read(item, `${at.key}[${index}]`, 0, inside)
          : read(item, `${at.key}[${index}]`, start, inside);
      });
      return { kind: "list", at, items };
    }
    if (!isScalar(node) || node.value === null || node.value === undefined) return { kind: "nothing", at };
    const written = typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
    // What compose fills in is text, whatever it looks like.
    const plain = node.type === Scalar.PLAIN && node.tag === undefined && !written.includes("$");
    return { kind: "scalar", at, ...interpolate(written, lookup), ...(plain && { plain }) };
  };

  const entries = (items: readonly unknown[], at: Origin, above: readonly unknown[]): ReadonlyMap<string, Tree> => {
    const own = new Map<string, Tree>();
    const merged: (readonly [string, Tree])[] = [];
    for (const item of items) {
      if (!isPair(item)) continue;
      const pair: Pair = item;
      const name = keyText(pair.key) ?? "";
      const offset = isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
      const value = read(pair.value, at.key === "" ? name : `${at.key}.${name}`, offset, above);
      if (name === "<<") merged.push(...mergeable(value));
      else own.set(name, value);
    }
    for (const [name, value] of merged) if (!own.has(name)) own.set(name, value);
    return own;
  };

  try {
    return { ok: true, tree: read(document.contents, "", 0, []) };
  } catch (error) {
    if (error instanceof RangeError)
      return { ok: false, problems: [{ at: { file, line: 1, key: "" }, text: TOO_DEEP }] };
    if (error instanceof Refused) return { ok: false, problems: [{ at: error.at, text: error.text }] };
    throw error;
  }
}

/** What `<<` brings in; the first of several wins. */
function mergeable(tree: Tree): readonly (readonly [string, Tree])[] {
  if (tree.kind === "section") return [...tree.entries];
  if (tree.kind === "list") return tree.items.flatMap(mergeable);
  throw new Refused(tree.at, "<< merges sections only; name an anchor of a section, or write the keys out");
}
