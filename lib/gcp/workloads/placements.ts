import type { Placement } from "../../airflow/words/helper";
import type { Rows } from "../../airflow/workloads/besides";
import { withoutBroker } from "../../airflow/workloads/broker";
import { withoutDatabase } from "../../airflow/workloads/metadata-database";
import type { Listener, Workload } from "../../airflow/workloads/service";
import { MEMORYSTORE_PORT } from "../network/ports";
import type { GcpFile } from "../settings/settings";
import { SERVICES } from "../words/places";

const MANAGED = { place: SERVICES, health: "it answers, by Google", stopSeconds: 0 };

/** A unit that nothing asks. */
const WATCHED = { health: "it still runs, by systemd" };

/** What is said beyond where a unit of the machines runs, and how long a stop waits for it. */
type Row = (settings: GcpFile, workload: Workload) => Partial<Placement>;

const AS_UNIT: Row = () => ({});

/** What becomes of each workload beside Airflow's roles on machines of Google's. */
export const PLACEMENTS: Rows<Row> = {
  "metadata-database": ({ cloudSql }) =>
    cloudSql === false
      ? { command: [] }
      : {
          ...MANAGED,
          command: ["Cloud", "SQL"],
          size: cloudSql.tier,
          stops: withoutDatabase(
            cloudSql.highAvailability ? "its standby takes over within minutes" : "Google has it back",
          ),
        },
  broker: ({ memorystore }, { listens }) =>
    memorystore === false
      ? { command: [] }
      : {
          ...MANAGED,
          command: ["Memorystore", "for", "Redis"],
          size: `${memorystore.memory} GiB`,
          listens: listens.map((one): Listener => ({ ...one, port: MEMORYSTORE_PORT })),
          stops: withoutBroker(memorystore.highAvailability ? "standby" : "nowhere"),
        },
  migration: AS_UNIT,
  proxy: { absent: "the master has one webserver at most" },
  "git-sync": () => WATCHED,
  "dags-sync": AS_UNIT,
  metrics: () => WATCHED,
  clean: AS_UNIT,
  dump: AS_UNIT,
};
