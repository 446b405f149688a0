import { parseVersion } from "../../airflow/releases/version";
import { databaseInTheClear } from "../../airflow/rules/network/in-the-clear";
import type { MetadataDatabasePart } from "../../deployment/schema/data";
import { SERVER_IMAGES } from "../../deployment/usual";
import type { Finding, Path } from "../../deployment/words/finding";
import type { GcpReading } from "../settings/settings";
import { cloudSql } from "./cloud-sql";
import { databases } from "./databases";

/** The metadata database on the master, on Cloud SQL, or an existing one. */
export function database({ deployment }: GcpReading): readonly Finding[] {
  const { metadataDatabase: part, airflow } = deployment;
  if (part.host !== undefined)
    return [
      ...(deployment.cloudSql === false ? [] : [{ path: ["cloudSql"], message: UNUSED }]),
      ...databases(deployment.databases, part, "existing"),
      ...databaseInTheClear(part),
    ];
  if (deployment.cloudSql !== false)
    return [
      ...cloudSql(deployment.cloudSql, part),
      ...databases(deployment.databases, part, "Cloud SQL"),
      ...listed(["cloudSql", "version"], part, deployment.cloudSql.version ?? "MYSQL_8_4", airflow.version),
    ];
  return [
    ...images(part, airflow.version),
    ...users(part),
    ...databases(deployment.databases, part, "master"),
    ...listed(["metadataDatabase", "image"], part, part.image ?? SERVER_IMAGES.mysql, airflow.version),
  ];
}

const UNUSED = "metadataDatabase.host names an existing server, so none is made; remove cloudSql:, or host:";

/** Not refused: it works. Source: Airflow's README of 2.11.2, "Requirements": MySQL 8.0 and innovation releases. */
const listed = (path: Path, { engine }: MetadataDatabasePart, version: string, airflow: string): readonly Finding[] =>
  engine === "mysql" && /8[._]4/.test(version) && parseVersion(airflow)?.major === 2
    ? [
        {
          path,
          kind: "notice",
          message: `Airflow ${airflow} lists MySQL 8.0 among what it is tested with, and not ${version}; it has run with MySQL 9`,
        },
      ]
    : [];

const at = (key: keyof MetadataDatabasePart, message: string): Finding => ({
  path: ["metadataDatabase", key],
  message,
});

/** What the last part of an image's name says about the server in it. */
const SERVERS: readonly (readonly [name: RegExp, engine: MetadataDatabasePart["engine"] | "other", called: string])[] =
  [
    [/mariadb/, "other", "MariaDB"],
    [/percona/, "other", "Percona Server"],
    [/mysql/, "mysql", "MySQL"],
    [/postgres|timescale|postgis/, "postgres", "Postgres"],
  ];

/**
 * Oldest versions that the releases take. Source: Airflow's README, "Requirements", of 2.11 and 3.1.
 */
const OLDEST = { postgres: { 2: 12, 3: 13 }, mysql: { 2: 8, 3: 8 } } as const;
const CALLED = { postgres: "Postgres", mysql: "MySQL" } as const;

function images({ engine, image }: MetadataDatabasePart, airflow: string): readonly Finding[] {
  if (image === undefined) return [];
  const name = (image.split("@")[0] ?? "").split("/").at(-1) ?? "";
  const found = SERVERS.find(([pattern]) => pattern.test(name.split(":")[0] ?? ""));
  if (found !== undefined && found[1] !== engine)
    return [
      at(
        "image",
        found[1] === "other"
          ? `${image} is ${found[2]}, which Airflow does not support; write an image of ${CALLED[engine]}, or leave image: out`
          : `${image} is ${found[2]}, and metadataDatabase.engine is ${engine}; write engine: ${found[1]}, or another image`,
      ),
    ];
  // A name that says nothing is one's own.
  if (found === undefined) return [];
  const major = Number(/:(?:[a-z-]*)([0-9]+)/.exec(name)?.[1]);
  const oldest = OLDEST[engine][(parseVersion(airflow)?.major ?? 3) === 2 ? 2 : 3];
  if (Number.isNaN(major) || major >= oldest) return [];
  return [
    at(
      "image",
      `Airflow ${airflow} takes ${CALLED[engine]} ${oldest}${engine === "mysql" ? ".0" : ""} or newer, and got ${image}; write a newer one, or leave image: out`,
    ),
  ];
}

/** Users that MySQL has already, and the most characters that it takes. Source: MySQL, "Account user names". */
const OF_MYSQL = ["root", "mysql.sys", "mysql.session", "mysql.infoschema"];
const LONGEST_USER = 32;

function users({ engine, user }: MetadataDatabasePart): readonly Finding[] {
  if (engine !== "mysql") return [];
  if (OF_MYSQL.includes(user))
    return [at("user", `"${user}" is a user of MySQL itself; write another name, or leave user: out`)];
  if (user.length > LONGEST_USER)
    return [at("user", `got ${user.length} characters, and MySQL takes ${LONGEST_USER}; write a shorter name`)];
  return [];
}
