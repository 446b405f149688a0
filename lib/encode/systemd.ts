/** Lines of one section of a unit; a key may stand more than once. */
export type Section = readonly (readonly [key: string, value: string])[];

/** What stands in a command line of systemd as it is. */
const BARE = /^[A-Za-z0-9_@:,.=/+-]+$/;

/** `%` begins a specifier in every value of a unit. */
export const plain = (text: string): string => text.replaceAll("%", "%%");

/**
 * One word of a command line: `%` begins a specifier, `$` a variable, and blanks, quotes and backslashes need quotes
 * around. Source: systemd.service(5), "Command lines", and systemd.syntax(7), "Quoting".
 */
export function word(text: string): string {
  // A function, because `$$` in a replacement means one `$`.
  return BARE.test(text) ? text : quoted(text).replaceAll("$", () => "$$");
}

/** A variable for `Environment=`, where `$` means nothing. Source: systemd.exec(5). */
export const assignment = (name: string, value: string): string => quoted(`${name}=${value}`);

function quoted(text: string): string {
  const inside = text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t")
    .replaceAll("%", "%%");
  return `"${inside}"`;
}

/** A command of a unit. systemd looks for a program without a folder where programs are. */
export const commandLine = (words: readonly string[]): string => words.map(word).join(" ");

/** The same for people to read: each option in a line of its own, which systemd puts together again. */
export const longCommandLine = (words: readonly string[]): string =>
  words.map((one, index) => `${index === 0 ? "" : one.startsWith("--") ? " \\\n  " : " "}${word(one)}`).join("");

/** The text of a unit. */
export const unitText = (sections: Readonly<Record<string, Section>>): string =>
  Object.entries(sections)
    .map(([name, lines]) => [`[${name}]`, ...lines.map(([key, value]) => `${key}=${value}`), ""].join("\n"))
    .join("\n");
