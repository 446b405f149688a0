import { todaysName } from "../../airflow/derived/option-names";
import { parseVersion } from "../../airflow/releases/version";
import { lookUp } from "../../deployment/look-up";
import type { Replicas } from "../../deployment/schema/processes";
import { USUAL_IDLE } from "../../deployment/usual";
import type { Finding } from "../../deployment/words/finding";
import type { GcpPool, GcpReading } from "../settings/settings";

/** How many there are of what. */
export function scaling({ deployment }: GcpReading): readonly Finding[] {
  const { airflow, webserver, scheduler, triggerer, workers } = deployment;
  return [
    ...Object.entries({ webserver, scheduler, triggerer }).flatMap(([role, { replicas }]) =>
      onMaster(role, replicas, airflow.version),
    ),
    ...Object.entries(workers).flatMap(([name, pool]) => fixed(name, pool)),
  ];
}

/** The option by which one process does more, and for what. */
const INSTEAD: Readonly<Record<string, readonly [option: string, what: string]>> = {
  webserver: ["api.workers", "more people"],
  scheduler: ["core.parallelism", "more tasks at once"],
  triggerer: ["triggerer.capacity", "more deferred tasks"],
};

function instead(role: string, airflow: string): string {
  const [option = "", what] = lookUp(INSTEAD, role) ?? [];
  const version = parseVersion(airflow);
  return `a larger airflow.options.${(version && todaysName(option, version)) ?? option} for ${what}`;
}

function onMaster(role: string, { min, max }: Replicas, airflow: string): readonly Finding[] {
  const got = min === max ? String(max) : `{ min: ${min}, max: ${max} }`;
  if (max <= 1 && min === max) return [];
  return [
    {
      path: [role, "replicas"],
      message: `got ${got}, and there is one master, where a second ${role} would die with the first; write 1, and ${instead(role, airflow)}`,
    },
  ];
}

function fixed(name: string, { replicas: { min, max }, scaling: { idle } }: GcpPool): readonly Finding[] {
  if (min !== max || idle === USUAL_IDLE) return [];
  return [
    {
      path: ["workers", name, "scaling"],
      message: `the pool has ${max} ${max === 1 ? "worker" : "workers"} at all times; write replicas: { min, max }, or remove scaling:`,
    },
  ];
}
