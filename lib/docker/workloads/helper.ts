import { repositoryPort } from "../../airflow/files/repository-address";
import { givenOr } from "../../airflow/secrets/secret";
import type { Helper, Published } from "../../airflow/words/built";
import { BROKER_CALLERS, DATABASE_CALLERS } from "../../airflow/workloads/callers";
import { gitSecrets } from "../../airflow/workloads/git-sync";
import { pagesPort } from "../../airflow/workloads/webserver";
import { lookUp } from "../../deployment/look-up";
import type { Deployment } from "../../deployment/schema";
import { DATABASE_PORT } from "../data/metadata-database";
import { REDIS_PORT } from "../data/redis-broker";
import type { MadeContainer } from "../words/made";

type Words = Pick<Helper, "role" | "kind" | "health" | "stops" | "listens" | "calls" | "secrets" | "path">;

const NOTHING = { health: "", listens: [], calls: [], secrets: [] } as const;

/** By the role on a container's label. */
const WORDS: Readonly<Record<string, (deployment: Deployment) => Words>> = {
  "metadata-database": ({ metadataDatabase }) => ({
    ...NOTHING,
    role: "metadata database",
    kind: "store",
    health: "it accepts connections",
    stops: "Nothing is scheduled and the UI shows errors until it is back; running tasks go on",
    listens: [{ port: DATABASE_PORT, what: "SQL", callers: DATABASE_CALLERS }],
    secrets: [givenOr(metadataDatabase.password, "metadata-database")],
    path: ["metadataDatabase"],
  }),
  broker: ({ broker }) => ({
    ...NOTHING,
    role: "broker",
    kind: "store",
    health: "it answers PING",
    stops: "No task is handed out until it is back; running ones go on, and waiting ones are on its disk",
    listens: [{ port: REDIS_PORT, what: "task queues", callers: BROKER_CALLERS }],
    secrets: [givenOr(broker.password, "broker")],
    path: ["broker"],
  }),
  migration: () => ({
    ...NOTHING,
    role: "migration",
    kind: "one-shot",
    stops:
      "It runs once, before Airflow's processes; when it fails none of them starts, and the next deployment runs it again",
    path: ["airflow", "version"],
  }),
  proxy: (deployment) => ({
    ...NOTHING,
    role: "proxy",
    kind: "process",
    health: "its port answers",
    stops: "The UI is away until it is back; tasks go on",
    listens: [{ port: pagesPort(deployment), what: "UI and API", callers: ["people"] }],
    calls: [{ role: "webserver", port: pagesPort(deployment), what: "UI and API" }],
    path: ["webserver", "replicas"],
  }),
  "git-sync": ({ airflow: { dags } }) => ({
    ...NOTHING,
    role: "git-sync",
    kind: "process",
    health: "it has a copy of the repository",
    stops: "Changes of the DAGs are not seen until it is back",
    calls: [{ role: "repository", port: repositoryPort(dags.git ?? ""), what: "git" }],
    secrets: gitSecrets(dags).map((given) => ({ given })),
    path: ["docker", "gitSyncImage"],
  }),
};

/** A container that is no process of Airflow's, in words; undefined where it is one. */
export function helper(
  { name, role, command, stopSeconds, memoryMiB, cpu }: MadeContainer,
  place: string,
  published: readonly Published[],
  deployment: Deployment,
): Helper | undefined {
  const words = lookUp(WORDS, role)?.(deployment);
  if (words === undefined) return undefined;
  const size = { ...(cpu === undefined ? {} : { cpu }), ...(memoryMiB === undefined ? {} : { memoryMiB }) };
  return { name, place, command, size, stopSeconds, published, ...words };
}
