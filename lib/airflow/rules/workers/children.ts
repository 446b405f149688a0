import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { pools } from "../../derived/pools";
import { showMemory } from "../../derived/units";
import type { Release } from "../../releases/release";

/** Limits of the processes in which workers run tasks, one for each slot. */
export const children = (deployment: Deployment, release: Release): readonly Finding[] =>
  pools(deployment).flatMap(([name, { maxMemoryPerChild: limit, memory, concurrency }]) => {
    if (limit === undefined) return [];
    const say = (message: string): readonly Finding[] => [{ path: ["workers", name, "maxMemoryPerChild"], message }];
    const least = release.memory.child;
    if (limit < least)
      return say(
        `got ${showMemory(limit)}; a process that has run no task has about ${showMemory(least)}, so that each would be replaced after every task. Write ${showMemory(least)} or more, or maxTasksPerChild: 1`,
      );
    if (memory === undefined || limit * concurrency <= memory) return [];
    return say(
      `${concurrency} processes of ${showMemory(limit)} are ${showMemory(limit * concurrency)}, and a worker of the pool has ${showMemory(memory)}: it would be killed before one of them is replaced. Write a lower limit, memory: ${showMemory(limit * concurrency)}, or a lower concurrency`,
    );
  });
