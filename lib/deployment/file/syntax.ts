import { type Document, isAlias, isCollection, isNode, isScalar, visit } from "yaml";
import { mayBeSecret, quoted } from "../words/echo";

/** What the YAML library reports, in plain words. */
export function explain(
  error: { code: string; message: string; pos: readonly [number, number] },
  text: string,
): string {
  if (error.code === "DUPLICATE_KEY") {
    const line = text.slice(error.pos[0], error.pos[0] + LONGEST_KEY);
    const key = /^("[^"\n]*"|'[^'\n]*'|[^:\n]*)/.exec(line)?.[0].trim() ?? "";
    return `key ${quoted(key.replace(/^(["'])(.*)\1$/, "$2"))} is written twice in one section; keep one of them`;
  }
  if (error.code === "MULTIPLE_DOCS")
    return "a second document begins here; write one deployment per file, without ---";
  if (error.code === "TAB_AS_INDENT") return "a tab indents this line; YAML wants spaces";
  if (error.code === "TAG_RESOLVE_FAILED")
    return `${withoutText(error.message)}; tags are not read, write plain values`;
  return `not valid YAML: ${withoutText(error.message)}`;
}

/** YAML allows no longer one on a line. */
const LONGEST_KEY = 1024;

/** The library quotes what it stumbled over, a line of the file or more: a mark such as `}` and a tag stay. */
function withoutText(message: string): string {
  const [, words, text] = QUOTES.exec(message) ?? [];
  if (words === undefined || text === undefined) return message;
  const known = text.length <= 4 || (/^![\w!:/.-]{1,40}$/.test(text) && !mayBeSecret(text));
  return known ? message : words;
}

const QUOTES =
  /^(.{0,60}?(?:[A-Za-z](?=: )|Unresolved tag|resolve tag|valid tag|resolved|escape sequence|directive|YAML version|^The))[:,]? (.*)$/s;

/**
 * What each alias stands for, where nodes are met in the order of the text: the node itself, of an alias the last one of
 * its name. The library would walk over the whole document for each alias.
 */
export function anchored(): (node: unknown) => unknown {
  const anchors = new Map<string, unknown>();
  return (node) => {
    if (isAlias(node)) return anchors.get(node.source);
    if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
    return node;
  };
}

/** What is YAML and would still be read otherwise than it looks. */
export function misread(document: Document): [number, string][] {
  const found: [number, string][] = [];
  const met = anchored();
  const say = (node: unknown, message: string) => found.push([offset(node) ?? 0, message]);
  visit(document, {
    Pair: (_, pair) => {
      const key = keyText(pair.key);
      if (key === undefined) say(pair.key ?? pair.value, "expected a plain word as the key");
      if (key === "<<")
        say(pair.key, "YAML 1.2 has no merge key <<; write the keys out, or share a whole section by anchor");
      if (key === "__proto__") say(pair.key, 'the key "__proto__" cannot be used');
    },
    Value: (_, node) => {
      met(node);
    },
    Alias: (_, alias, ancestors) => {
      const target = met(alias);
      if (target === undefined) say(alias, `no anchor &${alias.source} stands above this line`);
      else if (ancestors.some((one) => one === target)) say(alias, `*${alias.source} stands inside its own anchor`);
    },
  });
  return found;
}

/** The key as people see it: `3.10` stays `3.10`. Undefined for a key that is no scalar. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

/** Where a node begins, in characters from the start of the text. */
export const offset = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
