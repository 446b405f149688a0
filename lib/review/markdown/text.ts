import type { PhrasingContent, Text } from "mdast";

/** Characters that change the direction of the text after them: a name could show as another one. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line: a line end inside a cell or a heading would end it. */
const flat = (text: string): string => text.replace(DIRECTIONS, "\ufffd").replace(/\s+/g, " ").trim();

export const text = (value: string): Text => ({ type: "text", value });

/** A name as it is written; nothing in it is Markdown, a mention or an emoji to anybody. */
export function code(value: string): PhrasingContent {
  const shown = flat(value);
  if (shown === "") return text("(empty)");
  // Code in a table cannot hold a backslash before a bar; escaped text can.
  return shown.includes("\\|") ? text(shown) : { type: "inlineCode", value: shown };
}

export const strong = (value: string): PhrasingContent => ({ type: "strong", children: [text(flat(value))] });

/** Said of what the file leaves out. */
export const quiet = (value: string): PhrasingContent => ({ type: "emphasis", children: [text(value)] });

/**
 * What GitHub would act on although Markdown is escaped: addresses, mentions, issues (`#12`), emoji (`:x:`), formulas.
 */
const ACTED_ON = /:\/\/|www\.|@|#\d|\$|:[\w+-]+:/;

/** A sentence. Its words that GitHub would act on are code; the library escapes all else. */
export function sentence(value: string): PhrasingContent[] {
  const parts = flat(value)
    .split(/(\S+)/)
    .filter((part) => part !== "");
  return merged(parts.flatMap((part): PhrasingContent[] => (ACTED_ON.test(part) ? asCode(part) : [text(part)])));
}

/** Without the quotes and stops around it. */
function asCode(part: string): PhrasingContent[] {
  const before = /^["'(]*/.exec(part)?.[0] ?? "";
  const rest = part.slice(before.length);
  const after = /(?<![.,;:!?)"'])[.,;:!?)"']+$/.exec(rest)?.[0] ?? "";
  return [text(before), code(rest.slice(0, rest.length - after.length)), text(after)];
}

/** Neighbouring texts as one, because escapes look at neighbours. */
function merged(parts: readonly PhrasingContent[]): PhrasingContent[] {
  const done: PhrasingContent[] = [];
  for (const part of parts) {
    const last = done.at(-1);
    if (part.type === "text" && last?.type === "text") done[done.length - 1] = text(last.value + part.value);
    else done.push(part);
  }
  return done;
}

/** Contents with a comma between each two. */
export const commas = (items: readonly (readonly PhrasingContent[])[]): PhrasingContent[] =>
  items.flatMap((item, index) => (index === 0 ? [...item] : [text(", "), ...item]));
