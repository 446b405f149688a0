import { factsOf, type Role } from "../../airflow/workloads/roles";
import type { Size } from "../../airflow/workloads/service";

/** What a task of Fargate has, in the units of its task definition. */
export interface FargateSize {
  /** 1024 are one core. */
  readonly cpu: number;
  readonly memoryMiB: number;
}

/** Units of a core. */
export const CORE = 1024;
const GIB = 1024;

const steps = (from: number, to: number, step = 1): readonly number[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => (from + index * step) * GIB);

/**
 * MiB that go with each number of units, for Linux on x86 and ARM. Source: Amazon ECS, "Amazon ECS task definition
 * parameters for Fargate", task size.
 */
export const OFFERS: readonly (readonly [cpu: number, memory: readonly number[]])[] = [
  [256, [512, GIB, 2 * GIB]],
  [512, steps(1, 4)],
  [1 * CORE, steps(2, 8)],
  [2 * CORE, steps(4, 16)],
  [4 * CORE, steps(8, 30)],
  [8 * CORE, steps(16, 60, 4)],
  [16 * CORE, steps(32, 120, 8)],
];

const PAIRS: readonly FargateSize[] = OFFERS.flatMap(([cpu, memory]) =>
  memory.map((memoryMiB) => ({ cpu, memoryMiB })),
);

/**
 * Room over what a role needs at least. That figure was read with empty DAGs; real ones import their libraries. Above
 * the limit the kernel kills the process, so a worker, which runs the tasks' own code, has twice of it.
 */
const room = (role: Role): number => (role === "worker" ? 2 : 1.5);

/** MiB of the container that counts tasks for scaling, beside the scheduler: Python with a database client and boto3. */
const METRICS_MIB = 128;

/**
 * Units of a role where the file writes none. A quarter of a core takes a minute to import Airflow, which is bearable
 * for those that wait for others; a webserver answers workers, and parsing DAGs and scheduling are work.
 */
const unitsOf = (role: Role): number => (factsOf(role).busy ? 512 : 256);

const MOST_UNITS = 16 * CORE;

/** A core for 16 tasks, Airflow's own concurrency: most tasks wait for a server somewhere. */
const UNITS_PER_SLOT = CORE / 16;

/**
 * What Fargate gives a process: exactly what is written, and the least that fits for what is not.
 * @param leastMemoryMiB what the role needs, see lib/airflow/derived/sizes.ts
 * @param slots tasks at once, of a worker
 * @returns undefined where Fargate has no such pair
 */
export function fargateSize(role: Role, leastMemoryMiB: number, written: Size, slots = 0): FargateSize | undefined {
  const least = leastMemoryMiB + (role === "scheduler" ? METRICS_MIB : 0);
  const units = written.cpu === undefined ? undefined : written.cpu * CORE;
  const { memoryMiB } = written;
  const offered = PAIRS.filter(
    (pair) =>
      (units === undefined || pair.cpu === units) &&
      (memoryMiB === undefined ? pair.memoryMiB >= least : pair.memoryMiB === memoryMiB),
  );
  const wantedUnits = units ?? Math.min(MOST_UNITS, Math.max(unitsOf(role), slots * UNITS_PER_SLOT));
  const wantedMemory = memoryMiB ?? least * room(role);
  // Where one is written, the other cannot always have its room: then it gets the most that goes with it.
  return offered.find((pair) => pair.cpu >= wantedUnits && pair.memoryMiB >= wantedMemory) ?? offered.at(-1);
}
