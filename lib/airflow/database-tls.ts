import { PROGRAMS } from "./files";
import type { Endpoint } from "./platform";
import type { File } from "./service";

/** Where every process finds the authority that signs the database's certificate. */
const OWN_CA = `${PROGRAMS}/database-ca.pem`;

/** The authorities that Debian trusts, in Airflow's image. */
const SYSTEM_CA = "/etc/ssl/certs/ca-certificates.crt";

/** The file with the authority, where the database brings its own. */
export const databaseCa = ({ tls }: Endpoint): readonly File[] =>
  tls?.ca === undefined ? [] : [{ target: OWN_CA, ...tls.ca }];

/**
 * libpq and asyncpg both read PGSSLROOTCERT, while the name of the query parameter differs between them (asyncpg knows
 * none). Seen with psycopg2 and asyncpg of 2.11.2 and 3.3.2.
 */
export const databaseTlsVariables = ({ tls }: Endpoint): Readonly<Record<string, string>> =>
  tls === undefined ? {} : { PGSSLROOTCERT: tls.ca === undefined ? SYSTEM_CA : OWN_CA };

/**
 * The part of a Postgres URL that asks for a checked certificate. asyncpg raises TypeError for `sslmode`; libpq
 * knows no `ssl`.
 */
export const tlsQuery = ({ tls }: Endpoint, driver: "sync" | "async"): string =>
  tls === undefined ? "" : driver === "sync" ? "?sslmode=verify-full" : "?ssl=verify-full";
