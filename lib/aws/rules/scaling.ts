import { zoneHint } from "../../airflow/rules/time/timezone";
import type { Replicas } from "../../deployment/schema/processes";
import { USUAL_IDLE } from "../../deployment/usual";
import type { Finding } from "../../deployment/words/finding";
import type { AwsPool, AwsReading } from "../settings/settings";
import { isSchedule, SCHEDULE_FORM } from "./schedule";

const UTC = "UTC";

/** What grows and shrinks, and when. */
export function scaling({ deployment }: AwsReading): readonly Finding[] {
  const { webserver, scheduler, triggerer, workers } = deployment;
  return [
    ...Object.entries({ webserver, scheduler, triggerer }).flatMap(([role, { replicas }]) => fixed(role, replicas)),
    ...Object.entries(workers).flatMap(([name, pool]) => [...scaled(name, pool), ...spot(name, pool)]),
  ];
}

const fixed = (role: string, { min, max }: Replicas): readonly Finding[] =>
  min === max
    ? []
    : [
        {
          path: [role, "replicas"],
          message: `only pools of workers grow and shrink by their tasks, and got { min: ${min}, max: ${max} }; write one number`,
        },
      ];

function scaled(name: string, { replicas, scaling: part }: AwsPool): readonly Finding[] {
  const path = ["workers", name, "scaling"];
  const { min, max } = replicas;
  if (min === max) {
    if (part.schedules.length === 0 && part.idle === USUAL_IDLE && part.timezone === UTC) return [];
    return [
      { path, message: `the pool has ${max} workers at all times; write replicas: { min, max }, or remove scaling:` },
    ];
  }
  return [
    ...part.schedules.flatMap((schedule, index) => one([...path, "schedules", index], schedule, replicas)),
    ...zone([...path, "timezone"], part.timezone),
  ];
}

type Schedule = AwsPool["scaling"]["schedules"][number];

function one(path: readonly (string | number)[], { at, min, max }: Schedule, pool: Replicas): readonly Finding[] {
  const wrong: Finding[] = [];
  if (!isSchedule(at)) wrong.push({ path: [...path, "at"], message: `got "${at}"; expected ${SCHEDULE_FORM}` });
  if (max < min) wrong.push({ path: [...path, "max"], message: `got ${max}, below min: ${min}; write ${min} or more` });
  if (min < pool.min)
    wrong.push({
      path: [...path, "min"],
      message: `got ${min}, and replicas.min is ${pool.min}, which always run; write ${pool.min} or more, or a lower replicas.min`,
    });
  if (max > pool.max)
    wrong.push({
      path: [...path, "max"],
      message: `got ${max}, and replicas.max is ${pool.max}, for which connections are counted; write ${pool.max} or less, or a higher replicas.max`,
    });
  return wrong;
}

function zone(path: readonly string[], name: string): readonly Finding[] {
  const hint = name === UTC ? undefined : zoneHint(name);
  return hint === undefined ? [] : [{ path, message: `no time zone is called "${name}"; write ${hint}` }];
}

function spot(name: string, { replicas: { max }, spot: part }: AwsPool): readonly Finding[] {
  if (part === false || part.onDemand <= max) return [];
  return [
    {
      path: ["workers", name, "spot", "onDemand"],
      message: `got ${part.onDemand}, and the pool has at most ${max} workers; write ${max} or less, or leave spot: out`,
    },
  ];
}
