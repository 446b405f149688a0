import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeOf } from "../../lib/deployment/disk/fault";

/** What can be run end to end. Each has labels, names, ports, networks and folders of its own: they run side by side. */
export const RUN_NAMES = ["docker", "aws-ecs", "gcp-vms"] as const;
export type RunName = (typeof RUN_NAMES)[number];

/** What one process at a time has on this machine: a run, the quiet in which figures are taken, Python's packages. */
type Held = RunName | "quiet" | "packages";

const fileOf = (what: Held, folder: string): string => join(folder, `airflow-cdktf-e2e-${what}.lock`);

/**
 * Two runs of one name would remove each other's containers.
 * @param folder of the locks
 * @returns the id of the process that has it; undefined: now this one does
 */
export function take(what: Held, folder: string = tmpdir()): number | undefined {
  const file = fileOf(what, folder);
  // Linked when it is whole: nobody reads a lock without a number.
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (;;) {
      try {
        linkSync(mine, file);
        return undefined;
      } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
        const owner = holder(what, folder);
        if (owner !== undefined) return owner;
        // Of a run that was killed.
        rmSync(file, { force: true });
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Gives back what this process took. */
export function release(what: Held, folder: string = tmpdir()): void {
  if (written(what, folder) === process.pid) rmSync(fileOf(what, folder), { force: true });
}

/** The process that has it and still goes on. */
export function holder(what: Held, folder: string = tmpdir()): number | undefined {
  const owner = written(what, folder);
  return owner !== undefined && alive(owner) ? owner : undefined;
}

/** The other runs that are under way. */
export const beside = (name: RunName, folder: string = tmpdir()): RunName[] =>
  RUN_NAMES.filter((other) => other !== name && holder(other, folder) !== undefined);

function written(what: Held, folder: string): number | undefined {
  try {
    return Number(readFileSync(fileOf(what, folder), "utf8"));
  } catch {
    return undefined;
  }
}

/** Another process may have got the number of a run that was killed. */
function alive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("e2e/run.ts");
  } catch {
    return false;
  }
}
