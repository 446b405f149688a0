/** What no text of a file may hold, by its code points, in ranges; a line's end and a tab are allowed in some. */
const REFUSED: readonly (readonly [number, number, string])[] = [
  [0x00, 0x1f, "a control character"],
  [0x7f, 0x9f, "a control character"],
  [0x2028, 0x2029, "a line's end that only some programs see"],
  [0x202a, 0x202e, "a character that turns the direction of text"],
  [0x2066, 0x2069, "a character that turns the direction of text"],
  [0xd800, 0xdfff, "half of a character"],
  [0xfdd0, 0xfdef, "no character of Unicode"],
  [0xfeff, 0xfeff, "an invisible mark"],
  [0xfffe, 0xffff, "no character of Unicode"],
];
const [TAB, LINE_END, CARRIAGE_RETURN] = [0x09, 0x0a, 0x0d];

const NAMES: ReadonlyMap<number, string> = new Map([
  [TAB, "a tab"],
  [LINE_END, "a line's end"],
  [CARRIAGE_RETURN, "a carriage return"],
]);

/** One that was found: where in the text, and what it is, `a control character (U+0007)`. */
export interface Refused {
  readonly index: number;
  readonly what: string;
}

/** The first character that a text may not hold. @param lines whether it may have several lines, and tabs */
export function refusedIn(text: string, lines: boolean): Refused | undefined {
  let index = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const what = kindOf(code, lines);
    if (what !== undefined) return { index, what: `${what} (${numbered(code)})` };
    index += character.length;
  }
  return undefined;
}

function kindOf(code: number, lines: boolean): string | undefined {
  if (lines && (code === TAB || code === LINE_END)) return undefined;
  // The last two of every plane are none.
  if (code > 0xffff && (code & 0xfffe) === 0xfffe) return "no character of Unicode";
  const found = REFUSED.find(([first, last]) => code >= first && code <= last);
  return NAMES.get(code) ?? found?.[2];
}

const numbered = (code: number) => `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;

/** Marks of direction: in one line of a message nobody would see them. */
const UNSEEN = /[\u061c\u200e\u200f]/;

/**
 * A text for a terminal: what could move its cursor, end its line or turn its direction is shown as its number, `\u001b`.
 * @param lines whether it may have several lines, and tabs
 */
export function printable(text: string, lines = false): string {
  const shown = (part: string) => lines || !UNSEEN.test(part);
  if (refusedIn(text, lines) === undefined && shown(text)) return text;
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return kindOf(code, lines) === undefined && shown(character) ? character : escaped(code);
  }).join("");
}

const escaped = (code: number): string =>
  code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
