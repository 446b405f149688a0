import type { MetadataDatabasePart } from "../../deployment/schema/data";
import { USUAL_PORTS } from "../../deployment/usual";
import type { Endpoint } from "../endpoint";
import { givenOr, inUrl, type Text } from "../secrets/secret";
import { tlsQuery } from "./database-tls";
import { existingTls } from "./server-ca";
import { urlPart } from "./url-part";

/**
 * Drivers are always written out: a bare `postgresql://` means another driver from Airflow 3.4 on, and only
 * mysqlclient is tried by Airflow's own tests. Source: Airflow's "Set up a database backend".
 */
const DRIVERS = {
  postgres: { sync: "postgresql+psycopg2", async: "postgresql+asyncpg" },
  mysql: { sync: "mysql+mysqldb", async: "mysql+aiomysql" },
} as const;

export interface DatabaseUrls {
  readonly sync: Text;
  readonly async: Text;
  /** Celery's result backend on the same database. */
  readonly results: Text;
}

/** Where the metadata database answers, if the file names an existing one. `root` is the project's folder. */
export const existingDatabase = (part: MetadataDatabasePart, root: string): Endpoint | undefined => {
  if (part.host === undefined) return undefined;
  const port = String(part.port ?? USUAL_PORTS[part.engine]);
  return { host: part.host, port, shownAs: `${part.host}:${port}`, ...existingTls(part.tls, root) };
};

/** The only place with the grammar of database URLs. */
export function databaseUrls(part: MetadataDatabasePart, at: Endpoint): DatabaseUrls {
  const { sync, async } = DRIVERS[part.engine];
  const password = inUrl(givenOr(part.password, "metadata-database"));
  const url = (scheme: string, driver: "sync" | "async"): Text => [
    `${scheme}://${urlPart(part.user)}:`,
    password,
    `@${at.host}:${at.port}/${part.name}${tlsQuery(at, part.engine, driver)}`,
  ];
  return { sync: url(sync, "sync"), async: url(async, "async"), results: url(`db+${sync}`, "sync") };
}
