import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WORDS as down } from "../../commands/down";
import { WORDS as drain } from "../../commands/drain";
import { WORDS as image } from "../../commands/image";
import { WORDS as imports } from "../../commands/import/flags";
import { WORDS as made } from "../../commands/new/words";
import { WORDS as options } from "../../commands/options";
import { WORDS as review } from "../../commands/review/flags";
import { WORDS as schema } from "../../commands/schema";
import { WORDS as up } from "../../commands/up";
import { WORDS as wait } from "../../commands/wait";
import { asksForHelp, read, type Words } from "../../commands/words";
import { anchors, brokenLinks, commandLines, DECISIONS, GUIDES, prose, ROOT, spans, textOf } from "./documents";

const all: readonly Words[] = [down, drain, image, imports, made, options, review, schema, up, wait];
const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Readonly<Record<string, string>> };
const reference = anchors("docs/reference.md");

test.each([...GUIDES, ...DECISIONS])("%s: links and pictures lead somewhere, and each anchor is there once", (path) => {
  expect(brokenLinks(path)).toEqual([]);
  const ids = anchors(path).map((id) => id.toLowerCase());
  // An anchor of the reference may be that of a heading with capitals, `dagProcessor`: never a second one of its kind.
  expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
});

/** What is wrong with a command line of `npm run`; undefined: its words take it. */
function wrong(line: string): string | undefined {
  const [, , name = "", ...rest] = line.split(/\s+/);
  if (scripts[name] === undefined) return `${line}: no such script`;
  const words = all.find((one) => one.name === name);
  // Words before `--` are handed on as well, flags are not.
  const end = rest.indexOf("--");
  const [before, after] = end < 0 ? [rest, []] : [rest.slice(0, end), rest.slice(end + 1)];
  if (before.some((arg) => arg.startsWith("-"))) return `${line}: npm keeps flags without -- for itself`;
  const args = [...before, ...after];
  if (words === undefined || asksForHelp(args)) return undefined;
  try {
    read(words, args);
  } catch (error) {
    return `${line}: ${String(error)}`;
  }
  return undefined;
}

const npm = (path: string) =>
  [...commandLines(path), ...spans(path).flatMap((code) => code.split(/ && /))].flatMap((line) =>
    /(^|\S=\S+ )npm run [a-z]/.test(line) ? [line.slice(line.indexOf("npm run"))] : [],
  );

test.each(GUIDES)("%s: every npm run that it shows is one, with words that it takes", (path) => {
  // In a sentence the name alone may stand for a command that wants more.
  const bare = (line: string) => line.split(" ").length === 3 && scripts[line.split(" ")[2] ?? ""] !== undefined;
  expect(
    npm(path)
      .filter((line) => !bare(line))
      .flatMap((line) => wrong(line) ?? []),
  ).toEqual([]);
});

test("the guides show every command", () => {
  const shown = new Set(GUIDES.flatMap(npm).map((line) => line.split(" ")[2]));
  const unknown = Object.keys(scripts).filter((name) => !shown.has(name));
  expect(unknown).toEqual(["synth", "test", "way-out:tofu", "lint", "types"].filter((name) => !shown.has(name)));
});

/** Flags in sentences and tables belong to some command of this project, or to a program that the same page names. */
const OTHERS =
  /^--(max-tasks-per-child|max-memory-per-child|clean-before-timestamp|no-publicly-accessible|auto-approve)$/;

test.each(GUIDES)("%s: every flag in its sentences is one of a command here", (path) => {
  const known = new Set(["--help", ...all.flatMap(({ flags }) => Object.keys(flags).map((flag) => `--${flag}`))]);
  const flags = spans(path).flatMap((code) => /^(--[a-z][a-z-]+)( [A-Z][A-Za-z|]*| \S+)?$/.exec(code)?.[1] ?? []);
  expect(flags.filter((flag) => !known.has(flag) && !OTHERS.test(flag))).toEqual([]);
});

/** Made by commands or by people, and so not in the repository. */
const NOT_HERE =
  /^(cdktf\.out|state|secrets)\/|[A-Z]{2}|<|\*|^configs\/(first|staging|prod|x)\.yaml|^configs\/shared\/|\.image\.json$/;

