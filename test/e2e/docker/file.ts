import { PROXY } from "./proxy";
import { FLOWER_PORT, PORT } from "./scene";

/** Written into the deployment as text of a secret file; it must never show. */
export const GIVEN_SECRET = "given-Secret/e2e:7f3a%41";

export interface PoolFile {
  readonly queues: readonly string[];
  readonly concurrency?: number;
  readonly replicas?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface StackFile {
  readonly target: "docker";
  readonly airflow: Readonly<Record<string, unknown>>;
  readonly webserver: { readonly port: number };
  readonly flower?: { readonly port: number };
  readonly workers: Readonly<Record<string, PoolFile>>;
}

/** The components of the official compose file: one pool, concurrency 16, no flower. */
export const sameAsCompose = (dags: string): StackFile => ({
  target: "docker",
  airflow: { version: "3.3.2", dags: { folder: dags } },
  webserver: { port: PORT },
  workers: { default: { queues: ["default", "training"] } },
});

/** Path of Flower. */
export const FLOWER_PREFIX = "/flower";

/** Three pools, flower below a path of its own, a given secret, and the module that freezes a consumer on request. */
export const full = (dags: string): StackFile => ({
  target: "docker",
  airflow: {
    version: "3.3.2",
    dags: { folder: dags },
    environment: { E2E_GIVEN: { secret: "e2e-given" }, HTTP_PROXY: PROXY, https_proxy: PROXY },
    variables: { e2e_given: { secret: "e2e-given" } },
    options: { celery: { flower_url_prefix: FLOWER_PREFIX } },
    files: { localSettings: "./e2e_settings.py" },
  },
  webserver: { port: PORT },
  flower: { port: FLOWER_PORT },
  workers: {
    default: { queues: ["default"], concurrency: 4 },
    training: { queues: ["training"], concurrency: 2 },
    reports: { queues: ["reports"], concurrency: 2 },
  },
});

/** The same file with other keys of one pool. */
export const withPool = (file: StackFile, pool: string, part: Partial<PoolFile>): StackFile => {
  const before = file.workers[pool];
  if (before === undefined) throw new Error(`the file has no pool ${pool}`);
  return { ...file, workers: { ...file.workers, [pool]: { ...before, ...part } } };
};

export const withAirflow = (file: StackFile, part: Readonly<Record<string, unknown>>): StackFile => ({
  ...file,
  airflow: { ...file.airflow, ...part },
});

/**
 * airflow_local_settings.py: while a trigger file exists, the worker's consumer asks for no messages, as in the fault
 * where a reconnected worker lists its queues and fetches nothing (apache/airflow 63580). A new process removes it.
 * The question that is under way (BRPOP, one second) still gets its answer: an answer left unread would hold a message
 * that Redis has given away, no queue would show it, and nobody could tell that this worker fails to fetch.
 */
export const FREEZE_TRIGGER = "/tmp/e2e-freeze";
export const FREEZE = `import os, sys

if sys.argv[1:3] == ["celery", "worker"]:
    from kombu.transport.redis import Channel

    TRIGGER = "${FREEZE_TRIGGER}"
    if os.path.exists(TRIGGER):
        os.remove(TRIGGER)
    ask = Channel._brpop_start
    Channel._brpop_start = lambda self, *given: None if os.path.exists(TRIGGER) else ask(self, *given)
`;
