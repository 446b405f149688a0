import type { Path } from "../../deployment/words/finding";
import type { Text } from "../secrets/secret";
import type { Role, Store } from "./roles";

/** Who may open a connection to a port. `people` are browsers outside. */
export type Caller = Role | "people";

export interface Listener {
  readonly name: string;
  readonly port: number;
  /** Unwritten: TCP. */
  readonly protocol?: "udp";
  readonly callers: readonly Caller[];
  /** Port of the file that people use in its place. Unwritten: they come through something else, or not at all. */
  readonly dialled?: number;
  /** In words: `UI and API`. */
  readonly what: string;
  /** Why it is open, where `*` stands for the caller: `the * shows the logs of what still runs`. */
  readonly why: string;
  /** The same said once for all callers. Unwritten: each is named. */
  readonly together?: string;
}

/** What processes call, our own or an existing one; `repository` is that of the DAGs. */
export type Server = Store | "repository";

/** A connection that a workload opens itself, beside those that listeners name. */
export interface Call {
  readonly role: Role | Server;
  readonly port: number;
  readonly what: string;
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

/** Whatever runs, as plain data: what, never where. A target renders it, and adds what only the target knows. */
export interface Workload {
  /** Construct id and DNS label: "webserver", "worker-gpu", "git-sync". */
  readonly name: string;
  /** A role of Airflow's; of all others in words: `metadata database`. */
  readonly role: string;
  /** `one-shot` does its work and ends, once or every night; `store` keeps data. */
  readonly kind: "process" | "one-shot" | "store";
  /** Airflow's own; one that the target's part of the file names; or one by its reference. */
  readonly image: "airflow" | "setting" | { readonly reference: string };
  /** Arguments after the image's own entrypoint. */
  readonly command: readonly string[];
  readonly plain: Readonly<Record<string, string>>;
  readonly secret: Readonly<Record<string, Text>>;
  /** Secrets that it reads from a file, by the file's name: `password`. */
  readonly secretFiles?: Readonly<Record<string, Text>>;
  readonly files: readonly File[];
  readonly listens: readonly Listener[];
  readonly calls: readonly Call[];
  /** Unwritten: nothing asks for it. */
  readonly health?: Pick<Health, "asks">;
  /** What people notice when it stops. */
  readonly stops: string;
  /** The file's name of the pool, of a worker. */
  readonly pool?: string;
  /** The place of the file that decides it. */
  readonly path: Path;
}

/** One process of Airflow. */
export interface Service extends Workload {
  readonly role: Role;
  readonly health: Health;
  /** Tasks run inside: its end must be waited for, and what they need must outlast it. */
  readonly runsTasks: boolean;
  /** Seconds that a stop must wait for. */
  readonly drain: { readonly seconds: number };
  readonly size: Size;
  readonly replicas: { readonly min: number; readonly max: number };
  /** Slots for tasks, of a worker. */
  readonly slots?: number;
}
