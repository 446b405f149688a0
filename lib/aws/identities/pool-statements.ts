import { durationWords } from "../../airflow/derived/units";
import type { Statement } from "../../airflow/words/built";
import type { Replicas } from "../../deployment/schema/processes";
import type { AwsPool, AwsReading } from "../settings/settings";

/** This target's own settings of each pool that differ from their defaults. */
export const poolStatements = ({ deployment }: AwsReading): Readonly<Record<string, readonly Statement[]>> =>
  Object.fromEntries(
    Object.entries(deployment.workers).map(([pool, part]) => [pool, statements(["workers", pool], part)]),
  );

function statements(path: readonly string[], part: AwsPool): Statement[] {
  const { replicas, spot, scaling, disk, permissions, assumeRoles } = part;
  const say = (name: string, value: string, ...keys: string[]): Statement => ({
    name,
    value,
    path: [...path, ...keys],
  });
  const scales = replicas.min !== replicas.max;
  return [
    ...(spot === false ? [] : [say("Spot", spotWords(spot.onDemand), "spot")]),
    ...(scales ? [say("Scaling", scalingWords(replicas, scaling.idle), "replicas")] : []),
    ...(scales && scaling.schedules.length > 0 ? [say("Schedules", schedules(scaling), "scaling", "schedules")] : []),
    ...(disk === undefined ? [] : [say("Disk", `${disk} GiB`, "disk")]),
    ...(permissions.length === 0
      ? []
      : [
          say(
            "Permissions",
            permissions.map(({ actions, resources }) => rights(actions, resources)).join("; "),
            "permissions",
          ),
        ]),
    ...(assumeRoles.length === 0 ? [] : [say("Roles of others", assumeRoles.join(", "), "assumeRoles")]),
  ];
}

const spotWords = (onDemand: number): string =>
  onDemand === 0 ? "all workers" : `all workers but the first ${onDemand === 1 ? "one" : onDemand}`;

const scalingWords = ({ min, max }: Replicas, idle: number): string =>
  `${min} to ${max} workers, by tasks that wait and run; fewer after ${durationWords(idle)} with too many`;

const schedules = ({ schedules: all, timezone }: AwsPool["scaling"]): string =>
  `${all.map(({ at, min, max }) => `${at}: ${min} to ${max}`).join("; ")} (${timezone})`;

const rights = (actions: readonly string[], resources: readonly string[]): string =>
  `${actions.join(", ")} on ${resources.join(", ")}`;
