import { durationWords } from "../../airflow/derived/units";
import type { Statement } from "../../airflow/words/built";
import type { Replicas } from "../../deployment/schema/processes";
import type { GcpPool, GcpReading } from "../settings/settings";

/** This target's own settings of each pool that differ from their defaults. */
export const poolStatements = ({ deployment }: GcpReading): Readonly<Record<string, readonly Statement[]>> =>
  Object.fromEntries(
    Object.entries(deployment.workers).map(([pool, part]) => [pool, statements(["workers", pool], part)]),
  );

/** Defaults of settings/pool.ts. */
const USUAL = { machine: "e2-standard-2", disk: 40 } as const;

function statements(path: readonly string[], part: GcpPool): Statement[] {
  const { replicas, machine, disk, zones, spot, scaling, update, roles } = part;
  const say = (name: string, value: string, key: string): Statement => ({ name, value, path: [...path, key] });
  return [
    ...(machine === USUAL.machine ? [] : [say("Machine", machine, "machine")]),
    ...(disk === USUAL.disk ? [] : [say("Disk", `${disk} GiB`, "disk")]),
    ...(zones === undefined ? [] : [say("Zones", zones.join(", "), "zones")]),
    ...(spot === false ? [] : [say("Spot", "all workers", "spot")]),
    ...(replicas.min === replicas.max ? [] : [say("Scaling", scalingWords(replicas, scaling.idle), "replicas")]),
    ...updateWords(update).map((value) => say("Update", value, "update")),
    ...(roles.length === 0 ? [] : [say("Roles", roles.join(", "), "roles")]),
  ];
}

const scalingWords = ({ min, max }: Replicas, idle: number): string =>
  `${min} to ${max} machines, by tasks that wait and run; a worker goes after ${durationWords(idle)} without a task`;

function updateWords({ surge, unavailable }: GcpPool["update"]): string[] {
  const parts = [
    ...(surge === 0 ? [] : [`${surge} more for a while`]),
    ...(unavailable === undefined ? [] : [`${unavailable} at once`]),
  ];
  return parts.length === 0 ? [] : [parts.join(", ")];
}
