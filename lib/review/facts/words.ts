import { durationWords, showMemory } from "../../airflow/derived/units";
import type { Service, Size } from "../../airflow/workloads/service";
import { ANYWHERE } from "../../deployment/usual";
import type { Range } from "../model";

/** `2 cores, 4GiB`, or that nothing limits it. */
export function sizeWords({ cpu, memoryMiB }: Size): string {
  const cores = cpu === undefined ? [] : [`${cpu} ${cpu === 1 ? "core" : "cores"}`];
  const memory = memoryMiB === undefined ? [] : [showMemory(memoryMiB)];
  const written = [...cores, ...memory];
  return written.length === 0 ? "no limit" : written.join(", ");
}

/** `3`, or `2 to 10`. */
export const rangeWords = ({ min, max }: Range): string => (min === max ? String(min) : `${min} to ${max}`);

/** Ranges of addresses, in words. */
export const fromWords = (ranges: readonly string[]): string =>
  ranges.map((range) => (range === ANYWHERE ? "every address" : range)).join(", ");

/** What people notice when a process of Airflow stops; what Airflow does was seen on 2.11.2 and 3.3.2. */
export function stopWords(service: Service): string {
  const alone = service.replicas.max < 2;
  const takesOver = "another one takes over";
  switch (service.role) {
    case "webserver":
      return alone ? "The UI is away until it is back; running tasks ask again until then" : "Another one answers";
    case "scheduler":
      if (service.runsTasks) return `It starts no task, and waits for those inside it, ${longest(service)}`;
      return alone
        ? "No task is started until it is back; running ones go on"
        : `Running tasks go on, and ${takesOver}`;
    case "dag-processor":
      return "Changes of the DAGs are not seen until it is back; known ones go on";
    case "triggerer":
      return alone ? "Deferred tasks wait until it is back" : `Deferred tasks wait until ${takesOver}`;
    case "flower":
      return "Only its page is away";
    case "worker":
      return `It takes no new task and finishes those that run, ${longest(service)}`;
  }
}

const longest = ({ drain }: Service): string =>
  `at most ${durationWords(drain.seconds)}; what runs longer is killed, and retried if its DAG says so`;

/** What is asked of a process of Airflow, how often, and what follows. */
export const healthWords = ({ asks, every, failures }: Service["health"], asked = every): string =>
  `Asked every ${durationWords(asked)} whether ${asks}; after ${failures} failures in a row it is ended and started anew`;
