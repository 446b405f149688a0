import type { Review } from "../../lib/review/model";
import { samplePicture } from "./review-picture";
import { samplePools, samplePorts, sampleProcesses } from "./review-processes";
import { at, byDefault, sampleSource } from "./review-source";

const AIRFLOW = [
  "webserver",
  "scheduler",
  "dag-processor",
  "triggerer",
  "worker-default",
  "worker-training",
  "worker-gpu",
];
const GENERATED = "generated, once";
const STATE = "Terraform's state";

/** A usual deployment of the Docker target with three pools, Flower and two risks. */
export const sampleReview = (): Review => ({
  format: 1,
  stack: "local-docker",
  target: "docker",
  file: sampleSource.path,
  summary: [
    { name: "Airflow", value: "3.3.2", at: at(4, "airflow.version") },
    { name: "Image", value: "apache/airflow:3.3.2", at: byDefault(3, "airflow.image") },
    { name: "Executor", value: "CeleryExecutor", at: byDefault(3, "airflow.executor") },
    { name: "DAGs", value: "folder ./examples/dags of this host, read-only", at: at(6, "airflow.dags.folder") },
    { name: "Time zone", value: "Asia/Seoul", at: at(5, "airflow.timezone") },
    { name: "Address", value: "http://localhost:8080", at: byDefault(9, "webserver.baseUrl") },
    { name: "Admin", value: "admin", at: byDefault(3, "airflow.admin.username") },
  ],
  release: {
    version: "3.3.2",
    kind: "unknown",
    words: [
      "The same version again: processes are replaced one after another, workers finish their tasks first",
      "Another version: the migration runs before anything is replaced, and a downgrade is refused",
    ],
  },
  picture: samplePicture,
  queues: [
    {
      name: "default",
      default: true,
      pools: ["default"],
      slots: { min: 16, max: 16 },
      at: at(12, "workers.default.queues"),
    },
    {
      name: "reports",
      default: false,
      pools: ["default"],
      slots: { min: 16, max: 16 },
      at: at(12, "workers.default.queues"),
    },
    {
      name: "training",
      default: false,
      pools: ["training", "gpu"],
      slots: { min: 4, max: 4 },
      at: at(13, "workers.training.queues"),
    },
    { name: "gpu", default: false, pools: ["gpu"], slots: { min: 2, max: 2 }, at: at(15, "workers.gpu.queues") },
  ],
  pools: samplePools,
  processes: sampleProcesses,
  ports: samplePorts,
  secrets: [
    {
      name: "metadata-database",
      source: GENERATED,
      kept: STATE,
      readers: [...AIRFLOW, "migration", "metadata-database"],
    },
    {
      name: "broker",
      source: GENERATED,
      kept: STATE,
      readers: ["scheduler", "worker-default", "worker-training", "worker-gpu", "flower", "broker"],
    },
    {
      name: "fernet-1",
      source: GENERATED,
      kept: STATE,
      readers: [...AIRFLOW, "migration"],
      at: byDefault(2, "keys.fernet"),
    },
    { name: "flower", source: GENERATED, kept: STATE, readers: ["flower"], at: byDefault(10, "flower.password") },
    {
      name: "given/crm-api",
      source: "the file secrets/crm-api of the project",
      kept: "that file, and Terraform's state",
      readers: AIRFLOW,
      at: at(8, "airflow.connections.crm-api"),
    },
  ],
  connections: {
    shares: [
      { who: "scheduler", connections: 11 },
      { who: "webserver", connections: 12 },
      { who: "dagProcessor", connections: 5 },
      { who: "triggerer", connections: 3 },
      { who: "workers.default", connections: 18 },
      { who: "workers.training", connections: 4 },
      { who: "workers.gpu", connections: 6 },
    ],
    kept: 8,
    total: 67,
    limit: 100,
    at: byDefault(2, "metadataDatabase.maxConnections"),
  },
  destroy: {
    lost: [
      {
        name: "volume local-docker-metadata-database-data",
        value: "all DAG runs, connections of the UI and users",
        at: byDefault(20, "docker.storage.metadataDatabase"),
      },
      {
        name: "volume local-docker-broker-data",
        value: "tasks that wait in queues",
        at: byDefault(20, "docker.storage.broker"),
      },
      { name: "volume local-docker-logs", value: "logs of all tasks", at: byDefault(20, "docker.storage.logs") },
    ],
    kept: [
      { name: "secrets/", value: "the secret files that you wrote" },
      { name: "images", value: "on the engine, for the next deployment" },
    ],
  },
  risks: [
    {
      level: "notice",
      what: "Every task can write to ./scripts of this host",
      remedy: "Leave readOnly out",
      at: at(22, "docker.mounts.0.readOnly"),
    },
    {
      level: "danger",
      what: "Every task of pool gpu can do anything on this host: it has the host's Docker socket",
      remedy: "Leave dockerSocket out, or send only trusted DAGs to this pool",
      at: at(19, "workers.gpu.dockerSocket"),
    },
  ],
});
