import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { options } from "../../commands/options";
import { recording } from "../support/print";
import { fails, Programs } from "../support/programs";

const root = mkdtempSync(join(tmpdir(), "options-"));
const FOLDER = "lib/airflow/options";
const TABLE = join(root, FOLDER, "3.3.json");
cpSync(join(__dirname, "../..", FOLDER), join(root, FOLDER), { recursive: true });
const programs = new Programs(root);
afterAll(() => {
  programs.end();
  rmSync(root, { recursive: true, force: true });
});

function run(check: boolean) {
  const print = recording();
  const code = options(root, ["3.3"], check, print);
  return { code, lines: print.lines };
}

/** The image says what stands in a file. */
const says = (path: string) =>
  programs.is("docker", { "run *": `while IFS= read -r line; do printf '%s\\n' "$line"; done < "${path}"` });

test("a table that the image repeats is current, and the image has no entrypoint and the packages of stated versions", () => {
  says(TABLE);
  expect(run(true)).toEqual({ code: 0, lines: [`plain: ${FOLDER}/3.3.json is what apache/airflow:3.3.2 says`] });
  expect(programs.calls().join("\n")).toMatch(
    /^docker run --rm .*--entrypoint bash apache\/airflow:3\.3\.2 [\s\S]* apache-airflow-providers-openlineage==2\.20\.1 /,
  );
});

test("another one is stale: a check says so and writes nothing", () => {
  const other = join(root, "other.json");
  writeFileSync(other, '{\n"airflow": "3.3.2"\n}\n');
  says(other);
  const before = readFileSync(TABLE, "utf8");
  const stale = `problem: ${FOLDER}/3.3.json is not what apache/airflow:3.3.2 says; run npm run options 3.3`;
  expect(run(true)).toEqual({ code: 1, lines: [stale] });
  expect(readFileSync(TABLE, "utf8")).toBe(before);
  expect(run(false)).toEqual({ code: 0, lines: [`plain: ${FOLDER}/3.3.json written`] });
  expect(readFileSync(TABLE, "utf8")).toBe(readFileSync(other, "utf8"));
  expect(statSync(TABLE).mode & 0o777).toBe(0o644);
});

test("an image that is not there, and no Docker at all, are told", () => {
  programs.is("docker", { "run *": fails("Unable to find image", 125) });
  expect(() => run(false)).toThrow("apache/airflow:3.3.2 did not describe its options:\nUnable to find image");
  programs.isMissing("docker");
  expect(() => run(false)).toThrow("docker does not run");
});
