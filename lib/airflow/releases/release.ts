export type Profile = "2.11" | "3";

/** A figure of each role but the webserver. */
interface PerRole {
  readonly scheduler: number;
  readonly dagProcessor: number;
  readonly triggerer: number;
  readonly flower: number;
  /** Of a worker itself; `slot` comes on top, per task at once. */
  readonly worker: number;
  readonly slot: number;
  /** Of a scheduler, per task at once that LocalExecutor runs in it. */
  readonly localSlot: number;
}

/**
 * What differs between the releases of Airflow; the table is in release-profiles.ts. Options are named SECTION.KEY.
 * Source: the images 2.11.2 and 3.3.2 (`airflow --help`, the described options, the answers of the running servers).
 */
export interface Release {
  /** Releases that this profile describes, for messages. */
  readonly name: string;
  /** Arguments after the image's entrypoint. */
  readonly commands: {
    readonly webserver: readonly string[];
    readonly scheduler: readonly string[];
    readonly dagProcessor: readonly string[];
    readonly triggerer: readonly string[];
    readonly worker: readonly string[];
    readonly flower: readonly string[];
    readonly migrate: readonly string[];
  };
  /** Path below that of the base URL which says that the webserver answers; needs no login. */
  readonly alive: string;
  /** Names of options that moved; undefined: the release has no such option. */
  readonly options: {
    readonly secretKey: string;
    readonly baseUrl: string;
    readonly port: string;
    readonly jwtSecret?: string;
    readonly executionApiUrl?: string;
    readonly executionTokenSeconds?: string;
    readonly asyncDatabaseUrl?: string;
    readonly dagBundles?: string;
    readonly dagRefreshInterval: string;
    readonly uiTimezone?: string;
    readonly exposeConfig: string;
    readonly proxyFix: string;
    /** How many proxies add a word to X-Forwarded-For. */
    readonly proxies: string;
    /** How many say by X-Forwarded-Prefix which path they took away. */
    readonly proxyPrefixes: string;
    readonly webserverConfig: string;
    readonly webserverWorkers: string;
    readonly heartbeatTimeout: string;
  };
  /** Options with the one value that every deployment of ours needs. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Workers reach the database through the webserver (3.x) and need its address. */
  readonly executionApi: boolean;
  /** Processes of one webserver, unless an option says otherwise. */
  readonly webserverProcesses: number;
  /** How DAGs come from git: Airflow's own bundle, or a process that keeps a folder equal to the repository. */
  readonly dagsFromGit: "bundle" | "git-sync";
  /** Whether [core] parallelism of 0 means without limit. */
  readonly parallelismZero: "unlimited" | "refused";
  /** Connections to the metadata database, see derived/connection-budget.ts. */
  readonly connections: PerRole & {
    /** Of one process of the webserver. `pool`: as many as SQLAlchemy's pool may hold. */
    readonly webserverProcess: number | "pool";
  };
  /** MiB, see derived/sizes.ts. */
  readonly memory: PerRole & {
    readonly webserver: number;
    /** Of a worker's process for tasks before its first one: 157 in both releases, rounded up. */
    readonly child: number;
  };
}
