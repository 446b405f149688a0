import { BROKER_CALLERS, DATABASE_CALLERS } from "../../airflow/workloads/callers";
import type { Caller, Role, Service } from "../../airflow/workloads/service";
import { USUAL_PORTS } from "../../deployment/usual";
import type { AwsReading } from "../settings/reading";
import { type Page, type Published, published } from "./load-balancer/published";

/** Whoever has a security group: a role, or what the roles use. */
export type Who = Role | "load-balancer" | Store;
type Store = "metadata-database" | "broker";

/** One way through the network that is open. */
export interface Reach {
  /** A security group, or an address range of people. */
  readonly from: Who | { readonly range: string };
  readonly to: Who;
  readonly port: number;
  /** Why it is open; AWS shows it beside the rule, see `REASON`. */
  readonly why: string;
}

/** What AWS takes in a rule's description. Source: Amazon EC2, UserIdGroupPair. */
export const REASON = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=;{}!$*]{1,255}$/;

/** Postgres and Redis of our own listen where they always do. */
export const STORE_PORTS: Readonly<Record<Store, number>> = {
  "metadata-database": USUAL_PORTS.postgres,
  broker: USUAL_PORTS.redis,
};

/** Every way that is open, each once: nobody else reaches anything. */
export function reaches(services: readonly Service[], { deployment, settings }: AwsReading): Reach[] {
  const outside = published(deployment, settings.top.loadBalancer);
  const pages = outside.flower === undefined ? [outside.ui] : [outside.ui, outside.flower];
  const running = new Set<Who>(["load-balancer", ...services.map(({ role }) => role)]);
  const all = [
    ...people(outside),
    ...services.flatMap((service) => callers(service, pages)),
    ...stores(deployment).flatMap(({ store, callers, why }) =>
      callers.map((from): Reach => ({ from, to: store, port: STORE_PORTS[store], why: `${from} ${why}` })),
    ),
  ];
  return unique(all.filter(({ from }) => typeof from !== "string" || running.has(from)));
}

/** From outside to the load balancer. */
function people({ ui, flower, redirects }: Published): Reach[] {
  const at = (port: number, ranges: readonly string[], why: string) =>
    ranges.map((range): Reach => ({ from: { range }, to: "load-balancer", port, why }));
  return [
    ...at(ui.port, ui.allow, "people reach the UI and the REST API"),
    ...(redirects === undefined ? [] : at(redirects, ui.allow, "people who type http are sent on to https")),
    ...(flower === undefined ? [] : at(flower.port, flower.allow, "people reach Flower")),
  ];
}

/** To one service, from the roles that it listens for, and from the load balancer where it is published. */
const callers = ({ role, listens }: Service, pages: readonly Page[]): Reach[] =>
  listens.flatMap(({ name, port, callers }) =>
    callers
      .filter((caller) => caller !== "people" || pages.some((page) => page.role === role))
      .map((caller): Reach => {
        const from = caller === "people" ? "load-balancer" : caller;
        return { from, to: role, port, why: reason(name, caller) };
      }),
  );

/** The listeners of a service are its web server and its logs. */
function reason(listener: string, caller: Caller): string {
  if (caller === "people") return "the load balancer passes people on";
  if (listener === "logs") return `${caller} shows the logs of what still runs`;
  return `tasks of the ${caller} report to the execution API`;
}

/** Data of our own; what the file names has its own guard. */
function stores({ metadataDatabase, broker, airflow }: AwsReading["deployment"]) {
  const database = { store: "metadata-database", callers: DATABASE_CALLERS, why: "keeps state there" } as const;
  const queues = { store: "broker", callers: BROKER_CALLERS, why: "sends, takes or watches queued tasks" } as const;
  return [
    ...(metadataDatabase.host === undefined ? [database] : []),
    ...(broker.host === undefined && airflow.executor === "CeleryExecutor" ? [queues] : []),
  ];
}

/** Pools are services of one role: their ways are the same. */
const unique = (all: readonly Reach[]): Reach[] => [
  ...new Map(all.map((reach) => [[fromOf(reach), reach.to, reach.port].join(" "), reach])).values(),
];

/** Whom a way is for, as part of a name. */
export const fromOf = ({ from }: Reach): string => (typeof from === "string" ? from : from.range.replace(/[./]/g, "-"));
