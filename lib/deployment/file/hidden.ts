import { type Document, isMap, isPair, isScalar, isSeq } from "yaml";
import { quoted } from "../words/echo";
import type { Path } from "../words/finding";
import { refusedIn } from "./characters";
import { type Rename, todays } from "./renames";
import { anchored, keyText, offset } from "./syntax";

/** A character that may not be where it is: its place in the text of the file, or the value that holds it. */
export interface Hidden {
  readonly offset: number;
  readonly path: Path;
  readonly message: string;
}

/** Values that may have several lines; `*` is any key. All others are one line, keys too. */
const SEVERAL_LINES: readonly Path[] = [
  ...[
    ["airflow", "options", "*", "*"],
    ["airflow", "environment", "*"],
    ["airflow", "variables", "*"],
    ["workers", "*", "environment", "*"],
  ].flatMap((path) => [path, [...path, "plain"]]),
  ["airflow", "slotPools", "*", "description"],
  ["airflow", "dags", "credentials", "knownHosts"],
];

const mayHaveLines = (written: Path, renames: readonly Rename[]): boolean => {
  let path: Path = [];
  for (const key of written) path = todays([...path, key], renames);
  return SEVERAL_LINES.some(
    (one) => one.length === path.length && one.every((key, at) => key === "*" || key === path[at]),
  );
};

/** As it stands in the file, comments included: the page shows the whole file. Line ends and tabs are the file's own. */
export function hiddenInText(text: string): Hidden | undefined {
  const found = refusedIn(text, true);
  if (found === undefined) return undefined;
  return { offset: found.index, path: [], message: `${found.what} stands here; take it out` };
}

/** In values and keys, where escapes such as `"\r"` have become characters. */
export function hiddenInValues(document: Document, renames: readonly Rename[]): Hidden[] {
  const found: Hidden[] = [];
  const seen = new Set<unknown>();
  const met = anchored();
  const look = (node: unknown, path: Path, isKey: boolean) => {
    if (!isScalar(node) || typeof node.value !== "string") return;
    const refused = refusedIn(node.value, !isKey && mayHaveLines(path, renames));
    if (refused !== undefined)
      found.push({
        offset: offset(node) ?? 0,
        path: isKey ? path.slice(0, -1) : path,
        message: said(refused.what, isKey ? node.value : undefined),
      });
  };
  const walk = (node: unknown, path: Path): void => {
    // An alias is looked at where its anchor stands, unless less is allowed at its own place.
    const inside = met(node);
    look(inside, path, false);
    if (isScalar(inside) || seen.has(inside)) return;
    seen.add(inside);
    if (isMap(inside))
      for (const pair of inside.items) {
        if (!isPair(pair)) continue;
        const below = [...path, keyText(pair.key) ?? ""];
        look(met(pair.key), below, true);
        walk(pair.value, below);
      }
    if (isSeq(inside)) for (const [index, item] of inside.items.entries()) walk(item, [...path, index]);
  };
  walk(document.contents, []);
  return found;
}

const said = (what: string, key: string | undefined): string =>
  key === undefined
    ? `holds ${what}, which this value may not; write it without`
    : `key ${quoted(key)} holds ${what}; write it without`;
