// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the file's
import { readFileSync } from "node:fs";
import { parseEnvFile } from "../../../../lib/airflow/environment/env-file/parse";
import { envLine } from "../../../../lib/airflow/environment/env-file/value";
import { program } from "../../../../lib/airflow/files/program";
import { within } from "../../../support/bounded";

interface Case {
  readonly what: string;
  readonly text: string;
  readonly says?: Readonly<Record<string, string>>;
  readonly fault?: number;
}

/**
 * `says` is what `docker compose config` (2.26.1) says of the same file. Of the faults compose refuses some; the others
 * are names that no shell has, and values that it takes from the machine that runs it. To see it again, write the text
 * into a file and name it as the env_file of a service.
 */
const cases: readonly Case[] = JSON.parse(readFileSync(program("airflow", "test", "cases", "env-file.json"), "utf8"));

test.each(cases)("$what", ({ text, says, fault }) => {
  const { lines, faults } = parseEnvFile(text);
  if (fault === undefined) {
    expect(faults).toEqual([]);
    expect(Object.fromEntries(lines.map(({ name, value }) => [name, value]))).toEqual(says);
  } else expect(faults[0]?.line).toBe(fault);
});

test("a line that is written says the value that it was given", () => {
  const values = [
    "",
    "a",
    "a b",
    "$x",
    "it's",
    '"',
    "\\",
    "\\n",
    "a\nb\r\n",
    " x ",
    "#",
    "a #b",
    "\t",
    "${A}",
    "$$",
    "é",
  ];
  const text = values.map((value, index) => `${envLine(`V${index}`, value)}\n`).join("");
  expect(parseEnvFile(text)).toEqual({
    lines: values.map((value, index) => ({ line: expect.any(Number), name: `V${index}`, value })),
    faults: [],
  });
});

test("every wrong line is told, without a part of its value", () => {
  const { faults } = parseEnvFile("s3cret\nA='x' s3cret\nB=pa$s3cret\nC\nD=\"s3cret\n");
  expect(faults.map(({ line, name }) => [line, name])).toEqual([
    [1, undefined],
    [2, "A"],
    [3, "B"],
    [4, undefined],
    [5, "D"],
  ]);
  expect(faults.map(({ message }) => message).join()).not.toContain("s3cret");
});

test("a large file is read in no time", () => {
  const text = `${"# remark\n\n".repeat(50_000)}${"A=1\n".repeat(50_000)}${"B".repeat(200_000)}=${"\\".repeat(200_000)}${" ".repeat(200_000)}x\n`;
  expect(within(2, () => parseEnvFile(text).lines)).toHaveLength(50_001);
});
