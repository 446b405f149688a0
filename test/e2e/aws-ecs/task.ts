import { docker, tryDocker } from "../docker";
import { must } from "../expect";
import { secondsSince, until } from "../wait";
import { logs, type Started, state } from "./container";
import type { ContainerDefinition, TaskDefinition } from "./task-definition";
import { volumeName } from "./translate";

/** Seconds that ECS waits between the stop signal and the kill where a definition says nothing. */
const STOP_SECONDS = 30;

/** Of each container, when a step has failed. Workers log whole workloads; their beginning tells which. */
const LINES = 5;
const WIDTH = 240;

/** One task on the engine. */
export class Task {
  private readonly began = Date.now();
  private gone = false;

  constructor(
    readonly name: string,
    readonly definition: TaskDefinition,
    private readonly containers: readonly ContainerDefinition[],
    private readonly started: ReadonlyMap<string, Promise<Started>>,
  ) {
    // Told by who waits for the task.
    for (const one of started.values()) one.catch(() => undefined);
  }

  /** Name on the engine of the one container whose end is the task's. */
  get main(): string {
    const found = this.containers.find(({ essential }) => essential !== false);
    must(found !== undefined, `${this.name} has no essential container`);
    return found.name;
  }

  container(name: string): string {
    return `${this.name}.${name}`;
  }

  /** Waits for the essential container to be healthy. @returns the seconds since the task began */
  async healthy(seconds: number): Promise<number> {
    const { id } = await this.startedAs(this.main);
    await until(`${this.name} to be healthy`, seconds, async () => {
      const now = await state(id);
      if (now.status !== "running") return "ended";
      return now.health === "healthy";
    }).then(async (seen) => {
      must(seen !== "ended", `${this.name} ended: ${JSON.stringify(await state(id))}\n${await logs(id)}`);
    });
    return secondsSince(this.began);
  }

  /** Waits until a container has been started: what it depends on is done. */
  startedAs(container: string): Promise<Started> {
    const found = this.started.get(container);
    if (found === undefined) throw new Error(`${this.name} has no container ${container}`);
    return found;
  }

  /** Exit code of a container, when it ends. */
  async exitOf(container: string): Promise<number> {
    return Number(await docker("wait", (await this.startedAs(container)).id));
  }

  async running(): Promise<boolean> {
    return (await state((await this.startedAs(this.main)).id)).status === "running";
  }

  async address(): Promise<string> {
    return docker("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", this.name);
  }

  logs(container: string, lines = 400): Promise<string> {
    return logs(this.container(container), lines);
  }

  /** As ECS stops a task: the signal, the time of the definition, the kill. Then nothing of it is left. */
  async stop(): Promise<void> {
    if (this.gone) return;
    this.gone = true;
    const stops = this.containers.map(({ name, stopTimeout = STOP_SECONDS }) =>
      tryDocker("stop", "--time", String(stopTimeout), this.container(name)),
    );
    await Promise.all(stops);
    await tryDocker(
      "rm",
      "--force",
      "--volumes",
      ...this.containers.map(({ name }) => this.container(name)),
      this.name,
    );
    const volumes = (this.definition.volumes ?? []).map(({ name }) => volumeName(this.name, name));
    if (volumes.length > 0) await tryDocker("volume", "rm", "--force", ...volumes);
  }

  async lastLines(): Promise<string> {
    if (this.gone) return "";
    const texts = await Promise.all(
      this.containers.map(async ({ name }) => {
        const lines = (await logs(this.container(name), LINES).catch(String)).split("\n");
        return [this.container(name), ...lines.map((line) => `  ${line.slice(0, WIDTH)}`)].join("\n");
      }),
    );
    return texts.join("\n");
  }
}
