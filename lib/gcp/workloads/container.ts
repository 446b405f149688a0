import { commandLine, longCommandLine, plain, type Section, unitText } from "../../encode/systemd";
import { type DockerRun, dockerRun } from "../machines/docker-run";
import type { Piece, Stage, Unit } from "../machines/document";
import { held } from "../machines/held";

/** Room for a process to leave after its work is done. */
const STOP_MARGIN_SECONDS = 15;
/** And for Docker to take its container away. */
const REMOVE_SECONDS = 30;
/** Between an end and the next start. */
const RESTART_SECONDS = 5;

/** Where the master's data disk is. */
export const DATA_DISK = "/mnt/disks/airflow";

/** Units that others need, by their names here. */
const STORES = ["metadata-database", "broker"];

/** When a unit of the stage timer is started by itself, in words of systemd.time(7): `*-*-* 03:00:00 UTC`. */
export interface Timer {
  readonly at: string;
}

export interface ContainerProps extends Omit<DockerRun, "stopSeconds"> {
  /** For people: what stops when it does. */
  readonly description: string;
  readonly stage: Stage;
  /** Unwritten: it runs for ever, and is started again after any end. `once`: it does its work and ends. */
  readonly runs?: "once";
  readonly timer?: Timer;
  /** Variables; which are secret says the type. */
  readonly plain?: Readonly<Record<string, string>>;
  readonly secret?: Readonly<Record<string, readonly Piece[]>>;
  /** Further secret files, by their path below /run/secrets. */
  readonly secretFiles?: Readonly<Record<string, readonly Piece[]>>;
  /** Folders of the machine that must be there: root and its group may write, as Airflow's user may. */
  readonly folders?: readonly string[];
  /** Containers that run before it, one after the other, with the unit's variables and secrets; each must succeed. */
  readonly first?: readonly Omit<DockerRun, "unit" | "stopSeconds">[];
  /** Seconds that a stop waits for the process to end by itself. */
  readonly stopSeconds: number;
  /** Tasks run inside, and a stop waits for them. */
  readonly drains?: boolean;
  /** Its data is on the master's data disk: it does not start without that disk. */
  readonly onDataDisk?: true;
  /** Units of the same stage that come before, where the machine has them. */
  readonly after?: readonly string[];
  /** Seconds after which a one-shot has failed. Unwritten: never. */
  readonly mostSeconds?: number;
}

/**
 * A container as this target makes all of them: a unit of systemd around `docker run`. systemd starts it again for ever,
 * and waits with a stop for as long as the container may take.
 */
export function container(props: ContainerProps): Unit {
  const { name, stage, timer, stopSeconds, drains, plain: values = {}, secret = {}, secretFiles = {} } = props;
  const { environment, secrets } = held(values, secret);
  return {
    name,
    stage,
    text: text(props),
    ...(timer === undefined ? {} : { timer: timerText(props.description, timer) }),
    drainSeconds: drains === true ? stopSeconds : 0,
    environment,
    secrets: { ...secrets, ...secretFiles },
  };
}

function text(props: ContainerProps): string {
  const { name, description, stopSeconds, runs, timer, folders = [], first = [], mostSeconds } = props;
  const ends = runs === "once" || timer !== undefined;
  const stop = stopSeconds + STOP_MARGIN_SECONDS;
  const before: Section = [
    ...folders.map((folder) => ["ExecStartPre", commandLine(["mkdir", "-p", "-m", "0775", folder])] as const),
    // One that was left behind would keep the name.
    ["ExecStartPre", quietly(["docker", "rm", "--force", ...first.map((one) => one.name), name])],
    ...first.map(
      (one) => ["ExecStartPre", longCommandLine(dockerRun({ ...one, unit: name, stopSeconds: stop }))] as const,
    ),
  ];
  return unitText({
    Unit: [
      ["Description", plain(description)],
      ["Wants", "docker.service"],
      ["After", ["docker.service", "network-online.target", ...earlier(props).map(serviceOf)].join(" ")],
      ...(props.onDataDisk === true ? [["AssertPathIsMountPoint", DATA_DISK] as const] : []),
      // A restart is never given up.
      ["StartLimitIntervalSec", "0"],
    ],
    Service: [
      ...kind(props),
      ...before,
      ["ExecStart", longCommandLine(dockerRun({ ...props, stopSeconds: stop }))],
      // One that ends by itself gets systemd's signal, which its client passes on.
      ...(ends ? [] : [["ExecStop", quietly(["docker", "stop", "-t", String(stop), name])] as const]),
      // What a process that heeds the signal ends with.
      ["SuccessExitStatus", "143"],
      ["TimeoutStartSec", runs === "once" && mostSeconds !== undefined ? String(mostSeconds) : "infinity"],
      ["TimeoutStopSec", String(stop + REMOVE_SECONDS)],
    ],
  });
}

/** Only an order, for starts and, the other way round, for stops: the stores go last when a machine goes down. */
const earlier = ({ stage, after = [] }: ContainerProps): readonly string[] =>
  stage === "store" ? after : [...STORES, ...after];

/** The unit of systemd of a unit of ours. */
const serviceOf = (unit: string): string => `airflow-${unit}.service`;

/** Most often there is nothing to do: no failure, and no line among those of the process. */
const quietly = (words: readonly string[]): string =>
  `-${commandLine(["sh", "-c", `exec ${words.join(" ")} > /dev/null 2>&1`])}`;

/** What has done its work counts as active, so that its stage is done; one that a timer starts is started again. */
function kind({ runs, timer }: ContainerProps): Section {
  if (timer !== undefined) return [["Type", "oneshot"]];
  if (runs === "once")
    return [
      ["Type", "oneshot"],
      ["RemainAfterExit", "yes"],
    ];
  return [
    ["Type", "exec"],
    ["Restart", "always"],
    ["RestartSec", String(RESTART_SECONDS)],
  ];
}

const timerText = (description: string, { at }: Timer): string =>
  unitText({
    Unit: [["Description", plain(description)]],
    Timer: [["OnCalendar", at]],
  });
