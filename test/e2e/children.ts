import { spawnSync } from "node:child_process";

/**
 * Kills every program that this run has started and that still goes on: a deployment under way would make containers
 * after they were removed. Its state is of no use any more.
 */
export function killChildren(): number {
  const { stdout, pid: own } = spawnSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const parents = new Map<number, number>();
  for (const line of stdout.split("\n")) {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    if (pid !== own) parents.set(pid, parent);
  }
  const ours = [...parents.keys()].filter((pid) => descends(pid, parents));
  for (const pid of ours) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
  return ours.length;
}

function descends(pid: number, parents: ReadonlyMap<number, number>): boolean {
  for (let parent = parents.get(pid) ?? 0; parent > 1; parent = parents.get(parent) ?? 0)
    if (parent === process.pid) return true;
  return false;
}
