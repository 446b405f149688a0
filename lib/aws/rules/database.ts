import { isDeepStrictEqual } from "node:util";
import { databaseInTheClear } from "../../airflow/rules/network/in-the-clear";
import { lookUp } from "../../deployment/look-up";
import type { MetadataDatabasePart } from "../../deployment/schema/data";
import type { Finding } from "../../deployment/words/finding";
import { knowsRegion } from "../data/rds-ca";
import { type RdsSettings, rds } from "../settings/data";
import type { AwsReading } from "../settings/settings";

/** Our own metadata database on RDS, or an existing one. */
export function database({ deployment }: AwsReading): readonly Finding[] {
  const { metadataDatabase } = deployment;
  return metadataDatabase.host === undefined
    ? [
        ...verified(deployment.region),
        ...own(metadataDatabase),
        ...server(deployment.rds, metadataDatabase.maxConnections),
      ]
    : [...unused(deployment.rds), ...databaseInTheClear(metadataDatabase)];
}

/** A client that cannot check the server's certificate refuses it. */
const verified = (region: string): readonly Finding[] =>
  knowsRegion(region)
    ? []
    : [
        {
          path: ["region"],
          message: `the certificates of RDS in ${region} are not known here; name an existing database with metadataDatabase.host and tls: { ca: PATH }, or write another region`,
        },
      ];

const at = (key: keyof MetadataDatabasePart, message: string): Finding => ({
  path: ["metadataDatabase", key],
  message,
});

/** Source: Amazon RDS, "Settings for DB instances", for PostgreSQL. */
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
/** Refused by RDS as reserved words of the engine. */
const RESERVED_USERS = ["admin", "rdsadmin", "user"];
const NAME_FORM = "letters, digits and '_', first a letter";

function own({ engine, image, name, user }: MetadataDatabasePart): readonly Finding[] {
  return [
    ...(engine === "postgres"
      ? []
      : [
          at(
            "engine",
            "our own server on AWS is Postgres; for MySQL name an existing server with host:, or leave engine: out",
          ),
        ]),
    ...(image === undefined
      ? []
      : [
          at(
            "image",
            "RDS runs our own server, so it has no image; leave image: out and write rds.version: its major version",
          ),
        ]),
    ...(NAME.test(name) ? [] : [at("name", `got "${name}"; RDS makes a database of ${NAME_FORM}`)]),
    ...(NAME.test(user) ? [] : [at("user", `got "${user}"; RDS makes a user of ${NAME_FORM}`)]),
    ...(RESERVED_USERS.includes(user.toLowerCase())
      ? [at("user", `got "${user}", which RDS keeps for itself; write another name, or leave user: out`)]
      : []),
  ];
}

/** RDS refuses a limit of growth that is less than this above the disk. Source: Amazon RDS, storage autoscaling. */
const GROWTH = 1.1;

function server(settings: RdsSettings, maxConnections: number | undefined): readonly Finding[] {
  const { storage, maxStorage, multiAz } = settings;
  const least = Math.ceil(storage * GROWTH);
  return [
    ...(maxStorage === storage || maxStorage >= least
      ? []
      : [
          {
            path: ["rds", "maxStorage"],
            message: `got ${maxStorage}, and rds.storage is ${storage}; write ${least} or more, or ${storage} for a disk that does not grow`,
          },
        ]),
    ...crowded(settings.class, maxConnections),
    ...(multiAz
      ? []
      : [
          {
            path: ["rds", "multiAz"],
            kind: "notice" as const,
            message: "without a standby the outage of a zone stops Airflow until somebody restores a backup",
          },
        ]),
  ];
}

/** Bytes for each connection by which RDS itself limits their number. Source: Amazon RDS, "Quotas and constraints", max_connections. */
const BYTES_PER_CONNECTION = 9_531_392;
const GIB = 1024 ** 3;

function crowded(instance: string, maxConnections: number | undefined): readonly Finding[] {
  const memory = memoryOf(instance);
  if (memory === undefined || maxConnections === undefined) return [];
  const usual = Math.floor((memory * GIB) / BYTES_PER_CONNECTION);
  if (maxConnections <= usual) return [];
  const message =
    `RDS would allow ${usual} on ${instance}, which has ${memory} GiB, and ${maxConnections} may use up its memory; ` +
    "write a larger rds.class";
  return [{ path: ["metadataDatabase", "maxConnections"], kind: "notice", message }];
}

const SMALL: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4 };

/** GiB of the classes t, m and r; undefined for others. Source: Amazon RDS, "Hardware specifications for DB instance classes". */
function memoryOf(instance: string): number | undefined {
  const [, family, size = ""] = /^db\.([tmr])[0-9][a-z]*\.([a-z0-9]+)$/.exec(instance) ?? [];
  if (family === undefined) return undefined;
  const large = family === "r" ? 16 : 8;
  if (size === "large") return large;
  const [, times] = /^([0-9]*)xlarge$/.exec(size) ?? [];
  return times === undefined ? lookUp(SMALL, size) : 2 * large * Number(times === "" ? 1 : times);
}

const unused = (settings: RdsSettings): readonly Finding[] =>
  isDeepStrictEqual(settings, rds.parse({}))
    ? []
    : [
        {
          path: ["rds"],
          message: "metadataDatabase.host names an existing server, so none is made; remove rds:, or host:",
        },
      ];
