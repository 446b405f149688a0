import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasPython, inPlace, variablesOf } from "../../../test/support/start";

/** What a process gets that start.sh starts. */
function started(lines: string | undefined, more: Readonly<Record<string, string>> = {}) {
  const root = mkdtempSync(join(tmpdir(), "start-"));
  const script = inPlace(readFileSync(join(__dirname, "../start.sh"), "utf8"), root);
  const env = { PATH: process.env["PATH"], ...more, ...(lines === undefined ? {} : { AIRFLOW_CDKTF_ENV_FILE: lines }) };
  const { stdout, stderr, status } = spawnSync("/bin/bash", ["--norc", "-c", script, "start.sh", "printenv", "-0"], {
    encoding: "utf8",
    env,
  });
  rmSync(root, { recursive: true, force: true });
  return { variables: variablesOf(stdout), stderr, status };
}

const without = () => console.warn("This did not run: python3 does not start.");

test("lines become variables as Docker's start.sh reads them", () => {
  if (!hasPython) return without();
  const lines = ["# remark", "", "export A=1", 'B="two words" # why', "C='$HOME `id`'", "D=a=b", "E=", "F=last"];
  const { variables, stderr } = started(lines.join("\r\n"));
  expect(stderr).toBe("");
  expect(variables).toMatchObject({ A: "1", B: "two words", C: "$HOME `id`", D: "a=b", E: "", F: "last" });
});

test("a wrong line starts nothing, and says no word of its value", () => {
  if (!hasPython) return without();
  expect(started("A=1\nBAD-NAME=hidden\n")).toEqual({
    variables: {},
    stderr: "envFile: line 2: expected NAME=value\n",
    status: 1,
  });
});

test("the file as a whole does not go on to the process, nor an empty one", () => {
  if (!hasPython) return without();
  expect(started("A=1").variables).not.toHaveProperty("AIRFLOW_CDKTF_ENV_FILE");
  expect(started("").variables).not.toHaveProperty("AIRFLOW_CDKTF_ENV_FILE");
});

test("variables whose names a shell cannot read go on: connections have such names", () => {
  if (!hasPython) return without();
  const odd = { "AIRFLOW_CONN_WARE-HOUSE.1": "x", "AIRFLOW_VAR_Ü KEY": "y" };
  expect(started("A=1", odd).variables).toMatchObject(odd);
  expect(started(undefined, odd).variables).toMatchObject(odd);
});

test("without a file it only starts the process", () => {
  expect(started(undefined, { A: "0" })).toMatchObject({ stderr: "", variables: { A: "0" } });
});

test("lines add folders behind ours, and change nothing of ours", () => {
  if (!hasPython) return without();
  expect(started("PYTHONPATH=/mine\n", { PYTHONPATH: "/ours" }).variables["PYTHONPATH"]).toBe("/ours:/mine");
  expect(started("AIRFLOW_CDKTF_CALLERS=0.0.0.0/0\n")).toEqual({
    variables: {},
    stderr: "envFile: line 1: AIRFLOW_CDKTF_CALLERS is set by the deployment; leave it out\n",
    status: 1,
  });
});

test("what no proxy leads to is added to what the task, or its image, has", () => {
  if (!hasPython) return without();
  const own = { AIRFLOW_CDKTF_DIRECT: "localhost,acme.internal", https_proxy: "http://p:1" };
  const list = "corp,localhost,acme.internal";
  expect(started(undefined, { ...own, NO_PROXY: "corp" }).variables).toMatchObject({ NO_PROXY: list, no_proxy: list });
  expect(started("no_proxy=corp", own).variables).toMatchObject({ NO_PROXY: list, no_proxy: list });
});
