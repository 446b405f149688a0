import { PROGRAMS } from "../../airflow/files/files";
import type { Hole, Text } from "../../airflow/secrets/secret";
import type { Helper } from "../../airflow/words/built";
import type { Service } from "../../airflow/workloads/service";
import type { MetadataDatabasePart } from "../../deployment/data";
import { USUAL_PORTS } from "../../deployment/usual";
import type { AwsReading } from "../settings/reading";
import type { Made } from "../words/made";
import { PRIVATE } from "../words/places";
import { MOST_STOP_SECONDS } from "./process";

/** Secret variables of the one that counts what waits; see metrics-sidecar.ts. */
const COUNTS_BY = ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "AIRFLOW__CELERY__BROKER_URL"];

/** Containers of our own, with secrets of the scheduler: in its task, and one of its own every night. */
export function besides({ deployment }: AwsReading, { sizes }: Made, secret: Service["secret"]): Helper[] {
  const ours = { place: PRIVATE, listens: [], calls: [], published: [], secrets: [], stopSeconds: MOST_STOP_SECONDS };
  const within = "part of the scheduler's";
  return [
    {
      ...ours,
      name: "migration",
      role: "migration",
      kind: "one-shot",
      command: ["python", `${PROGRAMS}/airflow_cdktf_migrate.py`],
      size: within,
      health: "",
      stops:
        "It runs before each scheduler; when it fails nothing of the new release starts, and the next deployment runs it again",
      path: ["airflow", "version"],
    },
    {
      ...ours,
      name: "metrics",
      role: "metrics",
      kind: "process",
      command: ["python", `${PROGRAMS}/airflow_cdktf_metrics.py`],
      size: within,
      calls: [
        { role: "metadata-database", port: databasePort(deployment.metadataDatabase), what: "SQL" },
        { role: "broker", port: deployment.broker.port, what: "task queues" },
      ],
      secrets: holesOf(Object.entries(secret).flatMap(([name, text]) => (COUNTS_BY.includes(name) ? [text] : []))),
      health: "it still runs, by ECS",
      stops: "Pools keep their number of workers, and an alarm tells of it, until it is back",
      path: ["scheduler"],
    },
    {
      ...ours,
      name: "clean",
      role: "clean",
      kind: "one-shot",
      command: ["python", `${PROGRAMS}/airflow_cdktf_clean.py`],
      size: sizes.get("clean") ?? within,
      secrets: holesOf(Object.values(secret)),
      health: "",
      stops: "It runs every night; what it did not remove goes the next night",
      path: ["cleanAfter"],
    },
  ];
}

const holesOf = (texts: readonly Text[]): Hole[] => texts.flat().filter((part) => typeof part !== "string");

const databasePort = ({ port, engine }: MetadataDatabasePart): number => port ?? USUAL_PORTS[engine];
