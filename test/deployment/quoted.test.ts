import { z } from "zod";
import { readDeployment, type TargetReader } from "../../lib/deployment/file/read";
import { fileOf } from "../../lib/deployment/schema/schema";
import { line } from "../../lib/deployment/words/problem";

/** A target whose `project` is digits, and that has nothing of Docker's. */
const cloud: TargetReader = {
  shape: {
    schema: fileOf("cloud", { project: z.string().regex(/^[0-9]{4}$/, { error: "expected 4 digits" }) }, {}),
    quoted: ["project"],
    elsewhere: { dockre: "there is no Docker here", mounts: "there are no mounts here" },
  },
  rules: () => [],
};

const AIRFLOW = 'airflow: { version: "3.3.2" }';

function read(text: string, base?: string): string[] {
  const open = () => (base === undefined ? { message: "not there" } : { text: base });
  const result = readDeployment({ path: "a.yaml", text: `target: cloud\n${text}` }, { cloud }, open);
  return result.ok ? [] : result.problems.map(line);
}

test("digits in quotes are taken, of either kind", () => {
  expect(read(`${AIRFLOW}\nproject: "0042"`)).toEqual([]);
  expect(read(`${AIRFLOW}\nproject: '0042'`)).toEqual([]);
});

test("digits without quotes are refused even where they arrive as they were written", () => {
  expect(read(`${AIRFLOW}\nproject: 0042`)).toEqual([
    'a.yaml:3:10 project: got 0042 without quotes, which YAML takes for a number and shortens; write it in quotes: "0042"',
  ]);
});

test("a number is refused by the shape, and not twice", () => {
  expect(read(`${AIRFLOW}\nproject: 1042`)).toEqual(["a.yaml:3:10 project: expected text, got 1042"]);
});

test("an anchor is looked at where it stands", () => {
  expect(read(`airflow: { version: "3.3.2", variables: { a: &id 0042 } }\nproject: *id`)).toEqual([
    'a.yaml:3:1 project: got 0042 without quotes, which YAML takes for a number and shortens; write it in quotes: "0042"',
  ]);
});

test("of two files that are read as one, the one that says it counts", () => {
  const extending = (own: string) => `extends: b.yaml\n${own}`;
  expect(read(extending(AIRFLOW), 'project: "0042"')).toEqual([]);
  expect(read(extending(`${AIRFLOW}\nproject: "0042"`), "project: 0043")).toEqual([]);
  expect(read(extending(AIRFLOW), "project: 0042")).toEqual([
    'b.yaml:1:10 project: got 0042 without quotes, which YAML takes for a number and shortens; write it in quotes: "0042"',
  ]);
});

test("a key that other targets have says what to do, before any guess", () => {
  expect(read(`${AIRFLOW}\nproject: "0042"\ndockre: {}\nprojekt: 1`)).toEqual([
    'a.yaml:4:1 unknown key "dockre"; there is no Docker here',
    'a.yaml:5:1 unknown key "projekt"; did you mean "project"?',
  ]);
  expect(read(`${AIRFLOW}\nproject: "0042"\nworkers: { main: { queues: [default], mounts: [] } }`)).toEqual([
    'a.yaml:4:39 workers.main: unknown key "mounts"; there are no mounts here',
  ]);
});
