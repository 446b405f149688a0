const LONGEST = 48;
/** Letters of the end that a shortened text keeps: names often differ there. */
const KEPT = 8;

/** All that Mermaid, Markdown in a label and HTML give no meaning to. */
const PLAIN = /^[\p{L}\p{M}\p{N} ,/=+×…›-]$/u;

/** The text inside the quotes of a Mermaid label: what is not plain is written by its number, `#35;`. */
export function label(text: string): string {
  const shown = shortened([...text.replace(/\s+/g, " ").trim()]);
  return shown.map((character, index) => (isPlain(character, index) ? character : number(character))).join("");
}

/** A dash or a plus that begins a label would be a list. */
const isPlain = (character: string, index: number): boolean =>
  PLAIN.test(character) && (index > 0 || !/[-+=]/.test(character));

const number = (character: string): string => `#${character.codePointAt(0)};`;

const shortened = (all: readonly string[]): readonly string[] =>
  all.length <= LONGEST ? all : [...all.slice(0, LONGEST - KEPT - 1), "…", ...all.slice(-KEPT)];
