import type { PhrasingContent } from "mdast";
import type { At, Fact, Review } from "../model";
import { code, commas, quiet, sentence, text } from "./text";
import type { Phrases } from "./tree";

export interface MarkdownOptions {
  /** Address of a line of a file; undefined: it is not linked. */
  link(at: At): string | undefined;
  /** Address of a text that a machine starts from; unwritten: none is linked. */
  bootFile?(name: string): string | undefined;
}

/** What every section needs. */
export interface Context extends MarkdownOptions {
  readonly review: Review;
}

/** A link to the line that says so; `default` is added where the file does not write it. */
export function cited(
  { link }: MarkdownOptions,
  at: At | undefined,
  ...children: PhrasingContent[]
): PhrasingContent[] {
  const url = at === undefined ? undefined : link(at);
  const linked: Phrases = url === undefined ? children : [{ type: "link", url, children }];
  return at?.unwritten ? [...linked, text(" "), quiet("default")] : [...linked];
}

/** A name with its link. */
export const named = (options: MarkdownOptions, name: string, at: At | undefined): PhrasingContent[] =>
  cited(options, at, code(name));

/** A value of one word stands as it is written; a longer one is a sentence. */
export const valued = (value: string): PhrasingContent[] => (/\s/.test(value) ? sentence(value) : [code(value)]);

/** `name: value` */
export const stated = (options: MarkdownOptions, { name, value, at }: Fact): PhrasingContent[] => [
  ...cited(options, at, ...sentence(name)),
  text(": "),
  ...sentence(value),
];

/** With more workers than these, all of them are said as one. */
const MANY = 8;

/** Names of processes; many workers are `all 30 workers`. */
export function processNames(
  { review }: Context,
  names: readonly string[],
  show: (name: string) => PhrasingContent[],
): PhrasingContent[] {
  const workers = review.processes.filter(({ role }) => role === "worker").map(({ name }) => name);
  const fold = workers.length > MANY && workers.every((worker) => names.includes(worker));
  const single = fold ? names.filter((name) => !workers.includes(name)) : names;
  return commas([...single.map(show), ...(fold ? [[text(`all ${workers.length} workers`)]] : [])]);
}
