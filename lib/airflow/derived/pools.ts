import type { Deployment, WorkerPools } from "../../deployment/schema/schema";
import { optionText } from "./option-value";

export type Pool = WorkerPools[string];
export type NamedPool = readonly [name: string, pool: Pool];

export const pools = (deployment: Deployment): readonly NamedPool[] => Object.entries(deployment.workers);

/** Pools that may have a worker at some time; `replicas: 0` has none. */
export const staffed = (deployment: Deployment): readonly NamedPool[] =>
  pools(deployment).filter(([, pool]) => pool.replicas.max > 0);

/** Tasks that all workers of all pools run at once, when every pool has its full number. */
export const slots = (deployment: Deployment): number =>
  pools(deployment).reduce((sum, [, pool]) => sum + pool.replicas.max * pool.concurrency, 0);

/** Airflow's own [core] parallelism, for each scheduler. */
export const DEFAULT_PARALLELISM = 32;

/** Where tasks go that name no queue. Source: Airflow's [operators] default_queue. */
export const defaultQueue = (deployment: Deployment): string =>
  optionText(deployment, "operators.default_queue") ?? "default";
