import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { type ReadResult, readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import type { Answers } from "../../lib/new/answers";
import { judge } from "../../lib/new/judge";
import { targets } from "../../stacks/targets";
import { VARIANTS } from "./answers";

const ROOT = join(__dirname, "../..");
const read = (text: string): ReadResult => readDeployment({ path: "configs/acme.yaml", text }, targets);
const textOf = (answers: Answers): string => judge(answers, targets, []).text;

/** `# key: value`; prose has no lone word before a colon, and commands stand further in. */
const COMMENTED = /^( *)# ([a-zA-Z]+: .+)$/;
const marked = (text: string): boolean => text.endsWith("# for example");

/** The file without the `# ` of one line. */
const uncommented = (lines: readonly string[], at: number): string =>
  lines.map((text, index) => (index === at ? text.replace(COMMENTED, "$1$2") : text)).join("\n");

interface Commented {
  /** The line itself. */
  readonly text: string;
  /** The file before, and without the `# ` of this line. */
  readonly before: string;
  readonly after: string;
}

const commented: [string, Commented][] = VARIANTS.flatMap(([name, answers]) => {
  const before = textOf(answers);
  const lines = before.split("\n").slice(1);
  return lines.flatMap((text, index): [string, Commented][] =>
    COMMENTED.test(text)
      ? [[`${text.trim()} in ${name}`, { text: text.trim(), before, after: uncommented(lines, index) }]]
      : [],
  );
});

test.each(commented)("uncommented it passes: %s", (_, { after }) => {
  const result = read(after);
  expect(result.ok ? [] : result.problems.map(line)).toEqual([]);
});

/** Lines without the mark claim to be what holds anyway; each is tried in the first file that has it. */
const claims = commented.filter(
  ([, { text }], index) => !marked(text) && commented.findIndex(([, other]) => other.text === text) === index,
);

describe("an uncommented default changes nothing", () => {
  let outdir = "";
  const synthesized = new Map<string, string>();
  beforeAll(() => {
    outdir = mkdtempSync(join(tmpdir(), "new-"));
  });
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  /** The Terraform of a file. */
  function terraform(text: string): string {
    const known = synthesized.get(text);
    if (known !== undefined) return known;
    const result = read(text);
    if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
    const app = new App({ outdir: mkdtempSync(join(outdir, "app-")), stackTraces: false, skipValidation: true });
    targets[result.target]?.stack(app, "acme", { ...result, root: ROOT });
    app.synth();
    const json = readFileSync(join(app.outdir, "stacks", "acme", "cdk.tf.json"), "utf8");
    synthesized.set(text, json);
    return json;
  }

  test("there are some", () => expect(claims.length).toBeGreaterThan(12));

  test.each(claims)("%s", (_, { before, after }) => {
    expect(terraform(after)).toBe(terraform(before));
  });
});
