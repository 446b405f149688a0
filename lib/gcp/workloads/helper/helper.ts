import { givenOr } from "../../../airflow/secrets/secret";
import type { Helper } from "../../../airflow/words/built";
import { BROKER_CALLERS, DATABASE_CALLERS } from "../../../airflow/workloads/callers";
import type { Service } from "../../../airflow/workloads/service";
import { USUAL_PORTS } from "../../../deployment/usual";
import { MASTER } from "../../names";
import { MEMORYSTORE_PORT } from "../../network/ports";
import type { GcpReading } from "../../settings/reading";
import type { Made } from "../../words/made";
import { SERVICES } from "../../words/places";
import { besides } from "./besides";
import { front } from "./front";

type Units = Pick<Made, "units">;

/** What runs besides Airflow's own processes, in the order in which a deployment needs it. */
export function helpers(reading: GcpReading, made: Units, services: readonly Service[]): Helper[] {
  const { metadataDatabase, broker } = reading.deployment;
  return [
    ...front(reading),
    ...(metadataDatabase.host === undefined ? [database(reading, made)] : []),
    ...(broker.host === undefined ? [brokerOf(reading, made)] : []),
    ...besides(reading, made, services),
  ];
}

const ON_MASTER = {
  kind: "store",
  place: MASTER,
  command: [],
  size: "part of the master's",
  stopSeconds: 0,
  calls: [],
  published: [],
} as const;

/** With the time that systemd gives it to write what it has. */
const onMaster = (unit: string, { units }: Units) => ({
  ...ON_MASTER,
  stopSeconds: units.get(unit)?.stopSeconds ?? ON_MASTER.stopSeconds,
});

const MANAGED = { ...ON_MASTER, place: SERVICES, health: "it answers, by Google" } as const;

function database({ deployment: { metadataDatabase: part }, settings: { top } }: GcpReading, made: Units): Helper {
  const { cloudSql } = top;
  const back =
    cloudSql === false
      ? "it is back"
      : cloudSql.highAvailability
        ? "its standby takes over within minutes"
        : "Google has it back";
  return {
    ...(cloudSql === false
      ? { ...onMaster("metadata-database", made), health: "it answers a query" }
      : { ...MANAGED, command: ["Cloud", "SQL"], size: cloudSql.tier }),
    name: "metadata-database",
    role: "metadata database",
    stops: `Nothing is scheduled and the UI shows errors until ${back}; running tasks go on`,
    listens: [{ port: USUAL_PORTS[part.engine], what: "SQL", callers: DATABASE_CALLERS }],
    secrets: [givenOr(part.password, "metadata-database")],
    path: ["metadataDatabase"],
  };
}

function brokerOf({ deployment: { broker }, settings: { top } }: GcpReading, made: Units): Helper {
  const { memorystore } = top;
  const kept =
    memorystore === false
      ? "until it is back; running ones go on, and waiting ones stay on the disk but for the last second"
      : memorystore.highAvailability
        ? "until its copy takes over; running ones go on, and a waiting one that was not copied yet is lost"
        : "until it is back; running ones go on, and waiting ones are lost";
  return {
    ...(memorystore === false
      ? { ...onMaster("broker", made), health: "it answers a ping" }
      : { ...MANAGED, command: ["Memorystore", "for", "Redis"], size: `${memorystore.memory} GiB` }),
    name: "broker",
    role: "broker",
    stops: `No task is handed out ${kept}`,
    listens: [{ port: brokerPort(top), what: "task queues", callers: BROKER_CALLERS }],
    secrets: [givenOr(broker.password, "broker")],
    path: ["broker"],
  };
}

const brokerPort = ({ memorystore }: GcpReading["settings"]["top"]): number =>
  memorystore === false ? USUAL_PORTS.redis : MEMORYSTORE_PORT;
