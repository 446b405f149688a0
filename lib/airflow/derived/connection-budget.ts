import type { Deployment } from "../../deployment/schema/schema";
import type { Release } from "../releases/release";
import { optionNumber } from "./option-value";
import { DEFAULT_PARALLELISM, pools, slots } from "./pools";

export interface Share {
  /** As the file names it: `scheduler`, `workers.gpu`. */
  readonly who: string;
  readonly connections: number;
}

/** What a server of our own is started with. */
export const DEFAULT_MAX_CONNECTIONS = 100;

/** Kept free: Postgres keeps 3 for its superuser, MySQL adds its one to the limit; a migration or a person needs some. */
const RESERVED = { postgres: 3, mysql: 0 } as const;
const SPARE = 4;

/**
 * Connections to the metadata database when every role has its full number and every slot runs a task. Counted in
 * pg_stat_activity of Postgres 17 under 30 tasks: on 3.3.2 a worker holds one and one per slot, the webserver up to 11,
 * scheduler 2, DAG processor, triggerer and Flower 1 each; on 2.11.2 a worker up to 30 with 16 slots, the webserver one
 * per process, scheduler and DAG processor 2. LocalExecutor holds none per task on 3.3.2, one on 2.11.2. The 3.x
 * webserver counts with what SQLAlchemy's pool allows, because many tasks at once call it.
 */
export function connectionBudget(deployment: Deployment, release: Release): readonly Share[] {
  const { webserver, scheduler, triggerer, flower, airflow } = deployment;
  const each = release.connections;
  const size = optionNumber(deployment, "database.sql_alchemy_pool_size", 5);
  const overflow = optionNumber(deployment, "database.sql_alchemy_max_overflow", 10);
  // SQLAlchemy takes a size of 0 and an overflow of -1 for no limit: then every task may cost one.
  const pool = size < 1 || overflow < 0 ? slots(deployment) : size + overflow;
  const processes = optionNumber(deployment, release.options.webserverWorkers, release.webserverProcesses);
  const perProcess = each.webserverProcess === "pool" ? pool : each.webserverProcess;
  const local = optionNumber(deployment, "core.parallelism", DEFAULT_PARALLELISM) * each.localSlot;
  const inScheduler = airflow.executor === "LocalExecutor" ? local : 0;
  return [
    { who: "webserver", connections: webserver.replicas.max * processes * perProcess },
    { who: "scheduler", connections: scheduler.replicas.max * (each.scheduler + inScheduler) },
    { who: "dagProcessor", connections: each.dagProcessor },
    { who: "triggerer", connections: triggerer.replicas.max * each.triggerer },
    { who: "flower", connections: flower === false ? 0 : each.flower },
    ...pools(deployment).map(([name, { replicas, concurrency }]) => ({
      who: `workers.${name}`,
      connections: replicas.max * (each.worker + concurrency * each.slot),
    })),
  ].filter(({ connections }) => connections > 0);
}

/** The shares, their sum with what is kept free, and what the server accepts. */
export interface Budget {
  readonly shares: readonly Share[];
  readonly kept: number;
  readonly total: number;
  /** Undefined: an existing server whose limit the file does not name. */
  readonly limit: number | undefined;
}

export function budget(deployment: Deployment, release: Release): Budget {
  const { engine, host, maxConnections } = deployment.metadataDatabase;
  const kept = RESERVED[engine] + SPARE;
  const shares = connectionBudget(deployment, release);
  return {
    shares,
    kept,
    total: shares.reduce((total, { connections }) => total + connections, kept),
    limit: maxConnections ?? (host === undefined ? DEFAULT_MAX_CONNECTIONS : undefined),
  };
}
