import type { Path } from "../../deployment/words/finding";
import type { Hole } from "../secrets/secret";
import type { Listener, Size, Workload } from "../workloads/service";

/** A machine or a network in which processes live; places may lie in one another. */
export interface Place {
  readonly id: string;
  readonly label: string;
  readonly kind: "machine" | "network" | "outside";
  /** The place around it. */
  readonly inside?: string;
}

/** A fact in the words of people, and the place of the file that decided it. */
export interface Statement {
  /** One word or two, the same from one release of this program to the next. */
  readonly name: string;
  readonly value: string;
  readonly path?: Path;
}

/** Something that the file chose and a reviewer should know. */
export interface Danger {
  /** `danger`: somebody could get in, or data be lost. `notice`: it works, but not as one may expect. */
  readonly level: "danger" | "notice";
  readonly what: string;
  /** What would remove it. */
  readonly remedy: string;
  readonly path: Path;
}

/** A port that answers outside of the stack's own network. */
export interface Published {
  /** Port of the process itself. */
  readonly internal: number;
  readonly external: number;
  /** `127.0.0.1:8080`, a domain. */
  readonly address: string;
  /** Who reaches it, in words. */
  readonly reach: string;
  /** Address ranges that alone are let in, in CIDR form. Unwritten: the address says it all. */
  readonly from?: readonly string[];
}

/** Where a process of Airflow was put. */
export interface Placed {
  /** The service's name: `worker-gpu`. */
  readonly service: string;
  /** Id of its place. */
  readonly place: string;
  /** Processes that the target made now; it may add more by itself up to the service's own number. */
  readonly made: number;
  /** Seconds that a stop waits before it kills. */
  readonly stopSeconds: number;
  readonly published: readonly Published[];
  /** Seconds between two questions about its health, where it is not asked as often as its service says. */
  readonly asked?: number;
  /** People have no way to it, or only through a helper that calls it. */
  readonly closed?: true;
  /** What it was given, where the target gives what the file leaves out. */
  readonly size?: Size;
}

/** What runs besides Airflow's own processes, as the review tells it: a workload, or what a target has of its own. */
export interface Helper extends Pick<Workload, "name" | "role" | "kind" | "command" | "calls" | "stops" | "path"> {
  readonly place: string;
  /** Of what the target runs as a service of its own: in words. */
  readonly size: Size | string;
  /** What is asked, in words. Empty for a one-shot. */
  readonly health: string;
  readonly stopSeconds: number;
  readonly listens: readonly Pick<Listener, "port" | "protocol" | "what" | "callers">[];
  readonly published: readonly Published[];
  readonly secrets: readonly Hole[];
}

/** A text that a machine starts from: people read it before anything is deployed. No secret is in it. */
export interface BootFile {
  /** Name of the file: `master.user-data`. */
  readonly name: string;
  /** What it is, in words. */
  readonly what: string;
  readonly content: string;
}

/** What each kind of change of the file does to what runs. */
export interface Changes {
  /** What a change can touch: `Master`, `Pools`. */
  readonly parts: readonly string[];
  readonly rows: readonly ChangeRow[];
}

export interface ChangeRow {
  /** What somebody changes. */
  readonly change: string;
  /** What happens to each of the parts, in their order. */
  readonly happens: readonly string[];
  /** When it is done, or how long it takes. */
  readonly takes: string;
  /** Commands, in order, that do it; between them what a person does. */
  readonly run: string;
}

/** What a target made of a deployment: read off its resources, for people to judge before anything is deployed. */
export interface Built {
  readonly places: readonly Place[];
  /** Facts about the whole, in place of those of the same name, or after them. */
  readonly summary?: readonly Statement[];
  readonly placed: readonly Placed[];
  readonly helpers: readonly Helper[];
  /** Settings of the target's own that differ from their defaults, by pool. */
  readonly pools: Readonly<Record<string, readonly Statement[]>>;
  readonly destroy: { readonly lost: readonly Statement[]; readonly kept: readonly Statement[] };
  readonly dangers: readonly Danger[];
  /** What happens, in order, when the same version of Airflow is deployed again, and when another one is. */
  readonly release: {
    readonly rolling: readonly string[];
    readonly upgrade: readonly string[];
    /** What the first deployment does, in order. Unwritten: what it does everywhere. */
    readonly first?: readonly string[];
  };
  /** Unwritten: `release` says it all. */
  readonly changes?: Changes;
  /** Unwritten: nothing starts from a text of its own. */
  readonly bootFiles?: readonly BootFile[];
  /** Where the file of variables is kept. Unwritten: a file in each reader's container. */
  readonly envFile?: string;
  /** Where a secret's value comes from and where it is kept, in words. */
  secret(hole: Hole): { readonly source: string; readonly kept: string };
}
