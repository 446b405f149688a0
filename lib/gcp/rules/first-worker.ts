import { optionNumber } from "../../airflow/rules/option-value";
import type { Finding } from "../../deployment/finding";
import type { GcpReading } from "../reading";

/**
 * Seconds until a pool without workers runs its first task: counted every 30 s, an autoscaler that looks once a minute,
 * a minute for the machine and two for image and Airflow. A large image takes longer.
 */
export const FIRST_WORKER_SECONDS = 30 + 60 + 60 + 120;

const MINUTES = Math.ceil(FIRST_WORKER_SECONDS / 60);

/** Pools that may have no worker: their first task waits. */
export function firstWorker({ deployment }: GcpReading): readonly Finding[] {
  const asleep = Object.entries(deployment.workers).filter(
    ([, { replicas }]) => replicas.min === 0 && replicas.max > 0,
  );
  const [first] = asleep;
  if (first === undefined) return [];
  const given = optionNumber(deployment, "scheduler.task_queued_timeout", Number.POSITIVE_INFINITY);
  const tooShort: readonly Finding[] =
    given > FIRST_WORKER_SECONDS
      ? []
      : [
          {
            path: ["airflow", "options", "scheduler", "task_queued_timeout"],
            message:
              `${given} s is not above ${FIRST_WORKER_SECONDS} s, in which pool "${first[0]}" starts its first machine: ` +
              `Airflow would give the task up before. Write more, or replicas: { min: 1, max: ${first[1].replicas.max} }`,
          },
        ];
  return [
    ...tooShort,
    ...asleep.map(
      ([name]): Finding => ({
        path: ["workers", name, "replicas"],
        kind: "notice",
        message: `with min: 0 the first task waits about ${MINUTES} minutes for a machine, longer with a large image; min: 1 keeps one ready`,
      }),
    ),
  ];
}
