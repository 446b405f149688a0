/** Width of a letter of a monospaced font, in em: the widest usual one (DejaVu, Menlo, SF Mono 0.602) and a little. */
const LETTER = 0.61;
/** East Asian characters and emoji fill a square. */
const WIDE = 1.05;
/** Scripts that a monospaced font lacks come from another one. */
const OTHER = 0.9;

const PLAIN = /^[\u0020-\u007e]*$/;
/** Letters that are a grapheme each: nearly all texts are made of them. */
const SINGLE = /^[\u0020-\u007e·…×\u2010-\u201f]*$/;
const LETTERS = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}\u0020-\u007e·…×\u2010-\u201f]\p{M}*$/u;
const SQUARE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}\u3000-\u303f\uff00-\uff60]/u;

/** A segmenter takes 10 ms to make, so it is made only for what needs one. */
const parts = (text: string): readonly string[] =>
  SINGLE.test(text)
    ? [...text]
    : Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ segment }) => segment);

const em = (part: string): number =>
  SINGLE.test(part) || LETTERS.test(part) ? LETTER : SQUARE.test(part) ? WIDE : OTHER;

/** Space that the text may take, in px: never less than it takes in a usual monospaced font of that size. */
export const widthOf = (text: string, size: number): number =>
  PLAIN.test(text) ? text.length * LETTER * size : parts(text).reduce((sum, part) => sum + em(part) * size, 0);

/** Blanks and line ends as SVG shows them: one blank each. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** Letters of the end that a shortened text keeps: names often differ there. */
const KEPT = 6;

/** The text; if it does not fit, its beginning, `…` and its last letters. */
export function shorten(text: string, width: number, size: number): string {
  if (widthOf(text, size) <= width) return text;
  const all = parts(text);
  const end = all.slice(-KEPT).join("");
  let left = width - widthOf(end, size) - LETTER * size;
  let begin = "";
  for (const part of all) {
    left -= em(part) * size;
    if (left < 0) break;
    begin += part;
  }
  return `${begin.trimEnd()}…${end.trimStart()}`;
}

/** The text in lines of at most that width. It breaks at blanks; a longer word is shortened. */
export function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of oneLine(text).split(" ")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(shorten(word, width, size));
  }
  return lines;
}
