import type { MetadataDatabasePart } from "../../deployment/schema/data";
import type { Endpoint } from "../endpoint";
import { PROGRAMS } from "../files/files";

type Engine = MetadataDatabasePart["engine"];

/** Where every process finds the authority that signs the database's certificate. */
export const DATABASE_CA = `${PROGRAMS}/database-ca.pem`;

/** The authorities that Debian trusts, in Airflow's image. */
const SYSTEM_CA = "/etc/ssl/certs/ca-certificates.crt";

const authority = ({ tls }: Endpoint): string => (tls?.ca === undefined ? SYSTEM_CA : DATABASE_CA);

/**
 * libpq and asyncpg both read PGSSLROOTCERT, while the name of the query parameter differs between them (asyncpg knows
 * none). aiomysql takes an object of Python's only, so Airflow is told where one is: 3.1 and newer can be, and 2.11 has
 * no such client. Seen with the drivers of 2.11.2 and 3.3.2.
 */
export function databaseTlsVariables(at: Endpoint, engine: Engine): Readonly<Record<string, string>> {
  if (at.tls === undefined) return {};
  if (engine === "postgres") return { PGSSLROOTCERT: authority(at) };
  return {
    AIRFLOW_CDKTF_DATABASE_CA: authority(at),
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONNECT_ARGS_ASYNC: `airflow_cdktf.database_tls.${at.tls.name === false ? "AUTHORITY" : "NAME"}`,
  };
}

/**
 * The part of a URL that asks for a checked certificate.
 *
 * Postgres: asyncpg raises TypeError for `sslmode`; libpq knows no `ssl`. MySQL: with MariaDB's client library 10.11, as
 * in Airflow's image, mysqlclient checks the authority as soon as it has one, and the name with any word of VERIFY; it
 * goes on in the clear with a server that offers no TLS, so the server must refuse that. Seen with right and wrong
 * authorities and names, on both releases.
 */
export function tlsQuery(at: Endpoint, engine: Engine, driver: "sync" | "async"): string {
  if (at.tls === undefined) return "";
  const name = at.tls.name !== false;
  if (engine === "postgres") return `?${driver === "sync" ? "sslmode" : "ssl"}=${name ? "verify-full" : "verify-ca"}`;
  if (driver === "async") return "";
  return `?ssl_ca=${authority(at)}${name ? "&ssl_mode=VERIFY_IDENTITY" : ""}`;
}
