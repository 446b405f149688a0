import type { Deployment } from "../../deployment/schema/schema";
import type { Surroundings } from "../environment/environment";
import { PROGRAMS } from "../files/files";
import type { Service } from "./service";
import type { Description } from "./workload";

/** Seconds between two looks at the queues. */
const EVERY_SECONDS = 30;

/** Variables that it takes from the scheduler. */
const SECRET = ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "AIRFLOW__CELERY__BROKER_URL"];
const PLAIN = ["PGSSLROOTCERT", "PYTHONPATH"];

/** Counts what waits in the queues, for those who add workers. */
export const metrics = ({ database, broker }: Surroundings, scheduler: Service): Description => ({
  command: ["python", `${PROGRAMS}/airflow_cdktf_metrics.py`],
  plain: { ...only(scheduler.plain, PLAIN), CONNECTION_CHECK_MAX_COUNT: "0" },
  secret: only(scheduler.secret, SECRET),
  files: scheduler.files.filter(({ target }) => target.startsWith(`${PROGRAMS}/`)),
  calls: [
    { role: "metadata-database", port: Number(database.port), what: "SQL" },
    ...(broker === undefined ? [] : [{ role: "broker" as const, port: Number(broker.port), what: "task queues" }]),
  ],
  stops: "Pools do not grow until it is back",
  path: ["workers"],
});

/**
 * Tells it what to look at, see airflow_cdktf_metrics.py.
 * @param place where it publishes
 * @param more what the target knows of a pool
 */
export const measures = (
  place: object,
  workers: Deployment["workers"],
  more: (pool: string) => object = () => ({}),
) => ({
  AIRFLOW_CDKTF_METRICS: JSON.stringify({
    ...place,
    every: EVERY_SECONDS,
    pools: Object.entries(workers).map(([pool, { queues, concurrency, replicas }]) => ({
      pool,
      ...more(pool),
      queues,
      slots: concurrency,
      ...replicas,
    })),
  }),
});

/** Those of the variables that have one of these names. */
export const only = <Value>(values: Readonly<Record<string, Value>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
