import { isUrl } from "../../lib/deployment/schema/base-url";
import { type BrokerAnswer, type DatabaseAnswer, UNWRITTEN } from "../../lib/new/answers";

/** Names of the secrets that existing servers get where nobody names others. */
export const DATABASE_SECRET = "airflow-database";
export const BROKER_SECRET = "airflow-broker";

export const DATABASE_FORM = "postgres://[USER@]HOST[:PORT][/NAME] or mysql://...";
export const BROKER_FORM = "redis://[USER@]HOST[:PORT][/NUMBER] or rediss://...";

const PASSWORD = "a password never stands on a command line: leave it out; its file in secrets/ is named by";

/** An existing database as an address. A text is what is wrong with it; it never repeats the address. */
export function databaseFlag(value: string, secret: string = DATABASE_SECRET): DatabaseAnswer | string {
  const parts = address(value, ["postgres", "postgresql", "mysql"]);
  if (parts === undefined) return `expected own, or ${DATABASE_FORM}`;
  if (parts.password) return `${PASSWORD} --database-secret`;
  return {
    engine: parts.scheme === "mysql" ? "mysql" : "postgres",
    host: parts.host,
    port: parts.port,
    name: parts.path ?? UNWRITTEN.databaseName,
    user: parts.user ?? UNWRITTEN.databaseUser,
    secret,
  };
}

/** An existing broker as an address; `none` as its secret: it asks for no password. */
export function brokerFlag(value: string, secret: string = BROKER_SECRET): BrokerAnswer | string {
  const parts = address(value, ["redis", "rediss"]);
  if (parts === undefined) return `expected own, or ${BROKER_FORM}`;
  if (parts.password) return `${PASSWORD} --broker-secret`;
  return {
    host: parts.host,
    port: parts.port ?? UNWRITTEN.brokerPort,
    database: parts.path ?? UNWRITTEN.brokerDatabase,
    user: parts.user,
    secret: secret === "none" ? undefined : secret,
    tls: parts.scheme === "rediss",
  };
}

function address(value: string, schemes: readonly string[]) {
  if (!isUrl(value)) return undefined;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(value);
  const scheme = protocol.slice(0, -1);
  if (!schemes.includes(scheme) || hostname === "" || search !== "" || hash !== "") return undefined;
  return {
    scheme,
    host: hostname,
    port: port === "" ? undefined : port,
    user: username === "" ? undefined : decode(username),
    password: password !== "",
    path: pathname.length > 1 ? decode(pathname.slice(1)) : undefined,
  };
}

/** A stray percent sign stays as it is, and the reader refuses it. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
