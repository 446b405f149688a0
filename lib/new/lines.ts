import { parse } from "yaml";

/** Text that YAML reads as this very text: plain where a person would write it plain, else quoted. */
export function text(value: string): string {
  const plain = /^[A-Za-z./~][\w./~@+-]*(:[\w./~@+-]+)*$/.test(value) && parse(value) === value;
  return plain ? value : JSON.stringify(value);
}

/** A number as it was typed; anything else is quoted, and the reader says what it wants. */
export const number = (value: string): string => (/^-?\d+$/.test(value) ? value : JSON.stringify(value));

/** A key that is not written: a person takes the `# ` away. The value is what holds without it. */
export const unwritten = (key: string, value: string): string => `# ${key}: ${value}`;

/** The same where nothing holds without it, or one value is as good as another. */
export const example = (key: string, value: string): string => `# ${key}: ${value}  # for example`;

/** `key: value`, or the line of the unwritten key where the value is the one that holds anyway. */
export const written = (key: string, value: string, otherwise: string): string =>
  value === otherwise ? unwritten(key, value) : `${key}: ${value}`;

/** The lines of a section under its key. */
export const section = (key: string, lines: readonly string[]): readonly string[] => [
  `${key}:`,
  ...lines.map((line) => `  ${line}`),
];
