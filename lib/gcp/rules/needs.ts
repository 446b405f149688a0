import { releaseOf } from "../../airflow/releases/version";
import type { Role } from "../../airflow/workloads/roles";
import type { Deployment } from "../../deployment/schema/schema";
import type { Path } from "../../deployment/words/finding";
import type { GcpReading } from "../settings/settings";

/** What something that runs on a machine needs. */
export interface Need {
  readonly what: string;
  readonly memoryMiB: number;
  /** Cores that the file gives it. */
  readonly cpu?: number | undefined;
  /** Its section of the file. */
  readonly path?: Path;
}

type Least = (role: Role, slots?: number) => number;

/** MiB of Container-Optimized OS with Docker, its agents and ours, and what the kernel keeps; an estimate. */
export const SYSTEM = 512;
/**
 * MiB of servers of our own. Postgres 17 and Redis 8 idle at 61 and 5, and need room for connections and queues;
 * mysql:9 idles at 533, with its own default of a 128 MiB buffer pool.
 */
const DATABASE = { postgres: 256, mysql: 768 } as const;
const BROKER = 128;
/** MiB of a process that is started for a while: dump, cleaning, a command by hand. It loads Airflow. */
const PASSING = 256;
/** MiB of the process that counts tasks for the autoscaler: Python with a database client. */
const METRICS = 128;
/** MiB of git-sync. */
const GIT_SYNC = 64;

/** What runs on the master. */
export function onMaster({ deployment }: GcpReading, least: Least): readonly Need[] {
  const { webserver, scheduler, dagProcessor, triggerer, flower, metadataDatabase, broker, workers } = deployment;
  const scaled = Object.values(workers).some(({ replicas: { min, max } }) => min < max);
  const ownDatabase = metadataDatabase.host === undefined && deployment.cloudSql === false;
  const ownBroker = broker.host === undefined && deployment.memorystore === false;
  return [
    role("webserver", "webserver", webserver, least("webserver")),
    role("scheduler", "scheduler", scheduler, least("scheduler")),
    role("dagProcessor", "dagProcessor", dagProcessor, least("dag-processor")),
    ...(triggerer.replicas.max === 0 ? [] : [role("triggerer", "triggerer", triggerer, least("triggerer"))]),
    ...(flower === false ? [] : [role("flower", "flower", flower, least("flower"))]),
    ...(ownDatabase ? [{ what: "metadataDatabase", memoryMiB: DATABASE[metadataDatabase.engine] }] : []),
    ...(ownBroker ? [{ what: "broker", memoryMiB: BROKER }] : []),
    ...(scaled ? [{ what: "counting tasks", memoryMiB: METRICS }] : []),
    ...synced(deployment),
    { what: "dump and cleaning", memoryMiB: PASSING },
  ];
}

/** What runs on each machine of a pool. */
export function onWorker(name: string, pool: Deployment["workers"][string], least: Least): readonly Need[] {
  const { concurrency } = pool;
  const tasks = `a worker with ${concurrency} task${concurrency === 1 ? "" : "s"} at once`;
  return [{ ...role(tasks, name, pool, least("worker", concurrency)), path: ["workers", name] }];
}

interface Written {
  readonly cpu?: number | undefined;
  readonly memory?: number | undefined;
}

const role = (what: string, key: string, { cpu, memory }: Written, least: number): Need => ({
  what,
  // Written memory is the most that the process may use; less than it needs is refused elsewhere.
  memoryMiB: Math.max(memory ?? 0, least),
  cpu,
  path: [key],
});

const synced = ({ airflow }: Deployment): readonly Need[] =>
  airflow.dags.git !== undefined && releaseOf(airflow.version)?.dagsFromGit === "git-sync"
    ? [{ what: "git-sync", memoryMiB: GIT_SYNC }]
    : [];
