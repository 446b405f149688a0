import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "@swc/core";

const ROOT = join(__dirname, "../..");

const sources = ["lib", "stacks", "commands"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);
const outside = sources.filter((file) => !file.startsWith("lib/encode/"));
const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** Lines of code without remarks, which may speak of anything. */
const lines = (file: string): readonly string[] =>
  textOf(file)
    .replace(/\/\*[\s\S]*?\*\//g, (remark) => remark.replace(/[^\n]/g, ""))
    .split("\n")
    .map((one) => one.replace(/(^|\s)\/\/ .*$/, ""));

const found = (pattern: RegExp, files: readonly string[]): string[] =>
  files.flatMap((file) =>
    lines(file).flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );

/** All that cdktf has for expressions: constructs, backends and types are the rest. */
const MAKERS =
  /^(Fn|Op|Token|Tokenization|Lazy|TokenizedStringFragments|StringConcat|DefaultTokenResolver|ref|rawString|call|conditional|propertyAccess|forExpression|insideTfExpression|dependable|TerraformIterator|FOR_EXPRESSION_\w+|TerraformSelf)$/;

function imported(file: string): string[] {
  const all = [...textOf(file).matchAll(/import (?:type )?\{([^}]*)\} from "cdktf"/g)];
  return all.flatMap(([, names = ""]) => names.split(",").map((name) => name.trim().replace(/^type /, "")));
}

test("only the encoders make expressions of Terraform", () => {
  const wrong = outside.flatMap((file) =>
    imported(file).flatMap((name) => (MAKERS.test(name) ? [`${file}: ${name}`] : [])),
  );
  expect(wrong.filter((one) => !ALLOWED.includes(one))).toEqual([]);
  const made = sources.filter((file) => file.startsWith("lib/encode/")).flatMap(imported);
  expect(made.filter((name) => MAKERS.test(name)).length).toBeGreaterThan(4);
});

/** A value of the resource itself, which no text goes into. */
const ALLOWED = ["lib/aws/workloads/fargate-service.ts: TerraformSelf"];

test("nobody takes all of cdktf, which would hide what of it is used", () => {
  expect(found(/import \* as \w+ from "cdktf"|require\("cdktf"\)|import\("cdktf"\)/, sources)).toEqual([]);
});

/** Where constructs are made; what else speaks of `${` speaks of compose files. */
const terraformed = outside.filter((file) => /^(lib\/(docker|aws|gcp|airflow|synth)|stacks)\//.test(file));

interface Syntax {
  readonly type: string;
  readonly [more: string]: unknown;
}

const isSyntax = (value: unknown): value is Syntax => typeof value === "object" && value !== null && "type" in value;

/** Every node of a file's syntax, by a visitor. */
function visit(value: unknown, look: (node: Syntax) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (isSyntax(value)) look(value);
  for (const inside of Object.values(value)) visit(inside, look);
}

interface Found {
  readonly templates: string[];
  readonly escapes: string[];
  readonly texts: string[];
}

const all: Found = { templates: [], escapes: [], texts: [] };

/** What an escape by hand looks for: quotes, backslashes, dollar and percent signs, ends of lines. */
const SPECIAL = /^(\\?["'`\\$%]|\$\{|%\{|\\n|\n|\r|\t)+$/;

beforeAll(() => {
  for (const file of terraformed)
    visit(parseSync(textOf(file), { syntax: "typescript", target: "es2022" }), (node) => {
      const text =
        node.type === "StringLiteral" ? node["value"] : node.type === "TemplateElement" ? node["cooked"] : "";
      if (typeof text === "string" && text !== "") all.texts.push(text);
      if (typeof text === "string" && /[$%]\{/.test(text)) all.templates.push(`${file}: ${text}`);
      const looked = node.type === "CallExpression" ? lookedFor(node) : undefined;
      if (looked !== undefined && SPECIAL.test(looked)) all.escapes.push(`${file}: ${looked}`);
    });
});

/** The first argument of `replace` and `replaceAll`. */
function lookedFor(node: Syntax): string | undefined {
  const { callee, arguments: args } = node as unknown as Call;
  const [first] = args;
  if (!/^replace(All)?$/.test(callee.property?.value ?? "")) return undefined;
  return first?.expression.value ?? first?.expression.pattern;
}

interface Call {
  readonly callee: { readonly property?: { readonly value?: string } };
  readonly arguments: readonly { readonly expression: { readonly value?: string; readonly pattern?: string } }[];
}

test("no text of ours is a template: what is one comes of the encoders", () => {
  expect(all.templates).toEqual([]);
  expect(all.texts.length).toBeGreaterThan(1000);
});

test("only the encoders escape by hand", () => {
  expect(all.escapes).toEqual([]);
});

test("stacks are the ones that write every other text as text", () => {
  expect(found(/extends TerraformStack\b/, outside)).toEqual([]);
  expect(found(/extends Stack\b/, outside)).toHaveLength(3);
});

test("lines for people go through one place, which makes them printable", () => {
  expect(
    found(/process\.std(out|err)\.write|console\.(log|error|warn)\(/, sources).map((one) => one.replace(/:.*/, "")),
  ).toEqual(["commands/confirm.ts", "commands/new/asker.ts"]);
});
