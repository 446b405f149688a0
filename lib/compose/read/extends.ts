import { dirname, relative, resolve } from "node:path";
import { parse } from "./parse";
import type { Source } from "./source";
import { entry, type Origin, pairs, type Section, type Tree, textOf } from "./tree";

type Extended = { readonly tree: Tree } | { readonly refused: Origin; readonly text: string };

/** Below each, KEY=VALUE lists and maps are one. */
const PAIRS: ReadonlySet<string> = new Set(["environment", "args", "labels"]);
/** Lists that replace one another; others add up. */
const REPLACED: ReadonlySet<string> = new Set(["command", "entrypoint", "test"]);
/** Steps; more are a circle. */
const DEEPEST = 10;

/** A service with what it `extends`, in this file or another one. */
export function extended(name: string, file: Tree, source: Source, depth = 0): Extended {
  const own = entry(file, "services", name);
  if (own === undefined || own.kind !== "section")
    return {
      refused: own?.at ?? file.at,
      text: `expected a section with image: or build: for service ${JSON.stringify(name)}`,
    };
  const from = own.entries.get("extends");
  if (from === undefined) return { tree: own };
  const base = textOf(from) ?? textOf(entry(from, "service")) ?? name;
  if (depth >= DEEPEST) return { refused: from.at, text: "services extend one another in a circle; break it" };
  const other = textOf(entry(from, "file"));
  const where = other === undefined ? { tree: file, source } : elsewhere(other, source);
  if (where === undefined)
    return { refused: from.at, text: `extends ${other}, which ${unread(other ?? "", source)}; put the file there` };
  if (entry(where.tree, "services", base) === undefined)
    return { refused: from.at, text: `extends service ${JSON.stringify(base)}, which is not there; write one that is` };
  const below = extended(base, where.tree, where.source, depth + 1);
  if (!("tree" in below)) return below;
  return { tree: over(own, rebased(below.tree, source, where.source), "") };
}

function unread(file: string, { disk, path }: Source): string {
  const place = resolve(dirname(path), file);
  return disk.text(place) === undefined ? disk.why(place) : "is no compose file";
}

function elsewhere(file: string, source: Source): { tree: Tree; source: Source } | undefined {
  const path = resolve(dirname(source.path), file);
  const text = source.disk.text(path);
  const shownAs = relative(dirname(source.path), path);
  const parsed = text === undefined ? undefined : parse(text, shownAs, source.lookup);
  return parsed?.ok ? { tree: parsed.tree, source: { ...source, path, shownAs } } : undefined;
}

/** What the service says wins; sections merge, lists add up. Source: the Compose Specification, "Extend". */
function over(own: Tree, base: Tree, key: string): Tree {
  if (PAIRS.has(key)) return { kind: "section", at: own.at, entries: new Map([...pairs(base), ...pairs(own)]) };
  if (own.kind === "section" && base.kind === "section") return sections(own, base);
  if (own.kind === "list" && base.kind === "list" && !REPLACED.has(key))
    return { ...own, items: [...base.items, ...own.items] };
  return own;
}

function sections(own: Section, base: Section): Section {
  const entries = new Map(base.entries);
  for (const [key, value] of own.entries) {
    const below = base.entries.get(key);
    entries.set(key, below === undefined ? value : over(value, below, key));
  }
  entries.delete("extends");
  return { ...own, entries };
}

/** Relative host paths of another file, as seen from this one. */
function rebased(tree: Tree, from: Source, to: Source): Tree {
  const [here, there] = [dirname(from.path), dirname(to.path)];
  if (here === there) return tree;
  const move = (one: Tree): Tree => {
    if (one.kind === "scalar" && /^\.{1,2}(\/|$)/.test(one.text)) {
      const [path = "", ...rest] = one.text.split(":");
      const moved = relative(here, resolve(there, path));
      return { ...one, text: [moved.startsWith(".") ? moved : `./${moved}`, ...rest].join(":") };
    }
    if (one.kind === "list") return { ...one, items: one.items.map(move) };
    if (one.kind === "section")
      return { ...one, entries: new Map([...one.entries].map(([key, value]) => [key, move(value)])) };
    return one;
  };
  if (tree.kind !== "section") return tree;
  const paths = new Set(["volumes", "env_file", "build"]);
  return {
    ...tree,
    entries: new Map([...tree.entries].map(([key, value]) => [key, paths.has(key) ? move(value) : value])),
  };
}
