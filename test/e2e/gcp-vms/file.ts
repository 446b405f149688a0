import { GIT_HOST } from "./google/google";
import { MASTER_ADDRESS, PROJECT, STATE_BUCKET, ZONE } from "./scene";

/** A secret that a person made before the deployment: the address of the DAG's own database. */
export const GIVEN_SECRET = "airflow-mysql-test";
/** A database on the master's server beside Airflow's, as in the seed. */
export const CRAWL = "crawl";

export interface PoolFile {
  readonly queues: readonly string[];
  readonly concurrency?: number;
  readonly replicas?: number | { readonly min: number; readonly max: number };
  readonly environment?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

export interface StackFile {
  readonly target: "gcp-vms";
  readonly airflow: Readonly<Record<string, unknown>>;
  readonly workers: Readonly<Record<string, PoolFile>>;
  readonly [key: string]: unknown;
}

/** The seed's three machines: MySQL and Redis on the master, two pools of one worker each. */
export const full = (image: string): StackFile => ({
  target: "gcp-vms",
  project: PROJECT,
  zone: ZONE,
  state: { bucket: STATE_BUCKET },
  airflow: {
    version: "3.3.2",
    image,
    timezone: "Asia/Seoul",
    maxTaskDuration: "30m",
    dags: { git: `https://${GIT_HOST}/acme/dags.git`, ref: "main", every: "30s" },
    connections: { mysql_test: { secret: GIVEN_SECRET } },
  },
  webserver: { port: 8988 },
  flower: { port: 15555 },
  metadataDatabase: { engine: "mysql", image: "mysql:9" },
  databases: [CRAWL],
  master: { machine: "e2-standard-4", address: MASTER_ADDRESS },
  // As somebody writes who means to destroy it.
  protect: false,
  workers: {
    worker1: { queues: ["q_name1", "default"], concurrency: 4 },
    worker2: { queues: ["q_name2"], concurrency: 2, replicas: { min: 1, max: 2 }, scaling: { idle: "60s" } },
  },
});

/** As people keep it: nothing is destroyed by accident. */
export const forProduction = ({ protect: _, ...file }: StackFile): StackFile => file as StackFile;

export const withAirflow = (file: StackFile, part: Readonly<Record<string, unknown>>): StackFile => ({
  ...file,
  airflow: { ...file.airflow, ...part },
});

/** The same file with other keys of one pool. */
export const withPool = (file: StackFile, pool: string, part: Partial<PoolFile>): StackFile => {
  const before = file.workers[pool];
  if (before === undefined) throw new Error(`the file has no pool ${pool}`);
  return { ...file, workers: { ...file.workers, [pool]: { ...before, ...part } } };
};
