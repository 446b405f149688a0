import { quoted } from "../words/echo";
import type { Finding, Path } from "../words/finding";
import { dotted } from "../words/problem";
import { shortQueueName, takenQueue } from "./queue-name";
import type { Deployment } from "./schema";

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

interface Named {
  readonly queue: string;
  readonly path: Path;
}

function checkQueues(deployment: Deployment): Finding[] {
  const first = new Map<string, Named>();
  return Object.entries(deployment.workers).flatMap(([pool, { queues }]) =>
    queues.flatMap((queue, index): Finding[] => {
      const path = ["workers", pool, "queues", index];
      const taken = takenQueue(queue);
      if (taken !== undefined)
        return [{ path, message: `${quoted(queue)} is no name for a queue: ${taken}; choose another one` }];
      if (queues.indexOf(queue) < index)
        return [{ path, message: `queue ${quoted(queue)} is written twice in this pool` }];
      const short = shortQueueName(queue);
      const other = first.get(short) ?? { queue, path };
      first.set(short, other);
      return other.queue === queue ? [] : [{ path, message: equal(other, queue) }];
    }),
  );
}

const equal = (other: Named, queue: string): string =>
  `queue ${quoted(queue)} and ${quoted(other.queue)} of ${dotted(other.path)} are equal where names are short ('_', '.' and '-' count as one); write one of them everywhere, or choose another name`;
