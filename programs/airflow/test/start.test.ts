import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { starter } from "../../../lib/airflow/files/files";
import { hasPython, inPlace, variablesOf } from "../../../test/support/start";

/** What a process gets that start.sh starts with these files below /run/secrets. */
function started(files: Readonly<Record<string, string>>, shell: string) {
  const root = mkdtempSync(join(tmpdir(), "start-"));
  mkdirSync(join(root, "environment"));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  const script = inPlace(readFileSync(starter().source, "utf8"), root);
  const { stdout, stderr, status } = spawnSync(shell, ["-c", script, "start.sh", "printenv", "-0"], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
  });
  rmSync(root, { recursive: true, force: true });
  return { variables: variablesOf(stdout), stderr, status };
}

const without = () => console.warn("This did not run: python3 does not start.");

test.each(["/bin/sh", "/bin/bash"])("without lines of a file no Python starts, by %s", (shell) => {
  const text = "to ken$X'\"\nsecond";
  expect(started({ "environment/TOKEN": text }, shell).variables).toMatchObject({ TOKEN: text });
});

test.each(["/bin/sh", "/bin/bash"])("files become variables, by %s", (shell) => {
  if (!hasPython) return without();
  const text = "to ken$X'\"\nsecond";
  const files = { "environment/TOKEN": text, "env-file": "A='$HOME' # why\r\nB=\"x\ny\"\r\n" };
  expect(started(files, shell).variables).toMatchObject({ TOKEN: text, A: "$HOME", B: "x\ny" });
});

test.each(["/bin/sh", "/bin/bash"])("names that no shell sets come from one file of JSON, by %s", (shell) => {
  if (!hasPython) return without();
  const variables = { "AIRFLOW_CONN_A-B": "http://u:p@h", "AIRFLOW_VAR_GRÖSSE X": "ü\n1" };
  const files = { "environment/TOKEN": "t", "variables.json": JSON.stringify(variables) };
  expect(started(files, shell).variables).toMatchObject({ ...variables, TOKEN: "t" });
});

test.each(["/bin/sh", "/bin/bash"])("envFile adds folders behind ours, by %s", (shell) => {
  if (!hasPython) return without();
  const files = {
    "environment/PYTHONPATH": "/opt/airflow-cdktf:/opt/airflow-cdktf/webserver",
    "env-file": "PYTHONPATH=/mine\nA=1\n",
  };
  const found = { A: "1", PYTHONPATH: "/opt/airflow-cdktf:/opt/airflow-cdktf/webserver:/mine" };
  expect(started(files, shell).variables).toMatchObject(found);
});

test.each([
  [
    "AIRFLOW_CDKTF_CALLERS=0.0.0.0/0",
    "envFile: line 1: AIRFLOW_CDKTF_CALLERS is set by the deployment; leave it out\n",
  ],
  ["A=1\ns3cret\n", "envFile: line 2: expected NAME=value\n"],
  ["A=pa$s3cret\n", "envFile: line 1: a $ stands in a value that no line above fills in\n"],
  [
    "AIRFLOW__CELERY__BROKER_URL=s3cret",
    "envFile: line 1: AIRFLOW__CELERY__BROKER_URL is set by the deployment; leave it out\n",
  ],
])("a wrong line starts nothing: %j", (text, said) => {
  if (!hasPython) return without();
  expect(started({ "env-file": text }, "/bin/sh")).toEqual({ variables: {}, stderr: said, status: 1 });
});

const cases: readonly (readonly [string, Readonly<Record<string, string>>, string | null])[] = JSON.parse(
  readFileSync(join(__dirname, "cases/proxy.json"), "utf8"),
);

test.each(cases)("a container that is given %s", (_, given, list) => {
  if (!hasPython) return without();
  const files = Object.fromEntries(Object.entries(given).map(([name, value]) => [`environment/${name}`, value]));
  const own = { "environment/AIRFLOW_CDKTF_DIRECT": "localhost,webserver" };
  const lists = list === null ? {} : { NO_PROXY: list, no_proxy: list };
  const { variables } = started({ ...own, ...files }, "/bin/sh");
  expect(variables).toMatchObject({ ...given, ...lists });
  if (list === null)
    expect(Object.keys(variables).filter((name) => /no_proxy/i.test(name) && !(name in given))).toEqual([]);
});

test("a proxy of envFile", () => {
  if (!hasPython) return without();
  const files = {
    "environment/AIRFLOW_CDKTF_DIRECT": "localhost,webserver",
    "env-file": "HTTPS_PROXY=http://p:1\nNO_PROXY=corp\n",
  };
  const list = "corp,localhost,webserver";
  expect(started(files, "/bin/sh").variables).toMatchObject({ NO_PROXY: list, no_proxy: list });
});