/** Words of sentences, code in them and commands, without the signs around them; links are looked at above. */
const wordsOf = (path: string): string[] =>
  [prose(path).replace(/\]\([^)]*\)/g, "]"), ...commandLines(path)]
    .flatMap((text) => text.split(/[\s"'`=,;|{}()[\]]+/))
    .map((word) => word.replace(/^\*\*|^\.\//, "").replace(/[.:*]+$/, ""));

test.each([...GUIDES, ...DECISIONS])("%s: every file of this project that it names is there", (path) => {
  const files = wordsOf(path).filter((word) =>
    /^(\.ci|configs|docs|examples|schema|test|lib|programs|stacks|commands|cdktf\.out|state)\/\S/.test(word),
  );
  expect(files.filter((file) => !NOT_HERE.test(file) && !existsSync(join(ROOT, file)))).toEqual([]);
});

test("decisions name their programs as they are called today, without a folder or with the last one", () => {
  const here = ["commands", "lib", "programs", "stacks", "test", "examples", ".ci"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => `/${folder}/${name}`),
  );
  const named = DECISIONS.flatMap((path) =>
    wordsOf(path).flatMap((word) => (/^[\w.-]+(\/[\w.-]+)*\.(ts|py|sh|mjs)$/.test(word) ? [`${path}: ${word}`] : [])),
  );
  expect(named.length).toBeGreaterThan(20);
  const isHere = (name: string) => name === "main.ts" || here.some((file) => file.endsWith(`/${name}`));
  expect(named.filter((one) => !isHere(one.split(": ")[1] ?? ""))).toEqual([]);
});

const [LIST, RECORDS] = ["docs/decisions/README.md", DECISIONS.filter((path) => /\/\d{3}-/.test(path))] as const;

test.each(RECORDS)("%s: the list has it, and says by what it was replaced if the record does", (path) => {
  const [, kind = "", by = ""] = /^(Replaced|In part replaced) by ([^:]+):/m.exec(textOf(path)) ?? [];
  const numbers = [...by.matchAll(/\[(\d{3})\]\(\1-/g)].map(([, number]) => number).join(" and ");
  const mark = kind === "" ? "" : ` (${kind.toLowerCase()} by ${numbers})`;
  const lines = textOf(LIST).split("\n");
  const file = path.split("/").at(-1);
  expect(lines.flatMap((line) => line.split(`](${file})`)[1] ?? [])).toEqual([mark]);
});

const tops = new Set(reference.map((id) => id.split(".")[0] ?? ""));
const HOST = /\.(com|org|io|dev|internal)$/;
const last = new Set(reference.map((id) => id.split(".").at(-1) ?? ""));
const DAG = new Set(["name"]);

test.each(GUIDES.filter((path) => path !== "docs/reference.md"))("%s: every key that it names is one", (path) => {
  const dotted = spans(path)
    .map((code) => code.replace(/: .*$/, "").replace(/:$/, ""))
    .filter(
      (code) => /^[a-z][A-Za-z]+(\.[A-Za-z]+)+$/.test(code) && tops.has(code.split(".")[0]?.toLowerCase() ?? code),
    )
    .filter((code) => !/\.(yaml|json|py|md|txt|cfg|out)$/.test(code) && !HOST.test(code));
  const known = new Set(reference.map((id) => id.toLowerCase()));
  const placed = (code: string) => known.has(code.toLowerCase()) || /^airflow\.options\./.test(code);
  expect(dotted.filter((code) => !placed(code))).toEqual([]);
  const written = spans(path).flatMap((code) => /^([a-z][A-Za-z]+): [^/]/.exec(code)?.[1] ?? []);
  expect(written.filter((key) => !last.has(key) && !tops.has(key.toLowerCase()) && !DAG.has(key))).toEqual([]);
});

/** Text of the programs, to find what they say. */
const sources = ["commands", "lib"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(ROOT, folder, name), "utf8")),
);

test("every message of npm run up that operations.md explains is one that it can say", () => {
  const [, section = ""] = textOf("docs/operations.md").split("## Messages of `npm run up`");
  const rows = [...(section.split("\n## ")[0] ?? "").matchAll(/^\| (.*?) \|/gm)].map(([, cell = ""]) => cell);
  const messages = rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code));
  expect(messages.length).toBeGreaterThan(15);
  // Names, numbers and paths of an example stand for what the program puts in their place.
  const pieces = messages.map((message) =>
    message.split(/;|\.\.\.|\d+ task\b|running, unhealthy|\S*[\d/.]\S*|\bx\b|\bNAME\b/).map((piece) => piece.trim()),
  );
  const BY_OTHERS = [
    "docker_image",
    "pull access denied",
    "context deadline exceeded",
    "Failed to query available provider packages",
  ];
  const said = (piece: string) =>
    piece.length < 8 || BY_OTHERS.includes(piece) || sources.some((text) => text.includes(piece));
  expect(pieces.flat().filter((piece) => !said(piece))).toEqual([]);
});
