import { type PoolAnswer, UNWRITTEN } from "../../lib/new/answers";

export const POOL_FORM = "NAME=QUEUE[,QUEUE...][:WORKERSxTASKS]";

/** `gpu=gpu,training:2x8`: two workers, each with eight tasks at once. Undefined: not of that form. */
export function poolFlag(value: string): PoolAnswer | undefined {
  const [, name, queues, replicas, concurrency] = /^([^=:]*)=((?:(?!:\d)[^=])*)(?::(\d+)x(\d+))?$/.exec(value) ?? [];
  if (name === undefined || queues === undefined) return undefined;
  return {
    name,
    queues: list(queues),
    replicas: replicas ?? UNWRITTEN.replicas,
    concurrency: concurrency ?? UNWRITTEN.concurrency,
  };
}

/** `gpu, training` as names; an empty one stays, so that the reader refuses it. */
export const list = (names: string): string[] => names.split(",").map((name) => name.trim());
