import { durationWords } from "../derived/units";

/** A server that keeps what Airflow needs. */
export type Store = "metadata-database" | "broker";

/** What is true of a role of Airflow wherever it runs. */
interface Facts {
  /** Section of the file that describes it; of a worker, the one with its pool. */
  readonly section: "webserver" | "scheduler" | "dagProcessor" | "triggerer" | "flower" | "workers";
  /**
   * Stores that it opens connections to, seen in pg_stat_activity on both releases. Workers of 3.x call the database as
   * well: Celery's result backend is there.
   */
  readonly calls: readonly Store[];
  /** Whether the file may ask for several. */
  readonly replicas: boolean;
  /** Whether it works all the time, or waits for others most of it. */
  readonly busy: boolean;
  /** What it does with the files of DAGs; `runs`: operators, or their deferred half. */
  readonly dags?: "reads" | "runs";
  /** What people notice when it stops; what Airflow does was seen on 2.11.2 and 3.3.2. */
  stops(process: Stopping): string;
}

/** What the words for a stop depend on. */
interface Stopping {
  readonly replicas: { readonly max: number };
  readonly runsTasks: boolean;
  readonly drain: { readonly seconds: number };
}

const alone = ({ replicas }: Stopping): boolean => replicas.max < 2;
const ANOTHER = "another one takes over";
const longest = ({ drain }: Stopping): string =>
  `at most ${durationWords(drain.seconds)}; what runs longer is killed, and retried if its DAG says so`;

/** Every role of Airflow, in the order in which people name them. */
export const ROLES = {
  webserver: {
    section: "webserver",
    calls: ["metadata-database"],
    replicas: true,
    busy: true,
    stops: (process) =>
      alone(process) ? "The UI is away until it is back; running tasks ask again until then" : "Another one answers",
  },
  scheduler: {
    section: "scheduler",
    calls: ["metadata-database", "broker"],
    replicas: true,
    busy: true,
    stops: (process) => {
      if (process.runsTasks) return `It starts no task, and waits for those inside it, ${longest(process)}`;
      return alone(process)
        ? "No task is started until it is back; running ones go on"
        : `Running tasks go on, and ${ANOTHER}`;
    },
  },
  "dag-processor": {
    section: "dagProcessor",
    calls: ["metadata-database"],
    replicas: false,
    busy: true,
    dags: "reads",
    stops: () => "Changes of the DAGs are not seen until it is back; known ones go on",
  },
  triggerer: {
    section: "triggerer",
    calls: ["metadata-database"],
    replicas: true,
    busy: false,
    dags: "runs",
    stops: (process) =>
      alone(process) ? "Deferred tasks wait until it is back" : `Deferred tasks wait until ${ANOTHER}`,
  },
  flower: {
    section: "flower",
    calls: ["metadata-database", "broker"],
    replicas: false,
    busy: false,
    stops: () => "Only its page is away",
  },
  worker: {
    section: "workers",
    calls: ["metadata-database", "broker"],
    replicas: true,
    busy: false,
    dags: "runs",
    stops: (process) => `It takes no new task and finishes those that run, ${longest(process)}`,
  },
} as const satisfies Readonly<Record<string, Facts>>;

export type Role = keyof typeof ROLES;

/** What the table says of a role. */
export const factsOf = (role: Role): Facts => ROLES[role];

/** Roles that open connections to a store. */
export const callersOf = (store: Store): readonly Role[] => ALL.filter((role) => factsOf(role).calls.includes(store));

export const isRole = (name: string): name is Role => Object.hasOwn(ROLES, name);

/** Every role of Airflow. */
export const ALL: readonly Role[] = Object.keys(ROLES).filter(isRole);
