import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { starter } from "../../lib/airflow/files";

/** What a process gets that start.sh starts with these files below /run/secrets. */
function started(files: Readonly<Record<string, string>>, shell: string): Readonly<Record<string, string>> {
  const root = mkdtempSync(join(tmpdir(), "start-"));
  mkdirSync(join(root, "environment"));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  const script = readFileSync(starter().source, "utf8")
    .replaceAll("/run/secrets", root)
    .replaceAll("/tmp/.healthy", join(root, "healthy"))
    .replaceAll('"/usr/bin/dumb-init", ["dumb-init", "--", "/entrypoint"]', '"/usr/bin/env", ["env"]')
    .replace("exec python ", "exec python3 ")
    .replace("/usr/bin/dumb-init -- /entrypoint", "/usr/bin/env");
  const { stdout } = spawnSync(shell, ["-c", script, "start.sh", "printenv", "-0"], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
  });
  rmSync(root, { recursive: true, force: true });
  return Object.fromEntries(
    stdout.split("\0").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

const hasPython = spawnSync("python3", ["--version"]).error === undefined;

test.each(["/bin/sh", "/bin/bash"])("files become variables, by %s", (shell) => {
  expect(started({ "environment/TOKEN": "to ken$X'\"\nsecond", "env-file": "A='$HOME'\n" }, shell)).toMatchObject({
    TOKEN: "to ken$X'\"\nsecond",
    A: "$HOME",
  });
});

test.each(["/bin/sh", "/bin/bash"])("names that no shell sets come from one file of JSON, by %s", (shell) => {
  if (!hasPython) return console.warn("This did not run: python3 does not start.");
  const variables = { "AIRFLOW_CONN_A-B": "http://u:p@h", "AIRFLOW_VAR_GRÖSSE X": "ü\n1" };
  const files = { "environment/TOKEN": "t", "variables.json": JSON.stringify(variables) };
  expect(started(files, shell)).toMatchObject({ ...variables, TOKEN: "t" });
});

test.each(["/bin/sh", "/bin/bash"])("envFile adds folders behind ours, and changes nothing of ours, by %s", (shell) => {
  const files = {
    "environment/PYTHONPATH": "/opt/airflow-cdktf:/opt/airflow-cdktf/webserver",
    "env-file": "PYTHONPATH=/mine\nAIRFLOW_CDKTF_CALLERS=0.0.0.0/0\nA=1\n",
  };
  const found = started(files, shell);
  expect(found).toMatchObject({ A: "1", PYTHONPATH: "/opt/airflow-cdktf:/opt/airflow-cdktf/webserver:/mine" });
  expect(found).not.toHaveProperty("AIRFLOW_CDKTF_CALLERS");
});
