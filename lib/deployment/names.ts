import type { Finding } from "./finding";
import type { Deployment } from "./schema";

/** The form in which variable names, metrics and cloud resources tell queues apart. */
const normal = (queue: string) => queue.replace(/[_.-]+/g, "-");

/**
 * Names that the grammar allows one by one and that cannot live together.
 * A pool becomes `worker-NAME`, so it never takes the name of a role; but the first worker of pool `gpu` is
 * `worker-gpu-1`, which is also the name of pool `gpu-1`.
 */
export function checkNames(deployment: Deployment): Finding[] {
  return [...checkPools(Object.keys(deployment.workers)), ...checkQueues(deployment)];
}

function checkPools(pools: readonly string[]): Finding[] {
  return pools.flatMap((pool) => {
    const [, base, number] = /^(.+)-([0-9]+)$/.exec(pool) ?? [];
    if (base === undefined || !pools.includes(base)) return [];
    const message = `worker ${number} of pool "${base}" is named worker-${pool} as well; choose a name that is not "${base}-NUMBER"`;
    return [{ path: ["workers", pool], message }];
  });
}

function checkQueues(deployment: Deployment): Finding[] {
  const first = new Map<string, string>();
  return Object.entries(deployment.workers).flatMap(([pool, { queues }]) =>
    queues.flatMap((queue, index): Finding[] => {
      const path = ["workers", pool, "queues", index];
      if (queues.indexOf(queue) < index) return [{ path, message: `queue "${queue}" is written twice in this pool` }];
      const other = first.get(normal(queue)) ?? queue;
      first.set(normal(queue), other);
      if (other === queue) return [];
      const message = `queues "${other}" and "${queue}" are equal after normalisation ('_', '.' and '-' count as one); write one of them everywhere, or choose another name`;
      return [{ path, message }];
    }),
  );
}
