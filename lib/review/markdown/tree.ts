import type { BlockContent, List, PhrasingContent, Root, RootContent, Table } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { defaultHandlers, type Handle, toMarkdown } from "mdast-util-to-markdown";
import { text } from "./text";

/** What stands in a cell, an item or a paragraph. */
export type Phrases = readonly PhrasingContent[];

export const heading = (depth: 1 | 2 | 3, ...children: PhrasingContent[]): RootContent => ({
  type: "heading",
  depth,
  children,
});

export const paragraph = (...children: PhrasingContent[]): BlockContent => ({ type: "paragraph", children });

export const list = (items: readonly Phrases[], ordered = false): List => ({
  type: "list",
  ordered,
  spread: false,
  children: items.map((item) => ({ type: "listItem", spread: false, children: [paragraph(...item)] })),
});

export const table = (head: readonly string[], rows: readonly (readonly Phrases[])[]): Table => ({
  type: "table",
  children: [head.map((title) => [text(title)]), ...rows].map((row) => ({
    type: "tableRow",
    children: row.map((cell) => ({ type: "tableCell", children: [...cell] })),
  })),
});

/** Contents that a reader opens. */
export const details = (title: string, ...children: RootContent[]): RootContent[] => [
  { type: "html", value: `<details>\n<summary>${title}</summary>` },
  ...children,
  { type: "html", value: "</details>" },
];

export type Alert = "CAUTION" | "WARNING" | "NOTE";

/** A coloured block of GitHub; elsewhere a quotation that begins with its kind. */
export const alert = (kind: Alert, words: Phrases, ...children: BlockContent[]): RootContent => ({
  type: "blockquote",
  children: [paragraph({ type: "html", value: `[!${kind}]` }, text("\n"), ...words), ...children],
});

/** Letters that are Markdown nowhere within a line. */
const WITHIN = /^[\p{L}\p{N} ,;:/.)+=%?×›-]*$/u;
const LINE_END = /[\r\n]/;

/**
 * The library looks for each of its fifty marks in each text, and twice where another stands before it: two thirds of
 * all its time. Nearly all texts here are plain words between others; they come out as they are.
 */
const plainOrSafe: Handle = (node, parent, state, info) => {
  const within = !LINE_END.test(info.before) && !LINE_END.test(info.after);
  return within && WITHIN.test(node.value) ? node.value : defaultHandlers.text(node, parent, state, info);
};

/** The tree as GitHub's Markdown. Every text of it comes out as that text. */
export function print(children: readonly RootContent[]): string {
  const root: Root = { type: "root", children: [...children] };
  return toMarkdown(root, {
    bullet: "-",
    rule: "-",
    // Without this a link whose text is its address becomes `<...>`, which GitHub resolves differently.
    resourceLink: true,
    // Cells as wide as their text: a long one would make every line of the table as long.
    extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
    handlers: { text: plainOrSafe },
    // GitHub strikes out what stands between two of these; the library knows that as another extension's.
    unsafe: [{ character: "~", inConstruct: "phrasing" }],
  });
}
