import { run } from "../../../commands/run";
import { docker, tryDocker } from "../docker";
import { must } from "../expect";
import { sleep, until } from "../wait";
import type { Condition, ContainerDefinition } from "./task-definition";
import type { Run } from "./translate";

/** Seconds within which an init container must end: its Airflow needs half a minute of CPU on a busy machine. */
const INIT_SECONDS = 300;

/** A container that has been started. */
export interface Started {
  readonly id: string;
  readonly at: number;
}

/** Starts a container of a task when what it depends on is as it asks. */
export async function start(
  task: string,
  definition: ContainerDefinition,
  { args, environment }: Run,
  others: ReadonlyMap<string, Promise<Started>>,
): Promise<Started> {
  for (const { containerName, condition } of definition.dependsOn ?? []) {
    const other = others.get(containerName);
    must(other !== undefined, `${task}: ${definition.name} depends on ${containerName}, which the task does not have`);
    await met(`${task}.${containerName}`, condition, await other);
  }
  // By the engine's client alone: only it needs the values.
  const { code, stdout, stderr } = await run("docker", args, { environment });
  must(code === 0, `${task}: ${definition.name} was not started: ${stderr.trim()}`);
  return { id: stdout.trim(), at: Date.now() };
}

async function met(container: string, condition: Condition, { id }: Started): Promise<void> {
  if (condition === "START") return;
  if (condition === "HEALTHY") {
    await until(`${container} to be healthy`, INIT_SECONDS, async () => (await state(id)).health === "healthy");
    return;
  }
  const ended = Promise.race([docker("wait", id), sleep(INIT_SECONDS).then(() => "none")]);
  const code = await ended;
  must(code !== "none", `${container} did not end in ${INIT_SECONDS} s:\n${await logs(id)}`);
  must(condition === "COMPLETE" || code === "0", `${container} ended with ${code}:\n${await logs(id)}`);
}

interface ContainerState {
  readonly status: string;
  readonly health: string;
  readonly exit: number;
  readonly killedForMemory: boolean;
}

export async function state(id: string): Promise<ContainerState> {
  const format =
    "{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}} {{.State.ExitCode}} {{.State.OOMKilled}}";
  const [status = "", health = "", exit = "", memory = ""] = (await docker("inspect", "--format", format, id)).split(
    " ",
  );
  return { status, health, exit: Number(exit), killedForMemory: memory === "true" };
}

export async function logs(id: string, lines = 30): Promise<string> {
  const { stdout, stderr } = await tryDocker("logs", "--tail", String(lines), id);
  return `${stdout}${stderr}`.trim();
}
