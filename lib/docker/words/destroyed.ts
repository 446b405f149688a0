import type { Built, Statement } from "../../airflow/words/built";
import { lookUp } from "../../deployment/look-up";
import { nameOf } from "../names";
import type { DockerReading } from "../settings/settings";

const HOLDS: Readonly<Record<string, { readonly what: string; readonly key: string }>> = {
  "metadata-database-data": { what: "all DAG runs, connections of the UI and users", key: "metadataDatabase" },
  "broker-data": { what: "tasks that wait in queues", key: "broker" },
  logs: { what: "logs of all tasks", key: "logs" },
  git: { what: "a copy of the DAGs' repository", key: "gitSyncImage" },
};

/** What `cdktf destroy` takes away, and what stays because it is not this stack's. */
export function destroyed(stack: string, volumes: readonly string[], reading: DockerReading): Built["destroy"] {
  const { docker } = reading.deployment;
  const { metadataDatabase, broker, airflow } = reading.deployment;
  const folders = Object.entries(docker.storage).filter(([, where]) => where !== "volume");
  const used = folders.filter(([key]) => made(key, reading));
  return {
    lost: [
      ...volumes.map((name) => volume(name, stack)),
      {
        name: "passwords and keys",
        value:
          "generated anew by the next deployment; what the Fernet key encrypted in a kept database is unreadable then",
        path: ["keys"],
      },
    ],
    kept: [
      ...used.map(([key, where]) => ({ name: `folder ${where}`, value: holds(key), path: ["docker", "storage", key] })),
      ...existing("metadata database", metadataDatabase.host, ["metadataDatabase", "host"]),
      ...(airflow.executor === "CeleryExecutor" ? existing("broker", broker.host, ["broker", "host"]) : []),
      { name: "secrets/", value: "the secret files that you wrote" },
      { name: "images", value: "on the engine, for the next deployment" },
    ],
  };
}

const made = (key: string, { deployment: { metadataDatabase, broker, airflow } }: DockerReading): boolean =>
  (key !== "metadataDatabase" || metadataDatabase.host === undefined) &&
  (key !== "broker" || (broker.host === undefined && airflow.executor === "CeleryExecutor"));

const holds = (key: string) => Object.values(HOLDS).find((one) => one.key === key)?.what ?? "";

function volume(name: string, stack: string): Statement {
  const { what, key } = lookUp(HOLDS, name.slice(nameOf(stack, "").length)) ?? { what: "data", key: "" };
  const path = key === "gitSyncImage" ? ["docker", key] : ["docker", "storage", key];
  return { name: `volume ${name}`, value: what, path };
}

const existing = (what: string, host: string | undefined, path: string[]): Statement[] =>
  host === undefined ? [] : [{ name: what, value: `the existing one at ${host} is not touched`, path }];
