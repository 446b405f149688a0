import type { WorkerPoolPart } from "../../deployment/schema/processes";
import type { Deployment } from "../../deployment/schema/schema";
import { taskQueuedTimeout, visibilityTimeout } from "../derived/drain";
import type { Endpoint } from "../endpoint";
import { brokerUseSsl } from "../stores/broker-url";
import { resultEngine } from "../stores/database-lost";

/**
 * Celery's own settings, the same for every process that talks to the broker: the shortest visibility timeout of all
 * clients would win.
 */
export function celeryVariables(deployment: Deployment, broker: Endpoint): Readonly<Record<string, string>> {
  return {
    AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__VISIBILITY_TIMEOUT: String(visibilityTimeout(deployment)),
    // A broker that went without a word, as in a failover, is noticed in half a minute and not when the kernel gives up.
    AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__SOCKET_TIMEOUT: String(SILENCE_SECONDS),
    AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__SOCKET_KEEPALIVE: "True",
    // While the name still leads to a server that is gone, that must not take the time in which it comes to lead elsewhere.
    AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__SOCKET_CONNECT_TIMEOUT: String(CONNECT_SECONDS),
    AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__INTERVAL_MAX: String(PAUSE_SECONDS),
    // airflow_cdktf/celery_loader.py: in every process that speaks to the broker, a demoted one counts as lost.
    CELERY_LOADER: "airflow_cdktf.celery_loader.Loader",
    AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT: String(taskQueuedTimeout(deployment)),
    AIRFLOW__CELERY__TASK_PUBLISH_MAX_RETRIES: String(PUBLISH_TRIES),
    [EXTRA_CONFIG]: config(deployment, broker),
  };
}

/**
 * Limits of the processes in which a pool's workers run tasks: Airflow has no option for them, and its command no flag.
 * Nothing where the pool has none, so that its workers stay as they are.
 */
export function childVariables(
  part: ChildLimits,
  deployment: Deployment,
  broker: Endpoint | undefined,
): Readonly<Record<string, string>> {
  const { maxTasksPerChild: tasks, maxMemoryPerChild: memory } = part;
  if (broker === undefined || (tasks === undefined && memory === undefined)) return {};
  return {
    [EXTRA_CONFIG]: config(deployment, broker, {
      worker_proc_alive_timeout: FORK_SECONDS,
      worker_max_tasks_per_child: tasks,
      worker_max_memory_per_child: memory === undefined ? undefined : memory * KIB_PER_MIB,
    }),
  };
}

type ChildLimits = Pick<WorkerPoolPart, "maxTasksPerChild" | "maxMemoryPerChild">;

/** Where Celery's own settings stand that Airflow has no option for: one object of JSON. */
export const EXTRA_CONFIG = "AIRFLOW__CELERY__EXTRA_CELERY_CONFIG";
/** Celery counts memory in KiB. */
export const KIB_PER_MIB = 1024;
/** Celery's own 4 s are over on a busy machine: at a load of 45 on two cores it killed 26 of 60 fresh processes. */
const FORK_SECONDS = 60;

const config = (
  deployment: Deployment,
  broker: Endpoint,
  own: Readonly<Record<string, number | undefined>> = {},
): string => JSON.stringify({ ...SETTINGS, ...results(deployment), ...own, broker_use_ssl: brokerUseSsl(broker) });

const SETTINGS = {
  // Our worker module: publishes the worker's state, drains, notices a consumer that fetches nothing.
  imports: ["worker_state"],
  broker_connection_retry_on_startup: true,
  broker_connection_max_retries: null,
  // The end of a task is written when the database is back, or the scheduler would wait for it and keep its slot.
  result_backend_always_retry: true,
  // Each try stays within [celery] operation_timeout, 1 s; the number of tries is set below.
  task_publish_retry_policy: { max_retries: null, interval_start: 0.1, interval_step: 0.2, interval_max: 0.5 },
  // Celery lowers the prefetch count after a reconnection while tasks run, and then fetches none beside them.
  worker_enable_prefetch_count_reduction: false,
  worker_disable_prefetch: true,
};

/** What the file writes as Airflow's option for it counts: it would be hidden by this. */
const results = ({ airflow, metadataDatabase }: Deployment): object =>
  airflow.options["celery"]?.["result_backend_sqlalchemy_engine_options"] === undefined
    ? { database_engine_options: resultEngine(metadataDatabase.engine) }
    : {};

/** Longest that one try to connect may take. */
const CONNECT_SECONDS = 5;

/** By which the pause between two tries grows; the first is of 2 s. A worker has its own, see worker_reconnect.py. */
const PAUSE_SECONDS = 3;

/** Longest that any answer of the broker may take; a worker's question for messages takes one second. */
const SILENCE_SECONDS = 30;

/** Airflow's own 3 tries are over in seconds: with them, 14 tasks queued in a minute without Redis failed (3.3.2). */
const PUBLISH_TRIES = 1_000_000;
