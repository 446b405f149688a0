import type { Hole } from "../../../airflow/secrets/secret";
import type { Helper } from "../../../airflow/words/built";
import { MASTER } from "../../names";
import { HEALTH_PORT } from "../../network/ports";
import { NETWORK } from "../../words/places";

/** What is said of a unit that only this target has, beyond what all of them share. */
type Words = Pick<Helper, "stops" | "path"> & Partial<Helper>;

/** Seconds that systemd waits for what is not a container. */
const STOP_SECONDS = 90;

export const EVERYWHERE = "on every machine";

/** A unit of this target's own as the review tells it. */
export const own = (name: string, words: Words): Helper => ({
  name,
  role: name.replaceAll("-", " "),
  kind: "process",
  place: MASTER,
  command: [],
  size: "part of the master's",
  health: "",
  stopSeconds: STOP_SECONDS,
  listens: [],
  calls: [],
  published: [],
  secrets: [],
  ...words,
});

/** The agent of each machine. */
export const AGENT = own("agent", {
  role: "agent of the machine",
  place: NETWORK,
  command: ["airflow-agent"],
  size: EVERYWHERE,
  health: "it still runs, by systemd; on a worker's machine also by its group",
  stops: "Changes do not arrive until systemd has it back; what runs goes on",
  listens: [{ port: HEALTH_PORT, what: "health of a worker's machine, for its group", callers: [] }],
  path: ["os"],
});

interface Known {
  /** Airflow's user of the metadata database. */
  readonly user: string;
  readonly password: Hole;
  readonly ofWorkers: readonly Hole[];
}

/** What makes others wait, by the unit's name. */
export const GATES: Readonly<Record<string, (known: Known) => Words>> = {
  "cloud-sql-user": ({ user, password }) => ({
    kind: "one-shot",
    command: ["python", "-m", "airflow_cdktf_gcp.cloud_sql_user"],
    secrets: [password],
    stops: `It gives ${user} its password before the migration; until then nothing of Airflow starts`,
    path: ["cloudSql"],
  }),
  gate: ({ ofWorkers }) => ({
    kind: "one-shot",
    command: ["python", "airflow_cdktf_gate.py"],
    secrets: ofWorkers,
    stops: "It holds a worker back until the database is migrated",
    path: ["airflow", "version"],
  }),
  dags: () => ({
    role: "gate of the DAGs",
    kind: "one-shot",
    stops: "It holds Airflow back on its machine until the first copy of the DAGs is there",
    path: ["airflow", "dags"],
  }),
};
