import { parse } from "yaml";

/** Texts and keys of a value, all the way down. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [...(Array.isArray(value) ? [] : [key]), ...textsIn(inside)]);
}

/** A text taken apart as its reader does: JSON, a machine's document, a unit of systemd, NAME=VALUE, a URL; else the text. */
export function layers(text: string): string[] {
  const inside = decoded(text);
  return inside === undefined ? [text] : inside.flatMap(layers);
}

function decoded(text: string): string[] | undefined {
  if (text.startsWith("[Unit]\n")) return unit(text);
  if (/^\s*[[{]/.test(text)) {
    try {
      return textsIn(JSON.parse(text));
    } catch {
      return undefined;
    }
  }
  if (/^image: .*\nstack: /.test(text)) return textsIn(parse(text));
  if (text.includes("%C2%A7")) return [text.replace(/(%[0-9A-F]{2})+/g, decodeURIComponent)];
  const [, value] = /^[A-Z_][A-Za-z0-9_]*=([[{][\s\S]*)$/.exec(text) ?? [];
  return value === undefined ? undefined : decoded(value);
}

/** Source: systemd.syntax(7), systemd.service(5) and systemd.unit(5): lines, words, quotes, `%%`, `$$`. */
function unit(text: string): string[] {
  const lines = text.replaceAll("\\\n", " ").split("\n");
  return lines.flatMap((line) => {
    const [, key = "", value = ""] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? [];
    if (!key.startsWith("Exec")) return line === "" ? [] : [line.replaceAll("%%", "%")];
    const words = value.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/g) ?? [];
    return words.map((word) =>
      (word.startsWith('"') ? (JSON.parse(word) as string) : word).replaceAll("%%", "%").replaceAll("$$", () => "$"),
    );
  });
}
