import { DEFAULT_MAX_CONNECTIONS } from "../airflow/derived/connection-budget";
import { lookUp } from "../deployment/look-up";
import { USUAL_PORTS } from "../deployment/usual";
import { type Answers, type BrokerAnswer, type Connections, type DatabaseAnswer, UNWRITTEN } from "./answers";
import { example, number, section, text, unwritten, written } from "./lines";
import { PLACES } from "./places";

/** The `metadataDatabase:` section, or its line. */
export function databaseLines({ database, target }: Answers, connections?: Connections): readonly string[] {
  return database === "own" ? ownDatabase(connections) : existingDatabase(database, target, connections);
}

function ownDatabase(connections?: Connections): readonly string[] {
  const about = "# Where Airflow keeps what it knows: a Postgres of its own, with a generated password.";
  if (connections === undefined || connections.needed <= DEFAULT_MAX_CONNECTIONS)
    return [about, `# metadataDatabase: { maxConnections: ${DEFAULT_MAX_CONNECTIONS} }`];
  return [
    about,
    "# Every worker and every task at once holds a connection, and this file needs more than the usual 100.",
    ...section("metadataDatabase", [`maxConnections: ${connections.needed}`]),
  ];
}

function existingDatabase(server: DatabaseAnswer, target: string, connections?: Connections): readonly string[] {
  const port = String(lookUp(USUAL_PORTS, server.engine) ?? USUAL_PORTS.postgres);
  return [
    "# Where Airflow keeps what it knows: an existing server that containers can reach (`localhost` is not).",
    "# The database must be there and belong to the user.",
    ...section("metadataDatabase", [
      written("engine", text(server.engine), UNWRITTEN.engine),
      `host: ${text(server.host)}`,
      server.port === undefined ? unwritten("port", port) : written("port", number(server.port), port),
      written("name", text(server.name), UNWRITTEN.databaseName),
      written("user", text(server.user), UNWRITTEN.databaseUser),
      ...passwordLines(server.secret, target),
      "# What the server accepts at most. Written, it is compared with what this file needs.",
      example("maxConnections", String(Math.max(200, connections?.needed ?? 0))),
    ]),
  ];
}

/** The `broker:` section, or its line; nothing with LocalExecutor, unless it was asked for. */
export function brokerLines({ broker, executor, target }: Answers): readonly string[] {
  if (broker !== "own") return existingBroker(broker, target);
  return executor === "CeleryExecutor" ? (lookUp(PLACES, target)?.ownBroker ?? []) : [];
}

const existingBroker = (server: BrokerAnswer, target: string): readonly string[] => [
  "# What hands the tasks to the workers: an existing Redis or Valkey that containers can reach (`localhost` is not).",
  ...section("broker", [
    `host: ${text(server.host)}`,
    written("port", number(server.port), UNWRITTEN.brokerPort),
    written("database", number(server.database), UNWRITTEN.brokerDatabase),
    written("tls", String(server.tls), "false"),
    ...(server.user === undefined ? [] : [`user: ${text(server.user)}`]),
    ...(server.secret === undefined
      ? [example("password", "{ secret: airflow-broker }")]
      : passwordLines(server.secret, target)),
  ]),
];

/** The name of the secret alone; how it is made is a comment, so that nobody writes the password here. */
const passwordLines = (secret: string, target: string): readonly string[] => [
  `# The password ${lookUp(PLACES, target)?.secretPlace ?? "lies elsewhere"}, never here. A new one, which the server must be told as well:`,
  ...[lookUp(PLACES, target)].flatMap((place) => (place === undefined ? [] : [`#   ${place.secretCommand(secret)}`])),
  `password: { secret: ${text(secret)} }`,
];
