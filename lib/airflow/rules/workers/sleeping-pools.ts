import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { QUEUED_TIMEOUT } from "../../derived/drain";
import { optionNumber, pathOfName } from "../../derived/option-value";

/**
 * Pools that may have no worker: their first task waits.
 * @param seconds until such a pool runs its first task
 * @param what starts then, as the target calls it: worker, machine
 */
export function sleepingPools(deployment: Deployment, seconds: number, what: string): readonly Finding[] {
  const asleep = Object.entries(deployment.workers).filter(
    ([, { replicas }]) => replicas.min === 0 && replicas.max > 0,
  );
  const [first] = asleep;
  if (first === undefined) return [];
  const given = optionNumber(deployment, QUEUED_TIMEOUT, Number.POSITIVE_INFINITY);
  const tooShort: readonly Finding[] =
    given > seconds
      ? []
      : [
          {
            path: pathOfName(QUEUED_TIMEOUT),
            message:
              `${given} s is not above ${seconds} s, in which pool "${first[0]}" starts its first ${what}: ` +
              `Airflow would give the task up before. Write more, or replicas: { min: 1, max: ${first[1].replicas.max} }`,
          },
        ];
  return [
    ...tooShort,
    ...asleep.map(
      ([name]): Finding => ({
        path: ["workers", name, "replicas"],
        kind: "notice",
        message: `with min: 0 the first task waits about ${Math.ceil(seconds / 60)} minutes for a ${what}, longer with a large image; min: 1 keeps one ready`,
      }),
    ),
  ];
}
