import type { Resting } from "../../airflow/workloads/resting";
import { csvField } from "../../encode/csv";
import { environmentOf, SECRETS, secretsOf } from "./paths";

/** A folder or file of the machine in a container. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  /** Unwritten: the container may only read it. */
  readonly writable?: true;
}

export interface DockerRun {
  /** Of the container, and of its unit. */
  readonly name: string;
  /** The unit whose variables and secrets it has, of a container that runs before the unit's own. */
  readonly unit?: string;
  readonly image: string;
  /** Program in place of the image's own. */
  readonly entrypoint?: string;
  readonly command: readonly string[];
  /** `0:0`; unwritten: the image's own. */
  readonly user?: string;
  readonly mounts: readonly Mount[];
  readonly health?: Resting;
  readonly cpu?: number;
  readonly memoryMiB?: number;
  readonly stopSeconds: number;
  /** Capabilities of root that it keeps. */
  readonly capabilities?: readonly string[];
  /** Further options, each one word: `--shm-size=256m`. */
  readonly options?: readonly string[];
}

/** Log files of one container: 3 of 10 MB, older lines are dropped. The journal has its lines too, under its unit. */
const LOGS = ["--log-driver=json-file", "--log-opt=max-size=10m", "--log-opt=max-file=3"];

/**
 * The words of `docker run`. On the machine's own network, so that a process is known by the machine's address. Never
 * pulls: images are there before a unit starts, with a login that units have not.
 */
export function dockerRun(props: DockerRun): string[] {
  const { name, unit = name, image, entrypoint, command, user, mounts, health, cpu, memoryMiB, stopSeconds } = props;
  return [
    "docker",
    "run",
    "--rm",
    "--pull=never",
    `--name=${name}`,
    "--network=host",
    "--security-opt=no-new-privileges",
    "--cap-drop=ALL",
    ...(props.capabilities ?? []).map((capability) => `--cap-add=${capability}`),
    ...LOGS,
    `--stop-timeout=${stopSeconds}`,
    `--env-file=${environmentOf(unit)}`,
    ...[{ source: secretsOf(unit), target: SECRETS }, ...mounts].map(mount),
    ...(health === undefined ? [] : healthOptions(health)),
    ...(cpu === undefined ? [] : [`--cpus=${cpu}`]),
    ...(memoryMiB === undefined ? [] : [`--memory=${memoryMiB}m`]),
    ...(user === undefined ? [] : [`--user=${user}`]),
    ...(props.options ?? []),
    ...(entrypoint === undefined ? [] : [`--entrypoint=${entrypoint}`]),
    image,
    ...command,
  ];
}

const healthOptions = ({ command, interval, timeout, retries, startPeriod }: Resting): string[] => [
  `--health-cmd=${command}`,
  `--health-interval=${interval}s`,
  `--health-timeout=${timeout}s`,
  `--health-retries=${retries}`,
  `--health-start-period=${startPeriod}s`,
];

/** Not `--volume`, which makes an empty folder where something is missing. Docker reads the fields as a line of CSV. */
const mount = ({ source, target, writable }: Mount): string =>
  `--mount=${["type=bind", `source=${source}`, `target=${target}`, ...(writable ? [] : ["readonly"])].map(csvField).join(",")}`;
