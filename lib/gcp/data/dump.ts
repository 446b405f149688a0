import type { Endpoint } from "../../airflow/endpoint";
import { PROGRAMS, START } from "../../airflow/files/files";
import { givenOr } from "../../airflow/secrets/secret";
import { DATABASE_CA } from "../../airflow/stores/database-tls";
import { databaseImage } from "../../airflow/workloads/metadata-database";
import { SERVER_IMAGES } from "../../deployment/usual";
import { every } from "../machines/clock";
import type { Mount } from "../machines/docker-run";
import type { Unit } from "../machines/document";
import { fileAt } from "../machines/paths";
import type { GcpReading } from "../settings/settings";
import { container, DATA_DISK } from "../workloads/container";
import type { Surroundings } from "../workloads/process";

/** Minutes after the hour, which is that of the data disk's snapshot. */
const MINUTE = 10;
/** Folder of the bucket. */
const PREFIX = "dumps";
const STOP_SECONDS = 30;
const PROGRAM = `${PROGRAMS}/airflow_cdktf_dump.py`;
const FOLDER = `${DATA_DISK}/dumps`;

const MOUNTS: readonly Mount[] = [
  { source: fileAt(PROGRAMS), target: PROGRAMS },
  { source: FOLDER, target: "/dumps", writable: true },
];

export interface DumpProps {
  readonly stack: string;
  readonly reading: GcpReading;
  readonly database: Endpoint;
  readonly around: Pick<Surroundings, "image" | "pieces">;
  /** Name of the bucket. */
  readonly bucket: string;
}

/**
 * Dumps the database once a day, tries the dump on a server of its own that lives as long as the try, and uploads it.
 * Three containers, one after the other: only Airflow's image speaks to Google, only the server's has its tools.
 */
export function dump({ stack, reading, database, around, bucket }: DumpProps): Unit {
  const { metadataDatabase } = reading.deployment;
  const { engine } = metadataDatabase;
  const airflow = (step: "fetch" | "finish") => ({
    image: around.image,
    entrypoint: "sh",
    command: [START, "python", PROGRAM, step],
    mounts: MOUNTS,
  });
  return container({
    name: "dump",
    description: "Airflow: dumps the metadata database, tries the dump and uploads it",
    stage: "timer",
    timer: { at: every(reading.deployment.backups.hour, MINUTE) },
    onDataDisk: true,
    folders: [FOLDER],
    first: [
      { name: "dump-fetch", ...airflow("fetch") },
      {
        name: "dump-take",
        image: dumpImage(reading),
        user: `${engine}:0`,
        entrypoint: "bash",
        command: [`${PROGRAMS}/airflow_cdktf_gcp/dump_${engine}.sh`],
        mounts: MOUNTS,
      },
    ],
    ...airflow("finish"),
    plain: {
      PYTHONPATH: PROGRAMS,
      CONNECTION_CHECK_MAX_COUNT: "0",
      AIRFLOW_CDKTF_DUMP: JSON.stringify({ engine, bucket, prefix: PREFIX, stack }),
      ...reached(metadataDatabase, database),
    },
    secretFiles: { password: around.pieces([givenOr(metadataDatabase.password, "metadata-database")]) },
    stopSeconds: STOP_SECONDS,
  });
}

/** What a server of each version is dumped with: its own image, or one that is no older than Google's server. */
export function dumpImage({ deployment: { metadataDatabase, cloudSql } }: GcpReading): string {
  if (cloudSql === false) return databaseImage(metadataDatabase);
  if (metadataDatabase.engine === "mysql") return SERVER_IMAGES.mysql;
  const { version } = cloudSql;
  return version === undefined ? SERVER_IMAGES.postgres : `postgres:${version.replace(/^POSTGRES_/, "")}`;
}

type Part = GcpReading["deployment"]["metadataDatabase"];

/** How the server's own tools find it and check its certificate. */
function reached({ engine, user, name }: Part, { host, port, tls }: Endpoint): Readonly<Record<string, string>> {
  const checked = tls === undefined ? "none" : tls.name === false ? "authority" : "name";
  const ca = tls?.ca === undefined ? undefined : DATABASE_CA;
  if (engine === "postgres")
    return {
      PGHOST: host,
      PGPORT: port,
      PGUSER: user,
      PGDATABASE: name,
      PGSSLMODE: { none: "disable", authority: "verify-ca", name: "verify-full" }[checked],
      ...(ca === undefined ? {} : { PGSSLROOTCERT: ca }),
    };
  return {
    DUMP_HOST: host,
    DUMP_PORT: port,
    DUMP_USER: user,
    DUMP_DATABASE: name,
    DUMP_SSL_MODE: { none: "DISABLED", authority: "VERIFY_CA", name: "VERIFY_IDENTITY" }[checked],
    ...(ca === undefined ? {} : { DUMP_SSL_CA: ca }),
  };
}
