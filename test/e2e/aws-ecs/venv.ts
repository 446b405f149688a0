import { existsSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { run } from "../../../commands/run";
import { release, take } from "../lock";
import { until } from "../wait";

/** The fake AWS. Its gaps are filled for exactly this version. */
export const MOTO = "moto[server]==5.2.5";
/** Rules for Terraform; they change with every version, and so would the list of exceptions. */
export const CHECKOV = "checkov==3.3.30";

/** Of all packages, from a server that is slow. */
const INSTALL_SECONDS = 900;

/** pip's own words for a server that is slow. */
const PATIENT = ["--retries", "10", "--timeout", "60"];

/**
 * The Python of an environment with one package of PyPI in it. It is made once and kept in the machine's folder for
 * temporary files: half a minute for the next run. Undefined: it cannot be made, and `why` says the reason.
 */
export async function venv(requirement: string): Promise<{ python: string } | { why: string }> {
  const folder = join(tmpdir(), `airflow-cdktf-e2e-${userInfo().uid}-${requirement.replaceAll(/[^a-z0-9.]+/g, "-")}`);
  const [python, done] = [join(folder, "bin", "python"), join(folder, "done")];
  if (existsSync(done)) return { python };
  // Runs beside each other want the same one.
  await until("another run to have its packages", INSTALL_SECONDS, async () => take("packages") === undefined);
  try {
    return existsSync(done) ? { python } : await installed(requirement, folder, python, done);
  } finally {
    release("packages");
  }
}

async function installed(
  requirement: string,
  folder: string,
  python: string,
  done: string,
): Promise<{ python: string } | { why: string }> {
  rmSync(folder, { recursive: true, force: true });
  const made = await run("python3", ["-m", "venv", folder]);
  if (made.code !== 0) return { why: `python3 -m venv failed (${(made.stderr || made.stdout).trim()})` };
  const added = await run(python, ["-m", "pip", "install", "--quiet", ...PATIENT, requirement]);
  if (added.code !== 0)
    return { why: `${requirement} cannot be installed from PyPI (${added.stderr.trim().split("\n").at(-1)})` };
  await run("touch", [done]);
  return { python };
}
