import type { Text } from "../secrets/secret";

export type Role = "webserver" | "scheduler" | "dag-processor" | "triggerer" | "flower" | "worker";

/** Who may open a connection to a port. `people` are browsers outside. */
export type Caller = Role | "people";

export interface Listener {
  readonly name: string;
  readonly port: number;
  readonly callers: readonly Caller[];
}

/** What a file holds: as a file of the machine that synthesizes, by its absolute path, or as text. */
export type Contents = { readonly source: string } | { readonly content: string };

/** A file that a process finds at `target`. */
export type File = { readonly target: string } & Contents;

/** A command whose exit code tells health, and how often to ask. Seconds. */
export interface Health {
  /** What it asks, in words. */
  readonly asks: string;
  readonly command: readonly string[];
  readonly every: number;
  readonly timeout: number;
  /** Failures in a row before the process counts as unhealthy. */
  readonly failures: number;
  /** Time a start may take before failures count. */
  readonly start: number;
}

/** Written limits; a target that must have some asks sizes.ts for what the role needs. */
export interface Size {
  readonly cpu?: number;
  readonly memoryMiB?: number;
}

/** One process of Airflow as plain data: what runs, never where. */
export interface Service {
  /** Construct id and DNS label: "webserver", "worker-gpu". */
  readonly name: string;
  readonly role: Role;
  /** Arguments after the image's own entrypoint. */
  readonly command: readonly string[];
  readonly plain: Readonly<Record<string, string>>;
  readonly secret: Readonly<Record<string, Text>>;
  readonly files: readonly File[];
  readonly listens: readonly Listener[];
  readonly health: Health;
  /** Tasks run inside: its end must be waited for, and what they need must outlast it. */
  readonly runsTasks: boolean;
  /** Seconds that a stop must wait for. */
  readonly drain: { readonly seconds: number };
  readonly size: Size;
  readonly replicas: { readonly min: number; readonly max: number };
  /** The file's name of the pool, of a worker. */
  readonly pool?: string;
  /** Slots for tasks, of a worker. */
  readonly slots?: number;
}

/** The one-shot that migrates the database and applies admin and slot pools. Its exit code counts. */
export interface Migration {
  readonly command: readonly string[];
  readonly plain: Readonly<Record<string, string>>;
  readonly secret: Readonly<Record<string, Text>>;
  readonly files: readonly File[];
}
