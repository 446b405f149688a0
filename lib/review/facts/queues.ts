import { defaultQueue } from "../../airflow/derived/pools";
import { showMemory } from "../../airflow/derived/units";
import type { Statement } from "../../airflow/words/built";
import type { Service } from "../../airflow/workloads/service";
import type { WorkerPoolPart } from "../../deployment/schema/processes";
import type { Pool, Queue, Range } from "../model";
import { at, type Subject } from "./subject";
import { sizeWords } from "./words";

/** Pools in the order of the file. LocalExecutor has none. */
export function poolsOf(subject: Subject): Pool[] {
  return subject.airflow.services.flatMap((service) => {
    const part = service.pool === undefined ? undefined : subject.deployment.workers[service.pool];
    if (service.pool === undefined || part === undefined) return [];
    return [
      {
        name: service.pool,
        queues: part.queues,
        concurrency: part.concurrency,
        replicas: part.replicas,
        slots: times(part.replicas, part.concurrency),
        size: sizeWords(sizeOf(subject, service)),
        drainSeconds: service.drain.seconds,
        settings: [...children(service.pool, part), ...(subject.built.pools[service.pool] ?? [])].map(
          ({ name, value, path }) => ({
            name,
            value,
            ...(path === undefined ? {} : { at: at(subject, path) }),
          }),
        ),
        at: at(subject, ["workers", service.pool]),
      },
    ];
  });
}

/** When a process that runs tasks is replaced, where the file says so. */
const children = (pool: string, { maxTasksPerChild, maxMemoryPerChild }: WorkerPoolPart): Statement[] => [
  ...(maxTasksPerChild === undefined
    ? []
    : [{ name: "Tasks per child", value: String(maxTasksPerChild), path: ["workers", pool, "maxTasksPerChild"] }]),
  ...(maxMemoryPerChild === undefined
    ? []
    : [
        {
          name: "Memory per child",
          value: showMemory(maxMemoryPerChild),
          path: ["workers", pool, "maxMemoryPerChild"],
        },
      ]),
];

const sizeOf = ({ built }: Subject, { name, size }: Service) =>
  built.placed.find(({ service }) => service === name)?.size ?? size;

/** Every queue that some pool consumes, in the order of the file. */
export function queuesOf(subject: Subject, pools: readonly Pool[]): Queue[] {
  const first = defaultQueue(subject.deployment);
  return [...new Set(pools.flatMap(({ queues }) => queues))].map((name) => {
    const consumers = pools.filter(({ queues }) => queues.includes(name));
    const [pool] = consumers;
    const path = ["workers", pool?.name ?? "", "queues", pool?.queues.indexOf(name) ?? 0];
    return {
      name,
      default: name === first,
      pools: consumers.map((consumer) => consumer.name),
      slots: consumers.map(({ slots }) => slots).reduce(sum),
      at: at(subject, path),
    };
  });
}

const times = ({ min, max }: Range, factor: number): Range => ({ min: min * factor, max: max * factor });
const sum = (a: Range, b: Range): Range => ({ min: a.min + b.min, max: a.max + b.max });
