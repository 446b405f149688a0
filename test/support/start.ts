import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const hasPython = spawnSync("python3", ["--version"]).error === undefined;

const PYTHON = join(__dirname, "../../programs/airflow/src");

/**
 * A start program and what it starts, as they run on this machine: secrets in a folder, and the command alone where a
 * container has the image's entrypoint.
 * @param script the text of a start.sh
 * @param root an own folder, which stands for /run/secrets
 */
export function inPlace(script: string, root: string): string {
  const program = readFileSync(join(PYTHON, "airflow_cdktf_start.py"), "utf8")
    .replaceAll("/run/secrets", root)
    .replace('["/usr/bin/dumb-init", "--", "/entrypoint"]', '["/usr/bin/env"]')
    .replace(
      "import sys\n",
      `import sys\n\nsys.dont_write_bytecode = True\nsys.path.insert(0, ${JSON.stringify(PYTHON)})\n`,
    );
  writeFileSync(join(root, "start.py"), program);
  return script
    .replaceAll("/run/secrets", root)
    .replaceAll("/dev/shm/.healthy", join(root, "healthy"))
    .replaceAll("/opt/airflow-cdktf/airflow_cdktf_start.py", join(root, "start.py"))
    .replace("exec python ", "exec python3 ")
    .replace("/usr/bin/dumb-init -- /entrypoint", "/usr/bin/env");
}

/** `printenv -0`, read. */
export const variablesOf = (printed: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    printed.split("\0").flatMap((line) => {
      const sign = line.indexOf("=");
      return sign === -1 ? [] : [[line.slice(0, sign), line.slice(sign + 1)]];
    }),
  );
