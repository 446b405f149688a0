import { DEFAULT_MAX_CONNECTIONS } from "../airflow/rules/connection-budget";
import { type Answers, type BrokerAnswer, type Connections, type DatabaseAnswer, UNWRITTEN } from "./answers";
import { example, number, section, text, unwritten, written } from "./lines";

/** The `metadataDatabase:` section, or its line. */
export function databaseLines({ database }: Answers, connections?: Connections): readonly string[] {
  return database === "own" ? ownDatabase(connections) : existingDatabase(database, connections);
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

function existingDatabase(server: DatabaseAnswer, connections?: Connections): readonly string[] {
  const port = server.engine === "mysql" ? "3306" : "5432";
  return [
    "# Where Airflow keeps what it knows: an existing server that containers can reach (`localhost` is not).",
    "# The database must be there and belong to the user.",
    ...section("metadataDatabase", [
      written("engine", text(server.engine), UNWRITTEN.engine),
      `host: ${text(server.host)}`,
      server.port === undefined ? unwritten("port", port) : written("port", number(server.port), port),
      written("name", text(server.name), UNWRITTEN.databaseName),
      written("user", text(server.user), UNWRITTEN.databaseUser),
      ...passwordLines(server.secret),
      "# What the server accepts at most. Written, it is compared with what this file needs.",
      example("maxConnections", String(Math.max(200, connections?.needed ?? 0))),
    ]),
  ];
}

/** The `broker:` section, or its line; nothing with LocalExecutor, unless it was asked for. */
export function brokerLines({ broker, executor }: Answers): readonly string[] {
  if (broker !== "own") return existingBroker(broker);
  if (executor !== "CeleryExecutor") return [];
  return [
    "# What hands the tasks to the workers: a Redis of its own, with a generated password.",
    '# broker: { image: "redis:8" }',
  ];
}

const existingBroker = (server: BrokerAnswer): readonly string[] => [
  "# What hands the tasks to the workers: an existing Redis or Valkey that containers can reach (`localhost` is not).",
  ...section("broker", [
    `host: ${text(server.host)}`,
    written("port", number(server.port), UNWRITTEN.brokerPort),
    written("database", number(server.database), UNWRITTEN.brokerDatabase),
    written("tls", String(server.tls), "false"),
    ...(server.user === undefined ? [] : [`user: ${text(server.user)}`]),
    ...(server.secret === undefined
      ? [example("password", "{ secret: airflow-broker }")]
      : passwordLines(server.secret)),
  ]),
];

/** The name of the secret alone; how its file is made is a comment, so that nobody writes the password here. */
const passwordLines = (secret: string): readonly string[] => [
  "# The password lies in a file of its own, never here. A new one, which the server must be told as well:",
  `#   mkdir -p secrets && ${secretCommand(secret)}`,
  `password: { secret: ${text(secret)} }`,
];

/** Makes the file of a secret. A name that is none is refused later; here it must only stay in its comment. */
export const secretCommand = (secret: string): string =>
  `openssl rand -base64 24 > secrets/${secret.replace(/[^\w-]/g, "?")}`;
