import { docker } from "../docker";
import type { Agent } from "./agent";
import { type Choice, chosen } from "./chosen";
import { type Started, start } from "./container";
import type { Moto } from "./moto";
import { OWN_LABEL } from "./scene";
import { resolved } from "./secrets";
import { Task } from "./task";
import type { ContainerDefinition, EcsService, TaskDefinition } from "./task-definition";
import { type Machine, translate, volumeName } from "./translate";

/** Holds the network of a task; any image with `sleep` does. */
const PAUSE = "redis:8";

export interface FargateProps {
  readonly moto: Moto;
  readonly agent: Agent;
  readonly stack: string;
  readonly network: string;
  /** Image on the engine that stands for the one of the definitions. */
  readonly image: string;
  /** Files of this machine by their place in Airflow's containers. */
  readonly over: Readonly<Record<string, string>>;
  /** Variables of every container, of the test alone. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface TaskOptions extends Choice {
  /** Service of the stack that the task belongs to; undefined: none, as with RunTask. */
  readonly service?: EcsService;
  /** ARN. */
  readonly definition: string;
  /** Tells tasks of one service apart. */
  readonly number: number;
  /** Names that resolve to the task, as Cloud Map's do. */
  readonly aliases?: readonly string[];
  /** Port of this machine by the task's, so that the test reaches it. */
  readonly publish?: Readonly<Record<number, number>>;
  readonly over?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs registered task definitions as Fargate would, on the local engine. */
export class Fargate {
  private readonly tasks: Task[] = [];

  constructor(private readonly props: FargateProps) {}

  async describe(definition: string): Promise<TaskDefinition> {
    const { moto } = this.props;
    return (
      await moto.call<{ taskDefinition: TaskDefinition }>("ecs", "describe_task_definition", {
        taskDefinition: definition,
      })
    ).taskDefinition;
  }

  /** Makes the task's network and volumes and starts its containers in their order; does not wait for them. */
  async run(options: TaskOptions): Promise<Task> {
    const { network, moto } = this.props;
    const definition = await this.describe(options.definition);
    const name = `${definition.family}-${options.number}`;
    const label = ["--label", `${OWN_LABEL}=${name}`];
    const pause = [
      ...["run", "--detach", "--init", "--name", name, "--network", network, ...label],
      ...(options.aliases ?? []).flatMap((alias) => ["--network-alias", alias]),
      ...Object.entries(options.publish ?? {}).flatMap(([inside, port]) => [
        "--publish",
        `127.0.0.1:${port}:${inside}`,
      ]),
      ...["--entrypoint", "sleep", PAUSE, "infinity"],
    ];
    await docker(...pause);
    for (const { name: volume } of definition.volumes ?? [])
      await docker("volume", "create", ...label, volumeName(name, volume));
    const containers = chosen(definition.containerDefinitions, options);
    const machines = await Promise.all(
      containers.map(async (one) => this.machine(name, definition, options, await resolved(moto, one), one)),
    );
    const started = new Map<string, Promise<Started>>();
    const begin = Promise.resolve();
    containers.forEach((one, index) => {
      const machine = machines[index];
      // Begun in a later turn: a container may depend on one that comes after it in the list.
      if (machine !== undefined)
        started.set(
          one.name,
          begin.then(() => start(name, one, translate(one, machine), started)),
        );
    });
    const task = new Task(name, definition, containers, started);
    this.tasks.push(task);
    return task;
  }

  /** The last lines of every task, of interest after a failure. */
  async lastLines(): Promise<string> {
    return (await Promise.all(this.tasks.map((task) => task.lastLines()))).filter((text) => text !== "").join("\n");
  }

  private machine(
    name: string,
    definition: TaskDefinition,
    options: TaskOptions,
    secrets: Machine["secrets"],
    container: ContainerDefinition,
  ): Machine {
    const { agent, stack, image, over, variables } = this.props;
    const known = {
      arn: definition.taskDefinitionArn.replace(/task-definition\/.*/, `task/${stack}/${name}`),
      cluster: stack,
      family: definition.family,
      revision: definition.revision,
      service: options.service?.serviceName ?? "",
      began: new Date().toISOString(),
    };
    return {
      task: name,
      image,
      memoryMiB: Number(definition.memory),
      cpus: Number(definition.cpu) / 1024,
      secrets,
      added: {
        ...variables,
        AWS_EXECUTION_ENV: "AWS_ECS_FARGATE",
        ...agent.variables(name, known),
        ...options.variables,
      },
      // What root's container writes is what the others then get exchanged.
      over: container.user === "0" ? {} : { ...over, ...options.over },
      labels: [`${OWN_LABEL}=${name}`],
    };
  }
}
