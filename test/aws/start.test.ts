import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const script = readFileSync(join(__dirname, "../../lib/aws/start.sh"), "utf8").replace(
  "/usr/bin/dumb-init -- /entrypoint",
  "/usr/bin/env",
);

/** What a process gets that start.sh starts. */
function started(lines: string | undefined, more: Readonly<Record<string, string>> = {}) {
  const env = { ...more, ...(lines === undefined ? {} : { AIRFLOW_CDKTF_ENV_FILE: lines }) };
  const { stdout, stderr } = spawnSync("/bin/bash", ["--norc", "-c", script, "start.sh", "printenv", "-0"], {
    encoding: "utf8",
    env,
  });
  const variables = stdout.split("\0").flatMap((line) => (line === "" ? [] : [line]));
  return {
    stderr,
    variables: Object.fromEntries(
      variables.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    ),
  };
}

test("lines become variables by the grammar that Docker's start.sh has", () => {
  const lines = ["# remark", "", "export A=1", 'B="two words"', "C='$HOME `id`'", "D=a=b", "E=", "F=last"];
  const { variables, stderr } = started(lines.join("\n"));
  expect(stderr).toBe("");
  expect(variables).toMatchObject({ A: "1", B: "two words", C: "$HOME `id`", D: "a=b", E: "", F: "last" });
});

test("what is no line of that kind is passed over without a word of it", () => {
  const { variables, stderr } = started("no line\nBAD-NAME=hidden\nA=1\n");
  expect(stderr).toBe("envFile: not a KEY=VALUE line, passed over\n".repeat(2));
  expect(variables).toMatchObject({ A: "1" });
});

test("the file as a whole does not go on to the process", () => {
  expect(started("A=1").variables).not.toHaveProperty("AIRFLOW_CDKTF_ENV_FILE");
});

test("variables whose names a shell cannot read go on: connections have such names", () => {
  const odd = { "AIRFLOW_CONN_WARE-HOUSE.1": "x", "AIRFLOW_VAR_Ü KEY": "y" };
  expect(started("A=1", odd).variables).toMatchObject(odd);
});

test("without a file it only starts the process", () => {
  expect(started(undefined, { A: "0" })).toMatchObject({ stderr: "", variables: { A: "0" } });
});

test("lines add folders behind ours, and change nothing of ours", () => {
  const { variables, stderr } = started("PYTHONPATH=/mine\nAIRFLOW_CDKTF_CALLERS=0.0.0.0/0\n", { PYTHONPATH: "/ours" });
  expect(variables["PYTHONPATH"]).toBe("/ours:/mine");
  expect(variables).not.toHaveProperty("AIRFLOW_CDKTF_CALLERS");
  expect(stderr).toBe("envFile: AIRFLOW_CDKTF_CALLERS is used by this program, passed over\n");
});
