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

/** What is asked of a process of Airflow, how often, and what follows. */
export const healthWords = ({ asks, every, failures }: Service["health"], asked = every): string =>
  `Asked every ${durationWords(asked)} whether ${asks}; after ${failures} failures in a row it is ended and started anew`;
