import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { optionNumber } from "../../derived/option-value";
import { DEFAULT_PARALLELISM, pools } from "../../derived/pools";
import { leastMemory } from "../../derived/sizes";
import { showMemory } from "../../derived/units";
import type { Release } from "../../releases/release";

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
