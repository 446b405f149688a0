import type { BootFile, Changes, Place } from "../airflow/words/built";

/**
 * What a person judges before deploying: the facts that build a stack, as plain data. Written as
 * `cdktf.out/review/<stack>.json`; the pages and the comparison read nothing else. No secret is ever in it.
 */
export interface Review {
  /** Counts up when a reader of an older one would misread it. */
  readonly format: 1;
  readonly stack: string;
  /** As the file names it: `docker`. */
  readonly target: string;
  /** `configs/local-docker.yaml`. */
  readonly file: string;
  /** The first lines of the page: version, image, executor, DAGs, time zone, address, admin. */
  readonly summary: readonly Fact[];
  readonly release: Release;
  readonly picture: Picture;
  readonly queues: readonly Queue[];
  readonly pools: readonly Pool[];
  readonly processes: readonly Process[];
  readonly ports: readonly Port[];
  readonly secrets: readonly Secret[];
  readonly connections: Connections;
  readonly destroy: Destroy;
  readonly risks: readonly Risk[];
  /** What each kind of change does; absent where the release says it all. */
  readonly changes?: Changes;
  /** Texts that machines start from, by the names under which a synth writes them beside the stack. */
  readonly bootFiles?: readonly Omit<BootFile, "content">[];
}

/** Where the file says it. */
export interface At {
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** In the words of the file: `workers.gpu.queues`. */
  readonly path: string;
  /** The file does not write it: this is the default, and the line is that of its section. */
  readonly unwritten?: true;
}

export interface Fact {
  /** One word or two: `Airflow`, `DAGs`. It names the fact from one release of this program to the next. */
  readonly name: string;
  readonly value: string;
  readonly at?: At;
}

/** What a deployment of this file does to a running one. */
export interface Release {
  /** Airflow's version that the file names. */
  readonly version: string;
  /** The version that runs now, where that is known. */
  readonly deployed?: string;
  /** `unknown`: nothing is known of what runs; `upgrade` and `downgrade` migrate or refuse. */
  readonly kind: "unknown" | "first" | "rolling" | "upgrade" | "downgrade";
  /** What happens, in order, as sentences. */
  readonly words: readonly string[];
}

/** Who talks to whom on which port, and where each lives. Laid out by the pages, never here. */
export interface Picture {
  readonly places: readonly Place[];
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
}

export interface Node {
  /** Unique in the picture; of a process its name: `worker-gpu`. */
  readonly id: string;
  readonly label: string;
  /** Short lines below the label: `2 x 16 slots`, `queues: default, gpu`. */
  readonly lines: readonly string[];
  readonly kind: "people" | "process" | "one-shot" | "store" | "existing";
  readonly place?: string;
  /** Equal nodes that a crowded picture may draw as one: `worker`. */
  readonly group?: string;
  readonly at?: At;
}

export interface Link {
  readonly from: string;
  readonly to: string;
  /** `8080`; of a published port the outer one. */
  readonly port: string;
  /** What goes over it: `UI and API`, `task queue`. */
  readonly what: string;
}

export interface Queue {
  readonly name: string;
  /** Tasks without a queue come here. */
  readonly default: boolean;
  readonly pools: readonly string[];
  /** Over all pools that consume it; `max` is above `min` where the target scales. */
  readonly slots: Range;
  readonly at?: At;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface Pool {
  readonly name: string;
  readonly queues: readonly string[];
  /** Slots of one worker. */
  readonly concurrency: number;
  readonly replicas: Range;
  readonly slots: Range;
  /** Of one worker: `2 cores, 4 GiB`, `no limit`. */
  readonly size: string;
  /** Longest task that a stop waits for, in seconds. */
  readonly drainSeconds: number;
  /** Settings of the pool that differ from their defaults: `Spot`, `Docker socket`, `Tasks per child`. */
  readonly settings: readonly Fact[];
  readonly at?: At;
}

/** Everything that runs: roles of Airflow, our own database and broker, the migration, helpers. */
export interface Process {
  readonly name: string;
  /** Of Airflow's processes, their role; else what it is: `metadata database`, `broker`, `migration`, `proxy`. */
  readonly role: string;
  readonly replicas: Range;
  /** Words of the command line; empty: the image's own. */
  readonly command: readonly string[];
  readonly size: string;
  /** What is asked, how often, and what follows: one sentence. Empty for a one-shot. */
  readonly health: string;
  /** Seconds that a stop waits before it kills. */
  readonly stopSeconds: number;
  /** What people notice when it stops: one sentence. */
  readonly stops: string;
  /** Names of what it lives in, outermost first. */
  readonly places: readonly string[];
  readonly at?: At;
}

/** A port that something listens on. */
export interface Port {
  readonly process: string;
  readonly port: number;
  /** Who may open a connection: roles, `people`. */
  readonly callers: readonly string[];
  /** Of a port that can be reached from outside the stack. */
  readonly published?: {
    /** Where: `127.0.0.1:8080`, a domain. */
    readonly address: string;
    /** Who reaches it, in words: `this machine only`. */
    readonly reach: string;
    /** Address ranges that alone are let in: `203.0.113.0/24`. */
    readonly from?: readonly string[];
  };
  readonly at?: At;
}

/** A secret by its name, never its value. */
export interface Secret {
  /** `metadata-database`, `given/crm-api`. */
  readonly name: string;
  /** Where its value comes from, in words. */
  readonly source: string;
  /** Where it is kept. */
  readonly kept: string;
  /** Processes that can read it. */
  readonly readers: readonly string[];
  readonly at?: At;
}

/** Connections to the metadata database when everything is busy. */
export interface Connections {
  readonly shares: readonly { readonly who: string; readonly connections: number }[];
  /** Kept free for a migration and for people. */
  readonly kept: number;
  readonly total: number;
  /** What the server accepts; unknown for an existing server whose limit the file does not name. */
  readonly limit?: number;
  readonly at?: At;
}

/** What `cdktf destroy` takes away. */
export interface Destroy {
  readonly lost: readonly Fact[];
  readonly kept: readonly Fact[];
}

/** Something that the file chose and a reviewer should know. */
export interface Risk {
  /** `danger`: somebody could get in, or data be lost. `notice`: it works, but not as one may expect. */
  readonly level: "danger" | "notice";
  readonly what: string;
  /** What would remove it. */
  readonly remedy: string;
  readonly at?: At;
}
