import type { Finding } from "../../deployment/finding";
import type { Deployment } from "../../deployment/schema";
import type { Release } from "../releases/release";
import type { Role } from "../workloads/service";
import { optionNumber } from "./option-value";
import { DEFAULT_PARALLELISM } from "./parallelism";
import { pools } from "./pools";
import { showMemory } from "./units";

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

/** Memory in the file that is less than the role needs: its processes would be killed again and again. */
export function sizes(deployment: Deployment, release: Release): readonly Finding[] {
  const { webserver, scheduler, dagProcessor, triggerer, flower, airflow } = deployment;
  const parallelism = optionNumber(deployment, "core.parallelism", DEFAULT_PARALLELISM);
  const local = airflow.executor === "LocalExecutor" ? parallelism : 0;
  return [
    ...tooSmall(["webserver"], webserver.memory, leastMemory(release, "webserver")),
    ...tooSmall(["scheduler"], scheduler.memory, leastMemory(release, "scheduler", local), tasks(local)),
    ...tooSmall(["dagProcessor"], dagProcessor.memory, leastMemory(release, "dag-processor")),
    ...tooSmall(["triggerer"], triggerer.memory, leastMemory(release, "triggerer")),
    ...tooSmall(["flower"], flower === false ? undefined : flower.memory, leastMemory(release, "flower")),
    ...pools(deployment).flatMap(([name, { memory, concurrency }]) =>
      tooSmall(["workers", name], memory, leastMemory(release, "worker", concurrency), tasks(concurrency)),
    ),
  ];
}

const tasks = (count: number): string => (count === 0 ? "" : ` to run ${count} task${count === 1 ? "" : "s"} at once`);

function tooSmall(path: readonly string[], got: number | undefined, least: number, what = ""): readonly Finding[] {
  if (got === undefined || got >= least) return [];
  const fewer =
    path[0] === "workers"
      ? ", or a lower concurrency"
      : path[0] === "scheduler" && what !== ""
        ? ", or a lower airflow.options.core.parallelism"
        : "";
  const message = `got ${showMemory(got)}; Airflow needs at least ${showMemory(least)} here${what}. Write memory: ${showMemory(least)} or more${fewer}`;
  return [{ path: [...path, "memory"], message }];
}
