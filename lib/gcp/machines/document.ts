/** A value that the machine puts together when it starts: text, and secrets by their names in Secret Manager. */
export type Piece =
  | string
  | {
      /**
       * The secret's name in the project, or projects/PROJECT/secrets/NAME of another one. Its version is in the
       * references, see names.ts.
       */
      readonly secret: string;
      /** Key of the JSON in it. */
      readonly key?: string;
      readonly encode?: "url" | "json";
    };

/**
 * When a unit is started: those of a stage together, after all of the stage before are healthy or, as `first` and
 * `gate` are, done. Timers start their unit by themselves.
 */
export type Stage = "store" | "gate" | "airflow" | "timer";

/** One container of a machine, as a unit of systemd: `airflow-NAME.service`, with a container of the name NAME. */
export interface Unit {
  readonly name: string;
  readonly stage: Stage;
  /** The unit's own text. It speaks of `/run/airflow-cdktf/current`, never of a generation. */
  readonly text: string;
  /** Text of `airflow-NAME.timer`, of a unit of the stage timer. */
  readonly timer?: string;
  /** Seconds that a stop may take because tasks run inside; 0 for all others. */
  readonly drainSeconds: number;
  /** Variables that are no secret: what `docker run --env-file` reads. */
  readonly environment: Readonly<Record<string, string>>;
  /** Files below `/run/airflow-cdktf/current/NAME/secrets/`, by their path there. */
  readonly secrets: Readonly<Record<string, readonly Piece[]>>;
}

/** Opens a port of the machine's own firewall, which drops all but SSH. */
export interface Opening {
  readonly port: number;
  /** Address ranges in CIDR form. */
  readonly from: readonly string[];
  readonly why: string;
}

/** What one kind of machine runs: the value of the metadata key `airflow-machine`, in YAML. */
export interface MachineDocument {
  /** Airflow's image. The first line of the YAML, because a shell reads it. */
  readonly image: string;
  readonly stack: string;
  /** `master`, or the pool. */
  readonly machine: string;
  /** Airflow's version, and the one that may be replaced by it. */
  readonly version: string;
  readonly upgradeFrom?: string;
  /** Further images of the units, pulled before anything stops. */
  readonly images: readonly string[];
  readonly openings: readonly Opening[];
  /** Ports that people use, the one that a process has in their place, and the ranges that people come from. */
  readonly redirects: readonly { readonly port: number; readonly to: number; readonly from: readonly string[] }[];
  readonly units: readonly Unit[];
  /** Files below `/run/airflow-cdktf/current/files`, by their whole path in the containers. */
  readonly files: Readonly<Record<string, string>>;
  /** Where the authorities from the references go, as paths in `files`. */
  readonly authorities: Readonly<Record<string, string>>;
}
