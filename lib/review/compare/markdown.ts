import type { RootContent } from "mdast";
import { cited, type MarkdownOptions } from "../markdown/context";
import { code, sentence, strong, text } from "../markdown/text";
import { alert, details, heading, list, type Phrases, paragraph, print } from "../markdown/tree";
import type { At } from "../model";
import type { Change } from "./change";
import type { Written } from "./written";

/** What became of one stack. */
export interface Compared {
  readonly stack: string;
  readonly changes: readonly Change[];
  readonly written: readonly Written[];
}

export interface ComparisonOptions extends MarkdownOptions {
  /** As it was asked for: `origin/main`. */
  readonly against: string;
  /** What could not be compared, and why: a line to say so, and lines below it. */
  readonly notes: readonly { readonly words: string; readonly lines: readonly string[] }[];
}

/** What a change of the files does to the stacks, for a pull request, in GitHub's Markdown. */
export function comparison(stacks: readonly Compared[], options: ComparisonOptions): string {
  const changed = stacks.filter((stack) => !isSame(stack));
  const same = stacks.filter(isSame);
  return print([
    heading(1, text("What changes, compared with "), code(options.against)),
    ...options.notes.map(({ words, lines }) =>
      alert("NOTE", sentence(words), ...(lines.length === 0 ? [] : [list(lines.map(sentence))])),
    ),
    ...changed.flatMap((stack) => section(stack, options)),
    ...(changed.length === 0 ? [paragraph(text("No change in what runs."))] : unchanged(same)),
  ]);
}

const isSame = ({ changes, written }: Compared): boolean => changes.length === 0 && written.length === 0;

function unchanged(stacks: readonly Compared[]): RootContent[] {
  if (stacks.length === 0) return [];
  const names = stacks.flatMap(({ stack }, index) => [...(index === 0 ? [] : [text(", ")]), code(stack)]);
  return [heading(2, text("No change in what runs")), paragraph(...names)];
}

function section({ stack, changes, written }: Compared, options: ComparisonOptions): RootContent[] {
  const dangers = changes.filter(({ level }) => level === "danger");
  const others = changes.filter(({ level }) => level !== "danger");
  const items = (some: readonly Change[]) => list(some.map((one) => item(one, options)));
  return [
    heading(2, code(stack)),
    ...(dangers.length === 0
      ? []
      : [alert("CAUTION", [text("Somebody could get in, or data be lost.")], items(dangers))]),
    ...(others.length === 0 ? [] : [items(others)]),
    ...keys(written, changes.length === 0, options),
  ];
}

/** Folded below the changes that follow from them; where nothing else tells of them they are the change. */
function keys(written: readonly Written[], alone: boolean, options: ComparisonOptions): RootContent[] {
  if (written.length === 0) return [];
  const lines = list(written.map((one) => key(one, options)));
  if (alone) return [paragraph(text("Processes, queues, ports and secrets stay as they are. The file sets:")), lines];
  return details(`${written.length} ${written.length === 1 ? "key" : "keys"} of the file`, lines);
}

function key({ path, before, after, at }: Written, options: ComparisonOptions): Phrases {
  const value = (one: string | undefined) => (one === undefined ? text("not written") : code(shortened(one)));
  return [...cited(options, at, code(path)), text(": "), value(before), text(" -> "), value(after)];
}

const LONGEST = 80;
const shortened = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value);

const item = ({ words, level, at }: Change, options: ComparisonOptions): Phrases => [
  ...(level === "notice" ? [strong("notice"), text(": ")] : []),
  ...sentence(words),
  ...line(at, options),
];

function line(at: At | undefined, { link }: ComparisonOptions): Phrases {
  const url = at === undefined ? undefined : link(at);
  if (at === undefined || url === undefined) return [];
  return [text(" ("), { type: "link", url, children: [text(`line ${at.line}`)] }, text(")")];
}
