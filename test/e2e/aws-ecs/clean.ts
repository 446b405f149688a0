import { first, must } from "../expect";
import type { Scene } from "./scene";
import type { Override } from "./task-definition";

interface Schedule {
  readonly Name: string;
  readonly ScheduleExpression: string;
  readonly Target: {
    readonly Input?: string;
    readonly EcsParameters?: { readonly TaskDefinitionArn: string };
  };
}

/** `airflow db clean` as EventBridge Scheduler would run it: the registered task definition with its overrides. */
export async function databaseCleaned({ moto, fargate }: Scene): Promise<string> {
  const { Schedules } = await moto.call<{ Schedules: readonly { Name: string; GroupName: string }[] }>(
    "scheduler",
    "list_schedules",
  );
  const all = await Promise.all(
    Schedules.map(({ Name, GroupName }) => moto.call<Schedule>("scheduler", "get_schedule", { Name, GroupName })),
  );
  const schedule = first(
    all.filter(({ Target }) => Target.EcsParameters !== undefined),
    "schedule that runs a task of ECS",
  );
  const { Input = "{}", EcsParameters } = schedule.Target;
  const { containerOverrides = [] } = JSON.parse(Input) as { readonly containerOverrides?: readonly Override[] };
  const task = await fargate.run({
    definition: EcsParameters?.TaskDefinitionArn ?? "",
    number: 1,
    overrides: containerOverrides,
  });
  const code = await task.exitOf(task.main);
  const logs = await task.logs(task.main, 20);
  must(code === 0, `${schedule.Name} ended with ${code}:\n${logs}`);
  await task.stop();
  return `${schedule.Name}, ${schedule.ScheduleExpression}: exit 0: ${logs.split("\n").at(-1)}`;
}
