import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { parseSync } from "@swc/core";

const ROOT = join(__dirname, "..", "..");
const LENGTH = 30_000;
/** A pattern that looks at each character once takes a few; one that looks at each pair takes a thousand. */
const MILLISECONDS = 700;

interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Every pattern that is written out in the program. */
function patterns(): readonly Pattern[] {
  const files = ["lib", "commands", "stacks"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
  );
  return files.flatMap((file) => {
    const found: Pattern[] = [];
    const open: unknown[] = [parseSync(readFileSync(join(ROOT, file), "utf8"), { syntax: "typescript" })];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (typeof node !== "object" || node === null) continue;
      const { type, pattern, flags } = node as Readonly<Record<string, unknown>>;
      if (type === "RegExpLiteral") found.push({ file, source: String(pattern), flags: String(flags) });
      open.push(...Object.values(node).filter((one) => one !== undefined));
    }
    return found;
  });
}

const CHARACTERS = [
  "a",
  "A",
  "0",
  "_",
  "-",
  "/",
  ":",
  "@",
  " ",
  "\n",
  "'",
  '"',
  "\\",
  "#",
  ".",
  "[",
  "{",
  "=",
  "*",
  "?",
  ",",
  "(",
  "$",
];
const END = "\n\u0000";

/** One character, each word of the pattern, and each word before one character, again and again. */
function attacks(source: string): readonly string[] {
  const words = [...new Set(source.match(/[A-Za-z0-9:/@=_-]{2,}/g) ?? [])].filter(
    (word) => !/^[A-Z]-[A-Z]$/i.test(word),
  );
  const many = (text: string) => text.repeat(Math.ceil(LENGTH / text.length)) + END;
  return [
    ...CHARACTERS.map(many),
    ...words
      .slice(0, 6)
      .flatMap((word) => [many(word), many(`${word}-`), `${word}${many("_")}`, `${word}${many("a")}`]),
  ];
}

const all = patterns();

/** A busy machine may take a while from anybody; a pattern that is slow is so each time. */
function again(run: () => unknown): unknown {
  let last: unknown;
  for (let left = 3; left > 0; left--)
    try {
      run();
      return undefined;
    } catch (error) {
      last = error;
    }
  return last;
}

test("no pattern of the program takes longer than its text is long", () => {
  const slow: string[] = [];
  for (const { file, source, flags } of all) {
    const context = { texts: attacks(source), source, flags };
    const run = (index: number) =>
      runInNewContext(`new RegExp(source, flags).test(texts[${index}])`, context, { timeout: MILLISECONDS });
    for (const [index, text] of context.texts.entries()) {
      const error = again(() => run(index));
      if (error === undefined) continue;
      slow.push(`${file} /${source}/${flags} on ${JSON.stringify(text.slice(0, 12))}: ${String(error)}`);
      break;
    }
  }
  expect(slow).toEqual([]);
  expect(all.length).toBeGreaterThan(200);
});
