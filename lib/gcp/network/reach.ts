import { rowOf } from "../../airflow/workloads/besides";
import { isRole } from "../../airflow/workloads/roles";
import type { Listener, Workload } from "../../airflow/workloads/service";
import { pagesPort } from "../../airflow/workloads/webserver";
import { forPeople, reasonFor } from "../../airflow/workloads/workload";
import { MASTER } from "../names";
import type { GcpReading } from "../settings/settings";
import { PLACEMENTS } from "../workloads/placements";
import { HEALTH_PORT, type Outside, SSH_PORT } from "./ports";

/** Who opens a connection: `master` or a pool, or machines of Google's. */
export type From = { readonly machine: string } | { readonly google: Outside };

/** One way into a machine that is open. */
export interface Reach {
  readonly from: From;
  /** `master`, or the pool. */
  readonly to: string;
  readonly ports: readonly Port[];
}

interface Port extends Pick<Listener, "port" | "protocol"> {
  readonly why: string;
}

interface Way extends Pick<Reach, "from" | "to">, Port {}

/** Every way from one kind of machine to another that is open, each pair once; machines of a kind do not talk. */
export function reaches(workloads: readonly Workload[], { deployment }: GcpReading): Reach[] {
  const machines = machinesOf(workloads);
  const ways = [
    ...workloads
      .filter((workload) => isHere(workload, deployment))
      .flatMap((workload) => listeners(workload, workloads)),
    ...people(workloads, { deployment }),
    ...machines.map(
      (to): Way => ({ from: { google: "iap" }, to, port: SSH_PORT, why: "people with that right open a shell" }),
    ),
    ...machines
      .filter((machine) => machine !== MASTER)
      .map(
        (to): Way => ({ from: { google: "health-checks" }, to, port: HEALTH_PORT, why: "its group asks how it is" }),
      ),
  ];
  return paired(ways.filter(({ from, to }) => !("machine" in from && from.machine === to)));
}

/** `main-from-master`, `main-for-iap`: a rule's name. */
export const nameOfReach = ({ from, to }: Pick<Reach, "from" | "to">): string =>
  "machine" in from ? `${to}-from-${from.machine}` : `${to}-for-${from.google}`;

/** `master`, and the pools of the workers. */
export const machinesOf = (workloads: readonly Workload[]): string[] => [
  ...new Set([MASTER, ...workloads.map(machineOf)]),
];

const machineOf = ({ pool }: Workload): string => pool ?? MASTER;

/** Where processes of these roles run. */
const machinesWith = (roles: readonly string[], workloads: readonly Workload[]) => [
  ...new Set(workloads.filter(({ role }) => roles.includes(role)).map(machineOf)),
];

/** Ways of Airflow's processes to one workload. */
const listeners = (workload: Workload, workloads: readonly Workload[]): Way[] =>
  workload.listens.flatMap((listener) =>
    reasons(listener).flatMap(({ roles, why }) =>
      machinesWith(roles, workloads).map(
        (machine): Way => ({ from: { machine }, to: machineOf(workload), ...portOf(listener), why }),
      ),
    ),
  );

const portOf = ({ port, protocol }: Pick<Listener, "port" | "protocol">) => ({
  port,
  ...(protocol === undefined ? {} : { protocol }),
});

/** Who of Airflow calls, and why: one by one, or all of them at once. */
function reasons(listener: Listener): readonly { readonly roles: readonly string[]; readonly why: string }[] {
  const roles = listener.callers.filter((caller) => caller !== "people");
  return listener.together === undefined
    ? roles.map((role) => ({ roles: [role], why: reasonFor(listener, role) }))
    : [{ roles, why: listener.together }];
}

/** What is left out has no port, and what Google runs has its own guard. */
function isHere({ name, role }: Workload, { cloudSql, memorystore }: GcpReading["deployment"]): boolean {
  if (name === "metadata-database") return cloudSql === false;
  if (name === "broker") return memorystore === false;
  return isRole(role) || rowOf(PLACEMENTS, name) !== undefined;
}

/** People come through tunnels of Identity-Aware Proxy, and through the load balancer where there is a domain. */
function people(workloads: readonly Workload[], { deployment }: GcpReading): Way[] {
  const open = (google: Outside, port: number, why: string): Way => ({ from: { google }, to: MASTER, port, why });
  return [
    ...workloads.map(forPeople).flatMap((listener) => {
      const { dialled, why } = listener ?? {};
      return dialled === undefined || why === undefined ? [] : [open("iap", dialled, why)];
    }),
    ...(deployment.access.domain === undefined
      ? []
      : [open("load-balancers", pagesPort(deployment), "people who logged in reach the UI")]),
  ];
}

function paired(ways: readonly Way[]): Reach[] {
  const pairs = new Map<string, Way[]>();
  for (const way of ways) {
    const pair = nameOfReach(way);
    pairs.set(pair, [...(pairs.get(pair) ?? []), way]);
  }
  return [...pairs.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ from: first.from, to: first.to, ports: once(group) }];
  });
}

/** Each port with all its reasons, by number. */
const once = (group: readonly Way[]): readonly Port[] =>
  group
    .filter((way, index) => group.findIndex((other) => samePort(way, other)) === index)
    .map((way) => {
      const whys = group.filter((other) => samePort(way, other)).map(({ why }) => why);
      return { ...portOf(way), why: [...new Set(whys)].join(", ") };
    })
    .sort((one, other) => one.port - other.port);

const samePort = (one: Way, other: Way): boolean => one.port === other.port && one.protocol === other.protocol;
