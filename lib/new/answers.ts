import { broker, metadataDatabase } from "../deployment/schema/data";
import { flower, webserver, workerPool } from "../deployment/schema/processes";

/** A pool of workers, every part as a person typed it. */
export interface PoolAnswer {
  readonly name: string;
  readonly queues: readonly string[];
  readonly concurrency: string;
  readonly replicas: string;
}

export type DagsAnswer =
  | { readonly from: "folder" | "image"; readonly path: string }
  | { readonly from: "git"; readonly url: string; readonly ref: string };

/** An existing server of the metadata database. */
export interface DatabaseAnswer {
  readonly engine: string;
  readonly host: string;
  /** Undefined: the engine's own. */
  readonly port: string | undefined;
  readonly name: string;
  readonly user: string;
  /** Name of the secret that holds the password, never the password. */
  readonly secret: string;
}

/** An existing broker. */
export interface BrokerAnswer {
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string | undefined;
  /** Undefined: the server asks for no password. */
  readonly secret: string | undefined;
  readonly tls: boolean;
}

/** What only a file of a cloud says. */
export interface CloudAnswers {
  readonly account?: string;
  readonly project?: string;
  /** Of machines; that of a name is in `entrance`. */
  readonly zone?: string;
  /** A finished image, by its digest. */
  readonly image?: string;
  readonly region?: string;
  /** Where Terraform keeps its state. */
  readonly stateBucket?: string;
  /** What people type. */
  readonly baseUrl?: string;
  /** A certificate that exists, or the zone in which one is made. */
  readonly entrance?: { readonly certificate: string } | { readonly zone: string };
  /** Ranges of the people's addresses. */
  readonly allow?: readonly string[];
}

/**
 * What the file is made of. Numbers and durations are the text that was typed: only the reader judges them, once they
 * stand in the file.
 */
export interface Answers extends CloudAnswers {
  readonly target: string;
  readonly stack: string;
  readonly version: string;
  readonly executor: string;
  /** Empty with LocalExecutor. */
  readonly pools: readonly PoolAnswer[];
  readonly dags: DagsAnswer;
  /** Needed where the release cannot read git by itself. */
  readonly gitSyncImage: string | undefined;
  readonly database: "own" | DatabaseAnswer;
  readonly broker: "own" | BrokerAnswer;
  /** Of the webserver. */
  readonly port: string;
  /** Its port; false: no Flower. */
  readonly flower: string | false;
  /** Undefined: no limit. */
  readonly longestTask: string | undefined;
}

/** What the metadata database must accept, where that is known. */
export interface Connections {
  /** Rounded up; the default of the server is enough below it. */
  readonly needed: number;
}

const pool = workerPool.parse({ queues: ["default"] });
const server = metadataDatabase.parse({});
const queueServer = broker.parse({});

/** What the schemas take where a file writes nothing, as text. */
export const UNWRITTEN = {
  concurrency: String(pool.concurrency),
  replicas: String(pool.replicas.max),
  port: String(webserver.parse({}).port),
  flowerPort: String(flower.parse({}).port),
  engine: server.engine,
  databaseName: server.name,
  databaseUser: server.user,
  brokerPort: String(queueServer.port),
  brokerDatabase: String(queueServer.database),
} as const;

/** The pool that a file has when nobody asks for another. */
export const DEFAULT_POOL: PoolAnswer = {
  name: "default",
  queues: ["default"],
  concurrency: UNWRITTEN.concurrency,
  replicas: UNWRITTEN.replicas,
};
