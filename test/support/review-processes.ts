import type { Pool, Port, Process } from "../../lib/review/model";
import { at, byDefault } from "./review-source";

const PLACES = ["Docker host", "network airflow-prod"];
const once = { min: 1, max: 1 };

const runs = (
  name: string,
  role: string,
  command: string,
  health: string,
  stops: string,
  rest: Partial<Process> = {},
): Process => ({
  name,
  role,
  replicas: once,
  command: command === "" ? [] : command.split(" "),
  size: "no limit",
  health,
  stopSeconds: 60,
  stops,
  places: PLACES,
  ...rest,
});

const PING = "Asked for its ping over the broker every 60 s; after 5 misses it ends and Docker starts it anew";
const HALT = "Its running tasks finish first; queued tasks of its queues wait";
const works = (name: string, line: number, size: string, drain: number, replicas = 1): Process =>
  runs(`worker-${name}`, "worker", `airflow celery worker --queues ${name} --concurrency 16`, PING, HALT, {
    at: at(line, `workers.${name}`),
    size,
    stopSeconds: drain,
    replicas: { min: replicas, max: replicas },
  });

export const sampleProcesses: readonly Process[] = [
  runs(
    "webserver",
    "webserver",
    "airflow api-server",
    "GET /api/v2/monitor/health every 30 s; after 5 misses it ends",
    "Nobody can log in; running tasks wait for its execution API",
    { at: at(9, "webserver") },
  ),
  runs(
    "scheduler",
    "scheduler",
    "airflow scheduler",
    "GET :8974/health every 30 s; after 5 misses it ends",
    "No new task starts; running tasks go on",
    { at: byDefault(2, "scheduler") },
  ),
  runs(
    "dag-processor",
    "dag-processor",
    "airflow dag-processor",
    "Its heartbeat in the metadata database every 30 s",
    "Changes of DAGs are not seen",
    { at: byDefault(2, "dagProcessor") },
  ),
  runs(
    "triggerer",
    "triggerer",
    "airflow triggerer",
    "Its heartbeat in the metadata database every 30 s",
    "Deferred tasks wait",
    { at: byDefault(2, "triggerer") },
  ),
  runs(
    "flower",
    "flower",
    "airflow celery flower",
    "GET /healthcheck every 30 s",
    "The page of queues and workers is away; nothing else",
    { at: at(10, "flower") },
  ),
  works("default", 12, "no limit", 3600),
  works("training", 13, "no limit, 4 GiB", 3600),
  works("gpu", 14, "no limit", 21_600, 2),
  runs("migration", "migration", "airflow db migrate", "", "A release stops before anything is replaced", {
    stopSeconds: 600,
  }),
  runs(
    "metadata-database",
    "metadata database",
    "",
    "pg_isready every 10 s",
    "Nothing starts and nothing is recorded until it is back",
    { at: byDefault(2, "metadataDatabase") },
  ),
  runs("broker", "broker", "redis-server --appendonly yes", "PING every 10 s", "No task is sent; running tasks go on", {
    at: byDefault(2, "broker"),
  }),
];

const pool = (
  name: string,
  queues: readonly string[],
  concurrency: number,
  line: number,
  rest: Partial<Pool> = {},
): Pool => ({
  name,
  queues,
  concurrency,
  replicas: once,
  slots: { min: concurrency, max: concurrency },
  size: "no limit",
  drainSeconds: 3600,
  settings: [],
  at: at(line, `workers.${name}`),
  ...rest,
});

export const samplePools: readonly Pool[] = [
  pool("default", ["default", "reports"], 16, 12),
  pool("training", ["training"], 2, 13, { size: "no limit, 4 GiB" }),
  pool("gpu", ["gpu", "training"], 1, 14, {
    replicas: { min: 2, max: 2 },
    slots: { min: 2, max: 2 },
    drainSeconds: 21_600,
    settings: [{ name: "Docker socket", value: "group 999", at: at(19, "workers.gpu.dockerSocket") }],
  }),
];

const HOST = "Only this host";
export const samplePorts: readonly Port[] = [
  {
    process: "webserver",
    port: 8080,
    callers: ["people", "dag-processor", "triggerer", "worker"],
    published: { address: "127.0.0.1:8080", reach: HOST },
    at: at(9, "webserver.port"),
  },
  {
    process: "flower",
    port: 5555,
    callers: ["people"],
    published: { address: "127.0.0.1:5555", reach: HOST },
    at: at(10, "flower.port"),
  },
  ...["default", "training", "gpu"].map((name) => ({ process: `worker-${name}`, port: 8793, callers: ["webserver"] })),
  { process: "triggerer", port: 8794, callers: ["webserver"] },
  {
    process: "metadata-database",
    port: 5432,
    callers: ["webserver", "scheduler", "dag-processor", "triggerer", "worker", "migration"],
    at: byDefault(2, "metadataDatabase.port"),
  },
  { process: "broker", port: 6379, callers: ["scheduler", "worker", "flower"], at: byDefault(2, "broker.port") },
];
