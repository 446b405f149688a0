import type { ContainerDefinition, HealthCheck } from "./task-definition";

/** What stands in for the machine that Fargate gives a task. */
export interface Machine {
  /** Name of the task's containers, volumes and of the one that holds its network: STACK-SERVICE-NUMBER. */
  readonly task: string;
  /** Image on the engine in the place of the definition's, which is in a registry that does not exist. */
  readonly image: string;
  /** Bytes that all containers of the task may use together. */
  readonly memoryMiB: number;
  readonly cpus: number;
  /** Values of `secrets`, by the variable's name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What ECS adds to every container: region, agent, metadata. */
  readonly added: Readonly<Record<string, string>>;
  /** Files of the run that replace ones of the container: path on this machine by path in it. */
  readonly over: Readonly<Record<string, string>>;
  readonly labels: readonly string[];
}

export interface Run {
  /** Arguments of `docker run`. */
  readonly args: readonly string[];
  /** Given by name in the arguments, so that no list of processes shows a secret. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A container definition as `docker run`, word for word. */
export function translate(definition: ContainerDefinition, machine: Machine): Run {
  const { linuxParameters, healthCheck, entryPoint = [], command = [] } = definition;
  const environment = {
    ...Object.fromEntries((definition.environment ?? []).map(({ name, value }) => [name, value])),
    ...machine.secrets,
    ...machine.added,
  };
  const [entry, ...rest] = entryPoint;
  const args = [
    ...["run", "--detach", "--name", `${machine.task}.${definition.name}`],
    // awsvpc: all containers of a task have one network.
    ...["--network", `container:${machine.task}`],
    ...machine.labels.flatMap((label) => ["--label", label]),
    ...Object.keys(environment).flatMap((name) => ["--env", name]),
    ...given("--user", definition.user),
    ...given("--entrypoint", entry),
    ...(linuxParameters?.initProcessEnabled ? ["--init"] : []),
    ...(definition.readonlyRootFilesystem ? ["--read-only"] : []),
    ...(linuxParameters?.capabilities?.drop ?? []).flatMap((one) => ["--cap-drop", one]),
    // Fargate offers no privileged containers, and only SYS_PTRACE may be added.
    ...(linuxParameters?.capabilities?.add ?? []).flatMap((one) => ["--cap-add", one]),
    ...["--memory", `${definition.memory ?? machine.memoryMiB}m`, "--cpus", String(machine.cpus)],
    ...given("--stop-timeout", definition.stopTimeout),
    ...(definition.restartPolicy?.enabled ? ["--restart", "unless-stopped"] : []),
    ...(definition.mountPoints ?? []).flatMap((mount) => ["--mount", volume(machine.task, mount)]),
    ...mounted(machine.over),
    ...(healthCheck === undefined ? ["--no-healthcheck"] : health(healthCheck)),
    machine.image,
    ...rest,
    ...command,
  ];
  return { args, environment };
}

/** A volume of Fargate is empty and root's; Docker would fill an empty one with what the image has at that place. */
const volume = (
  task: string,
  { sourceVolume, containerPath, readOnly }: NonNullable<ContainerDefinition["mountPoints"]>[number],
): string =>
  `type=volume,source=${volumeName(task, sourceVolume)},target=${containerPath},volume-nocopy${readOnly ? ",readonly" : ""}`;

export const volumeName = (task: string, volume: string): string => `${task}.${volume}`;

const mounted = (over: Machine["over"]): string[] =>
  Object.entries(over).flatMap(([target, source]) => [
    "--mount",
    `type=bind,source=${source},target=${target},readonly`,
  ]);

const given = (flag: string, value: string | number | undefined): string[] =>
  value === undefined ? [] : [flag, String(value)];

/** Seconds and number that ECS takes where the definition says nothing. */
const health = ({ command, interval = 30, timeout = 5, retries = 3, startPeriod = 0 }: HealthCheck): string[] => {
  const [kind, ...words] = command;
  // Docker's command line has no form without a shell.
  const shell = kind === "CMD-SHELL" ? words.join(" ") : words.map(quoted).join(" ");
  return [
    ...["--health-cmd", shell, "--health-interval", `${interval}s`, "--health-timeout", `${timeout}s`],
    ...["--health-retries", String(retries), "--health-start-period", `${startPeriod}s`],
  ];
};

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
