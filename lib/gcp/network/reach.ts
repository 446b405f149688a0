import { BROKER_CALLERS, DATABASE_CALLERS } from "../../airflow/workloads/callers";
import type { Role, Service } from "../../airflow/workloads/service";
import { pagesPort } from "../../airflow/workloads/webserver";
import { USUAL_PORTS } from "../../deployment/usual";
import { MASTER } from "../names";
import type { GcpReading } from "../settings/reading";
import { HEALTH_PORT, type Outside, SSH_PORT } from "./ports";

/** Who opens a connection: `master` or a pool, or machines of Google's. */
export type From = { readonly machine: string } | { readonly google: Outside };

/** One way into a machine that is open. */
export interface Reach {
  readonly from: From;
  /** `master`, or the pool. */
  readonly to: string;
  readonly ports: readonly { readonly port: number; readonly why: string }[];
}

interface Way {
  readonly from: From;
  readonly to: string;
  readonly port: number;
  readonly why: string;
}

/** Every way from one kind of machine to another that is open, each pair once; machines of a kind do not talk. */
export function reaches(services: readonly Service[], { deployment, settings }: GcpReading): Reach[] {
  const machines = machinesOf(services);
  const ways = [
    ...services.flatMap((service) => listeners(service, services)),
    ...stores(services, { deployment, settings }),
    ...people({ deployment, settings }),
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
export const machinesOf = (services: readonly Service[]): string[] => [
  MASTER,
  ...new Set(services.flatMap(({ pool }) => (pool === undefined ? [] : [pool]))),
];

const machineOf = ({ pool }: Service): string => pool ?? MASTER;

/** Where processes of these roles run. */
const machinesWith = (roles: readonly Role[], services: readonly Service[]) => [
  ...new Set(services.filter(({ role }) => roles.includes(role)).map(machineOf)),
];

const listeners = (service: Service, services: readonly Service[]): Way[] =>
  service.listens.flatMap(({ name, port, callers }) =>
    callers.flatMap((caller) =>
      caller === "people"
        ? []
        : machinesWith([caller], services).map((machine): Way => {
            const why =
              name === "logs"
                ? `the ${caller} shows the logs of what still runs`
                : `tasks of the ${caller} report to the execution API`;
            return { from: { machine }, to: machineOf(service), port, why };
          }),
    ),
  );

/** Servers of our own are on the master; what Google runs, or the file names, has its own guard. */
function stores(services: readonly Service[], { deployment, settings: { top } }: GcpReading): Way[] {
  const { metadataDatabase, broker, airflow } = deployment;
  const open = (roles: readonly Role[], port: number, why: string) =>
    machinesWith(roles, services).map((machine): Way => ({ from: { machine }, to: MASTER, port, why }));
  return [
    ...(metadataDatabase.host === undefined && top.cloudSql === false
      ? open(DATABASE_CALLERS, USUAL_PORTS[metadataDatabase.engine], "processes keep state in the database")
      : []),
    ...(broker.host === undefined && top.memorystore === false && airflow.executor === "CeleryExecutor"
      ? open(BROKER_CALLERS, USUAL_PORTS.redis, "workers take tasks from the broker")
      : []),
  ];
}

/** People come through tunnels of Identity-Aware Proxy, and through the load balancer where there is a domain. */
function people({ deployment, settings: { top } }: GcpReading): Way[] {
  const { webserver, flower } = deployment;
  const open = (google: Outside, port: number, why: string): Way => ({ from: { google }, to: MASTER, port, why });
  return [
    open("iap", webserver.port, "people reach the UI"),
    ...(flower === false ? [] : [open("iap", flower.port, "people reach Flower")]),
    ...(top.access.domain === undefined
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
const once = (group: readonly Way[]): Reach["ports"] =>
  [...new Set(group.map(({ port }) => port))]
    .sort((one, other) => one - other)
    .map((port) => {
      const whys = group.filter((way) => way.port === port).map(({ why }) => why);
      return { port, why: [...new Set(whys)].join(", ") };
    });
