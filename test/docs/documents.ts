import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export const ROOT = join(__dirname, "../..");

/** Guides: what people read to use the program. Decisions are history: what they link to and name must be there. */
export const GUIDES = ["README.md", ...pages("docs"), "examples/README.md"];
export const DECISIONS = pages("docs/decisions");

function pages(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
}

export const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");

interface Block {
  readonly language: string;
  readonly text: string;
  /** Of its first line. */
  readonly line: number;
}

/** Fenced blocks of a page. */
export function blocks(path: string): Block[] {
  const text = textOf(path);
  return [...text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^ *```$/gm)].map((found) => ({
    language: found[2] ?? "",
    text: (found[3] ?? "").replaceAll(new RegExp(`^${found[1]}`, "gm"), ""),
    line: text.slice(0, found.index).split("\n").length + 1,
  }));
}

/** The page without its fenced blocks. */
export const prose = (path: string): string => textOf(path).replaceAll(/^ *```[\s\S]*?^ *```$/gm, "");

/** Code inside of sentences and tables. */
export const spans = (path: string): string[] =>
  [...prose(path).matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code.replaceAll("\\|", "|"));

/** Lines of all shell blocks, with what a `\` goes on with, without comments, cut at `&&`, `;`, and `|`. */
export const commandLines = (path: string): string[] =>
  blocks(path)
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.replaceAll("\\\n", " ").split("\n"))
    .map((line) => line.replace(/(^|\s)#\s.*$/, ""))
    .flatMap((line) => line.split(/&&|;|\|/))
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Anchors of a page, as GitHub makes them of its headings, and those that it writes itself. */
export function anchors(path: string): string[] {
  const seen = new Map<string, number>();
  const headings = [...prose(path).matchAll(/^#+ (.+)$/gm)].map(([, words = ""]) => {
    const id = words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- _]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(id) ?? 0;
    seen.set(id, count + 1);
    return count === 0 ? id : `${id}-${count}`;
  });
  return [...headings, ...[...textOf(path).matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id)];
}

/** Links and pictures of a page that lead nowhere. */
export function brokenLinks(path: string): string[] {
  const links = [...prose(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? path : relative(ROOT, join(ROOT, dirname(path), file));
    if (!existsSync(join(ROOT, target))) return true;
    return anchor !== undefined && !anchors(target).includes(anchor);
  });
}
