import type { MetadataDatabasePart } from "../../deployment/schema/data";
import { SERVER_IMAGES, USUAL_PORTS } from "../../deployment/usual";
import { DEFAULT_MAX_CONNECTIONS } from "../derived/connection-budget";
import type { Surroundings } from "../environment/environment";
import { givenOr } from "../secrets/secret";
import { callersOf } from "./roles";
import type { Description } from "./workload";

interface Server {
  /** What runs when the file names no image. */
  readonly image: string;
  readonly port: number;
  readonly asks: string;
  command(connections: number): readonly string[];
}

/** Servers of our own, by engine. */
const SERVERS: Readonly<Record<MetadataDatabasePart["engine"], Server>> = {
  postgres: {
    image: SERVER_IMAGES.postgres,
    port: USUAL_PORTS.postgres,
    asks: "it accepts connections",
    command: (connections) => ["postgres", "-c", `max_connections=${connections}`],
  },
  mysql: {
    image: SERVER_IMAGES.mysql,
    port: USUAL_PORTS.mysql,
    asks: "it answers a query",
    command: (connections) => ["mysqld", `--max-connections=${connections}`],
  },
};

type Part = Pick<MetadataDatabasePart, "engine">;

export const databasePort = ({ engine }: Part): number => SERVERS[engine].port;

export const databaseImage = ({ engine, image }: Part & Pick<MetadataDatabasePart, "image">): string =>
  image ?? SERVERS[engine].image;

/** What people notice when it stops. `back`: when it is there again, `its standby takes over`. */
export const withoutDatabase = (back = "it is back"): string =>
  `Nothing is scheduled and the UI shows errors until ${back}; running tasks go on`;

/** The metadata database, where it is our own. */
export function metadataDatabase({ deployment }: Pick<Surroundings, "deployment">): Description | undefined {
  const part = deployment.metadataDatabase;
  const { host, engine, password, maxConnections = DEFAULT_MAX_CONNECTIONS } = part;
  if (host !== undefined) return undefined;
  const server = SERVERS[engine];
  return {
    kind: "store",
    image: { reference: databaseImage(part) },
    command: server.command(maxConnections),
    secretFiles: { password: [givenOr(password, "metadata-database")] },
    listens: [
      {
        name: "sql",
        port: server.port,
        callers: callersOf("metadata-database"),
        what: "SQL",
        why: "* keeps state there",
        together: "processes keep state in the database",
      },
    ],
    health: { asks: server.asks },
    stops: withoutDatabase(),
    path: ["metadataDatabase"],
  };
}
