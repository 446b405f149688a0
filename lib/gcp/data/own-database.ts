import { readFileSync } from "node:fs";
import { DEFAULT_MAX_CONNECTIONS } from "../../airflow/derived/connection-budget";
import { program } from "../../airflow/files/program";
import { givenOr } from "../../airflow/secrets/secret";
import { databaseImage, databasePort } from "../../airflow/workloads/metadata-database";
import { resting } from "../../airflow/workloads/resting";
import type { MetadataDatabasePart } from "../../deployment/schema/data";
import type { Unit } from "../machines/document";
import type { Secrets } from "../secrets/secrets";
import { container, DATA_DISK } from "../workloads/container";
import { OWN_MEMORY, STEP_DOWN } from "./store-rights";

/** What a kind of server differs in. */
interface Server {
  /** Folder on the data disk. */
  readonly folder: string;
  /** A line of shell inside. */
  readonly health: (part: MetadataDatabasePart) => string;
  readonly options: readonly string[];
}

const POSTGRES_PORT = databasePort({ engine: "postgres" });
const MYSQL_PORT = databasePort({ engine: "mysql" });

/** Of each engine the program store/ENGINE.sh starts it. */
const SERVERS: Readonly<Record<MetadataDatabasePart["engine"], Server>> = {
  postgres: {
    folder: `${DATA_DISK}/postgres`,
    // Over TCP: the server that prepares the data listens on a socket only and must not count.
    health: ({ user, name }) => `pg_isready -q -h 127.0.0.1 -p ${POSTGRES_PORT} -U ${user} -d ${name}`,
    // Queries with several processes share memory; Docker gives 64 MiB.
    options: ["--shm-size=256m"],
  },
  mysql: {
    folder: `${DATA_DISK}/mysql`,
    // A login as Airflow's: a server without that user and database is not healthy. The password is in the file.
    health: ({ user, name }) =>
      `mysql --defaults-extra-file=/run/store/client.cnf -h 127.0.0.1 -P ${MYSQL_PORT} -u ${user} -e 'SELECT 1' ${name} > /dev/null`,
    options: [],
  },
};

/** Until the data of a crash are in order again. */
const START_SECONDS = 600;
/** To write out what is in memory; a machine that goes down gives less, and then a log is replayed. */
const STOP_SECONDS = 120;
const CHECK_SECONDS = 5;
const FAILURES = 3;

const ID = "metadata-database";

/**
 * Our own server on the master, its data on the data disk. Every start makes the password of Airflow's user that of the
 * secret, and makes databases that are missing; none is ever dropped.
 * @param databases beside Airflow's own
 */
export function ownDatabase(
  part: MetadataDatabasePart,
  databases: readonly string[],
  secrets: Pick<Secrets, "pieces">,
): Unit {
  const { folder, health, options } = SERVERS[part.engine];
  return container({
    name: ID,
    description: "Metadata database of Airflow",
    stage: "store",
    image: databaseImage(part),
    entrypoint: "/bin/sh",
    command: ["/run/secrets/start.sh"],
    user: "0",
    capabilities: STEP_DOWN,
    options: [OWN_MEMORY, ...options],
    onDataDisk: true,
    folders: [folder],
    mounts: [{ source: folder, target: "/data", writable: true }],
    health: resting({
      command: health(part),
      timeout: CHECK_SECONDS,
      failures: FAILURES,
      start: START_SECONDS,
    }),
    stopSeconds: STOP_SECONDS,
    plain: {
      DATABASE_USER: part.user,
      DATABASES: [...new Set([part.name, ...databases])].join(" "),
      MAX_CONNECTIONS: String(part.maxConnections ?? DEFAULT_MAX_CONNECTIONS),
    },
    secretFiles: {
      "start.sh": [readFileSync(program("store", `${part.engine}.sh`), "utf8")],
      password: secrets.pieces([givenOr(part.password, ID)]),
    },
  });
}
