import type { Deployment } from "../../../deployment/schema/schema";
import { mayBeSecret, quoted } from "../../../deployment/words/echo";
import type { Finding } from "../../../deployment/words/finding";
import { bracketed, isDockers, isHost, isItself } from "../../derived/host-name";
import { type HostParts, hostParts, schemeOf } from "../../derived/host-parts";

type Section = "metadataDatabase" | "broker";

/**
 * Addresses of existing servers: one server each, its host alone, and none that is the process itself.
 * @param nearby what the target's processes call a server beside them, in place of localhost
 * @param machine the one name of Docker's that the target's processes know
 */
export const hosts = (
  { metadataDatabase, broker }: Deployment,
  nearby: string,
  machine?: string,
): readonly Finding[] => [
  ...judged("metadataDatabase", metadataDatabase.host, nearby, machine),
  ...judged("broker", broker.host, nearby, machine),
];

function judged(section: Section, value: string | undefined, nearby: string, machine?: string): readonly Finding[] {
  if (value === undefined) return [];
  if (isDockers(value) && value.toLowerCase() !== machine)
    return [{ path: [section, "host"], message: `${quoted(value)} ${OF_DOCKER}; write ${nearby}` }];
  const path = [section, "host"];
  const message = refusal(section, value, nearby);
  if (message !== undefined) return [{ path, message }];
  return bracketed(value) === undefined ? [] : [{ path, kind: "notice", message: IPV6 }];
}

const IPV6 =
  "the network that this program makes carries IPv4 alone; an IPv6 address is reached only where the engine or the cloud adds IPv6 to it";

/** Why a text is not the address of a server; undefined: it is. */
export function refusal(section: Section, value: string, nearby: string): string | undefined {
  if (isHost(value)) return isItself(value) ? `${quoted(value)} ${ITSELF}; write ${nearby}` : undefined;
  const got = quoted(value, "host");
  if (isSocket(value)) return `a socket's file is on one machine alone, got ${got}; write the server's name or address`;
  if (isSeveral(section, value)) return `expected the address of one server, got ${got}; ${SEVERAL[section]}`;
  const parts = hostParts(value);
  const scheme = parts?.scheme ?? schemeOf(value);
  if (!SCHEMES[section].test(scheme))
    return `${SERVERS[section]}, got ${got}; write the address of one, or leave host: out for a server of our own`;
  if (parts === undefined || mayBeSecret(value, "host")) return `${ALONE}, got ${got}; ${FORMS[section]}`;
  return `${ALONE}, got ${got}; write ${remedy(section, parts, nearby)}`;
}

const ALONE = "expected the name or address of a server alone";
const OF_DOCKER = "is a name of Docker on one machine";
const ITSELF = "is each process itself, and no server of yours runs in there";
const FORMS = {
  metadataDatabase:
    "write host: db.example.com, an IPv4 address or an IPv6 address in brackets, and port:, name: and user: beside it",
  broker:
    "write host: redis.example.com, an IPv4 address or an IPv6 address in brackets, and port:, database: and user: beside it",
} as const;
const SERVERS = {
  metadataDatabase: "Airflow's metadata is kept by Postgres or MySQL alone",
  broker: "tasks go through Redis or Valkey alone",
} as const;
/** Those that say nothing but that an address follows, and of MariaDB, whose clients are MySQL's. */
const SCHEMES = {
  metadataDatabase: /^(|https?|tcp|postgres|postgresql|pgsql|mysql|mariadb)$/,
  broker: /^(|https?|tcp|rediss?|valkeys?)$/,
} as const;
const SEVERAL = {
  metadataDatabase: "write host: and port: of what always leads to the primary, such as a proxy before them",
  broker:
    "Sentinel and Redis Cluster are not supported: write host: and port: of what always leads to the primary, such as a proxy before them",
} as const;

/** Sentinel's own port: what answers there knows where the server is, and is none. */
const SENTINEL = 26379;

const isSocket = (value: string): boolean => /^\s*(\/|(unix|[a-z]+\+socket):)/i.test(value);

const isSeveral = (section: Section, value: string): boolean =>
  /[^\s,;][\s,;]+[^\s,;]/.test(value) ||
  (section === "broker" &&
    (/^\s*[a-z+]*(sentinel|cluster)\b[a-z+]*:\/\//i.test(value) || hostParts(value)?.port === SENTINEL));

/** What to write in place of a whole address, each part at its own key. */
function remedy(section: Section, { scheme, host, port, path, more }: HostParts, nearby: string): string {
  const secure = /^(rediss|valkeys)$/.test(scheme) || /\b(sslmode=(require|verify)|ssl=true|ssl_cert_reqs=)/.test(more);
  const mysql = section === "metadataDatabase" && /^(mysql|mariadb)$/.test(scheme);
  const inside = section === "broker" ? /^\d{1,2}$/ : /^[A-Za-z_][A-Za-z0-9_@.+-]{0,62}$/;
  const known = inside.test(path);
  const keys = [
    ...(isItself(host) ? [] : [`host: ${bracketed(host) === undefined ? host : JSON.stringify(host)}`]),
    ...(port === undefined ? [] : [`port: ${port}`]),
    ...(known ? [`${section === "broker" ? "database" : "name"}: ${path}`] : []),
    ...(mysql ? ["engine: mysql"] : []),
    ...(secure && !mysql ? ["tls: true"] : []),
  ];
  const rest = [...(path === "" || known ? [] : ["/"]), ...(more === "" ? [] : [more.charAt(0)])];
  return [
    listed(keys),
    ...(rest.length === 0 ? [] : [`without what follows ${rest.join(" and ")}`]),
    ...(isItself(host) ? [`for host: ${nearby}, since ${host} ${ITSELF}`] : []),
  ]
    .filter((one) => one !== "")
    .join(", ");
}

const listed = (words: readonly string[]): string => words.join(", ").replace(/, (?=[^,]*$)/, " and ");
