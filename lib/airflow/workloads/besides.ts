import { lookUp } from "../../deployment/look-up";
import type { Deployment } from "../../deployment/schema/schema";
import type { Surroundings } from "../environment/environment";
import { broker } from "./broker";
import { clean } from "./clean";
import { dagsSync } from "./dags-sync";
import { dump } from "./dump";
import { gitSync } from "./git-sync";
import { metadataDatabase } from "./metadata-database";
import { metrics } from "./metrics";
import { migration } from "./migration";
import { proxy } from "./proxy";
import type { Store } from "./roles";
import type { Service, Workload } from "./service";
import { type Description, workload } from "./workload";

/** Undefined: this deployment needs none. */
type Describe = (around: Surroundings, scheduler: Service) => Description | undefined;

/** All that may run beside Airflow's roles: the one list of it. */
export const BESIDES = {
  "metadata-database": metadataDatabase,
  broker,
  migration,
  proxy,
  "git-sync": gitSync,
  "dags-sync": dagsSync,
  metrics,
  clean,
  dump,
} as const satisfies Readonly<Record<string, Describe>>;

export type Beside = keyof typeof BESIDES;

/** A store of our own, which a target makes before all others, because their variables tell where it answers. */
export function store(name: Store, deployment: Deployment): Workload {
  const description = BESIDES[name]({ deployment });
  if (description === undefined) throw new Error(`this deployment has no ${name} of its own`);
  return workload(name, description);
}

/** What runs beside these processes of Airflow. */
export function besides(around: Surroundings, services: readonly Service[]): readonly Workload[] {
  const scheduler = services.find(({ role }) => role === "scheduler");
  if (scheduler === undefined) throw new Error("Airflow without a scheduler");
  return Object.entries<Describe>(BESIDES).flatMap(([name, describe]) => {
    const description = describe(around, scheduler);
    return description === undefined ? [] : [workload(name, description)];
  });
}

/**
 * One of them by its name.
 * @throws Error a programmer's: it was asked for where this deployment has none
 */
export function beside(all: readonly Workload[], name: Beside): Workload {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`this deployment has no ${name}`);
  return found;
}

/** Why a target leaves a workload out, in words. */
export interface Absent {
  readonly absent: string;
}

/** A row for each of them: what a target does with it, or why nothing. */
export type Rows<Row> = Readonly<Record<Beside, Row | Absent>>;

const isAbsent = (row: object): row is Absent => "absent" in row;

/** What a target's table says of a workload; undefined: it leaves it out. */
export function rowOf<Row extends object>(rows: Rows<Row>, name: string): Row | undefined {
  const row = lookUp<Row | Absent>(rows, name);
  return row === undefined || isAbsent(row) ? undefined : row;
}

/** The reasons of a target's table, by workload. */
export const reasons = (rows: Rows<object>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(rows).flatMap(([name, row]) => (isAbsent(row) ? [[name, row.absent]] : [])));
