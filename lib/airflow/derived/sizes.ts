import type { Release } from "../releases/release";
import type { Role } from "../workloads/roles";

/**
 * MiB that a process of a role needs before it does anything useful, and of a worker with every slot running a task
 * that does nothing. Read from the containers' memory under 30 sleeping tasks, rounded up.
 * 3.3.2: worker idle 229 at concurrency 1, 270 at 4, 443 at 16, busy 1198 at 16; webserver 293, triggerer 192, DAG
 * processor 184, scheduler 154, Flower 156; scheduler with 30 tasks of LocalExecutor 1674.
 * 2.11.2: worker idle 265 at 1, 493 at 4, 1416 at 16, busy 2579 at 16; webserver 547, triggerer 180, DAG processor 136,
 * scheduler 146, Flower 154; scheduler with 30 tasks of LocalExecutor 2277.
 */
export function leastMemory(release: Release, role: Role, slots = 0): number {
  const { memory } = release;
  const least: Readonly<Record<Role, number>> = {
    webserver: memory.webserver,
    scheduler: memory.scheduler + slots * memory.localSlot,
    "dag-processor": memory.dagProcessor,
    triggerer: memory.triggerer,
    flower: memory.flower,
    worker: memory.worker + slots * memory.slot,
  };
  return least[role];
}
