import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FILE = join(tmpdir(), "airflow-cdktf-e2e.lock");

/** Two runs on one engine would remove each other's containers. The id of the process that runs; undefined: now we do. */
export function lockedBy(): number | undefined {
  for (;;) {
    try {
      writeFileSync(FILE, String(process.pid), { flag: "wx" });
      return undefined;
    } catch {
      const owner = Number(readFileSync(FILE, "utf8"));
      if (alive(owner)) return owner;
      // Of a run that was killed.
      rmSync(FILE, { force: true });
    }
  }
}

export const unlock = (): void => rmSync(FILE, { force: true });

/** Another process may have got the number of a run that was killed. */
function alive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("e2e/run.ts");
  } catch {
    return false;
  }
}
