import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = join(__dirname, "..");

interface Import {
  readonly file: string;
  readonly from: string;
}

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.m?ts$/.test(name))
    .map((name) => join(folder, name));

const importsOf = (file: string): Import[] =>
  [...readFileSync(join(ROOT, file), "utf8").matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*"([^"]+)"/g)].map(
    ([, name = ""]) => ({
      file,
      from: name.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(file), name)) : name,
    }),
  );

const ours = ["main.ts", ...["stacks", "lib", "commands"].flatMap(sources)].flatMap(importsOf);

/** `lib/docker` of lib/docker/files/files.ts, `stacks` of stacks/targets.ts, `main` of main.ts. */
const part = (file: string) => /^(lib\/[^/]+|[^/.]+)/.exec(file)?.[1] ?? file;

const AIRFLOW = ["lib/airflow", "lib/deployment"];

/** A target. */
const TARGET = [...AIRFLOW, "lib/encode"];

/** What each part may import besides itself. A part of lib that is not named here is a target. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  "lib/deployment": [],
  "lib/encode": ["lib/deployment"],
  "lib/schema": AIRFLOW,
  "lib/airflow": ["lib/deployment"],
  "lib/new": AIRFLOW,
  "lib/compose": AIRFLOW,
  "lib/review": AIRFLOW,
  "lib/synth": ["lib/deployment", "lib/airflow", "lib/encode", "lib/review"],
  main: ["stacks", "lib/synth"],
};

function allowed(from: string, to: string): boolean {
  if (from === to) return true;
  if (from === "stacks") return to.startsWith("lib/");
  if (from === "commands") return to.startsWith("lib/") || to === "stacks";
  return (BELOW[from] ?? TARGET).includes(to);
}

const inside = ({ from }: Import) => /^(lib|stacks|commands|test|main)\b/.test(from);

test("imports point one way: main, stacks, a target, Airflow, the deployment file", () => {
  const wrong = ours.filter(inside).filter(({ file, from }) => !allowed(part(file), part(from)));
  expect(wrong).toEqual([]);
  expect(ours.filter(inside).length).toBeGreaterThan(100);
});

const RULES = /^lib\/[^/]+\/rules\//;

test("a rule refuses or notices; what is worked out stands in derived/, and only a list of rules asks a rule", () => {
  const rules = ours.filter(({ from }) => RULES.test(from));
  expect(rules.filter(({ file }) => !RULES.test(file) && file !== "stacks/targets.ts")).toEqual([]);
  for (const folder of ["lib/airflow/derived/", "lib/aws/derived/"])
    expect(ours.filter(({ from }) => from.startsWith(folder))).not.toEqual([]);
  expect(rules.length).toBeGreaterThan(50);
});

const isProvider = ({ from }: Import) => from === "cdktf" || from.startsWith("cdktf/") || from.startsWith("@cdktf/");

test("what runs and what a file says know no provider", () => {
  expect(ours.filter(({ file }) => /^lib\/(airflow|deployment)\//.test(file)).filter(isProvider)).toEqual([]);
});

test("a target's settings and rules are read without its provider", () => {
  const files = ours.filter(({ file }) => /^lib\/[^/]+\/(settings|rules)\/.+$/.test(file));
  for (const place of ["lib/docker/rules/rules.ts", "lib/aws/settings/", "lib/aws/rules/"])
    expect(files.filter(({ file }) => file.startsWith(place))).not.toEqual([]);
  expect(files.filter(isProvider)).toEqual([]);
});

test("never the root of a provider, which costs a second and half a gigabyte, nor cdktf's own inner files", () => {
  const all = [...ours, ...sources("test").flatMap(importsOf)];
  const wrong = all.filter(({ from }) =>
    /^@cdktf\/provider-[^/]+(\/lib)?(\/index(\.js)?)?$|^cdktf\/.+|lazy-index/.test(from),
  );
  expect(wrong).toEqual([]);
});

test("no file only hands on what others export", () => {
  expect(ours.filter(({ file }) => /(^|\/)index\.ts$/.test(file))).toEqual([]);
});

/** Files that are left when those that import none of the rest are taken away again and again: they lie in circles. */
function inCircles(imports: readonly Import[]): string[] {
  const inner = imports.map(({ file, from }) => ({ file: file.replace(/\.m?ts$/, ""), from }));
  let left = new Set(inner.map(({ file }) => file));
  for (let size = -1; size !== left.size; ) {
    size = left.size;
    const above = inner.filter(({ file, from }) => left.has(file) && left.has(from));
    const imported = new Set(above.map(({ from }) => from));
    const importing = new Set(above.map(({ file }) => file));
    left = new Set([...left].filter((file) => imported.has(file) && importing.has(file)));
  }
  return [...left];
}

test("no files import each other in a circle, types among them", () => {
  expect(inCircles(ours)).toEqual([]);
  const circle = ["a", "b", "c"].map((file, index, all) => ({ file: `${file}.ts`, from: all[(index + 1) % 3] ?? "" }));
  expect(inCircles([...circle, { file: "d.ts", from: "a" }])).toEqual(["a", "b", "c"]);
});
