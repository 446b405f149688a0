import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { envFileFindings } from "../../../../lib/airflow/environment/env-file/check";
import { program } from "../../../../lib/airflow/files/program";
import { deployment } from "../../rules/deployment";

const root = mkdtempSync(join(tmpdir(), "env-file-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function messages(content: string | Buffer, environment: Readonly<Record<string, unknown>> = {}): readonly string[] {
  writeFileSync(join(root, ".env"), content);
  return envFileFindings(root, deployment({}, { envFile: ".env", environment })).map(({ message }) => message);
}

const names: readonly (readonly [string, boolean])[] = JSON.parse(
  readFileSync(program("airflow", "test", "cases", "env-file-names.json"), "utf8"),
);

test.each(names)("%s is refused: %s", (name, refused) => {
  expect(messages(`A=1\n${name}=s3cret\n`)).toEqual(
    refused ? [expect.stringMatching(new RegExp(`^\\.env:2 ${name}: (?!.*s3cret)`))] : [],
  );
});

test("lines are told in their order, with what to do as under environment, and without a value", () => {
  const text = [
    "# of the project",
    "STAGE=test",
    "AIRFLOW__CELERY__BROKER_URL=redis://s3cret@elsewhere",
    'LONG="one',
    'two"',
    "s3cret",
    "PYTHONPATH=/s3cret",
    "_PIP_ADDITIONAL_REQUIREMENTS=pandas",
    "B=pa$s3cret",
  ].join("\r\n");
  expect(messages(text, { STAGE: "x" })).toEqual([
    ".env:2 STAGE: airflow.environment has this name as well; remove one of them",
    ".env:3 AIRFLOW__CELERY__BROKER_URL: this variable is set by this program; write broker",
    ".env:6: expected NAME=value; a value is not taken from the machine that deploys",
    ".env:8 _PIP_ADDITIONAL_REQUIREMENTS: packages are installed when the image is built: write airflow.image.build.requirements",
    ".env:9 B: a $ stands in its value that no line above fills in; write $$ for the sign itself, or single quotes around the value",
  ]);
});

test("what is no such file is told; a missing one is looked for by whoever deploys", () => {
  expect(messages(Buffer.from([0x41, 0x3d, 0xff]))).toEqual([".env is not UTF-8 text: save it as UTF-8"]);
  expect(messages("A".repeat(70_000))).toEqual([expect.stringMatching(/^\.env .*(64 KiB|65536)/)]);
  mkdirSync(join(root, "folder"));
  const of = (envFile: string) => envFileFindings(root, deployment({}, { envFile }));
  expect(of("folder").map(({ message }) => message)).toEqual(["folder is a folder, and a file is wanted: name a file"]);
  expect(of("missing")).toEqual([]);
  expect(envFileFindings(root, deployment())).toEqual([]);
});
