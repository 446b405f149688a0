import { baseUrl } from "../../airflow/environment/address";
import { givenOr } from "../../airflow/secrets/secret";
import type { Helper, Published } from "../../airflow/words/built";
import { BROKER_CALLERS, DATABASE_CALLERS } from "../../airflow/workloads/callers";
import { flowerPath } from "../../airflow/workloads/flower";
import type { Service } from "../../airflow/workloads/service";
import { type Page, published } from "../network/load-balancer/published";
import { STORE_PORTS } from "../network/reach";
import type { AwsReading } from "../settings/settings";
import type { Made } from "../words/made";
import { PRIVATE, PUBLIC } from "../words/places";
import { besides } from "./besides";

const MANAGED = {
  size: "as AWS runs it",
  stopSeconds: 0,
  place: PRIVATE,
  calls: [],
  published: [],
  secrets: [],
} as const;

/** What runs besides Airflow's own processes, in the order in which a deployment needs it. */
export function helpers(reading: AwsReading, made: Made, services: readonly Service[]): Helper[] {
  const { metadataDatabase, broker } = reading.deployment;
  return [
    loadBalancer(reading),
    ...(metadataDatabase.host === undefined ? [database(reading)] : []),
    ...(broker.host === undefined ? [brokerOf(reading)] : []),
    ...besides(reading, made, services.find(({ role }) => role === "scheduler")?.secret ?? {}),
  ];
}

/** Seconds that requests which run get when a task behind it goes; see load-balancer/target-group.ts. */
const DEREGISTRATION_SECONDS = 30;

function loadBalancer({ deployment }: AwsReading): Helper {
  const { ui, flower, redirects, host, encrypted } = published(deployment, deployment.loadBalancer);
  const pages = flower === undefined ? [ui] : [ui, flower];
  const reach = deployment.loadBalancer.public ? "People on the internet" : "People inside the network";
  const scheme = encrypted ? "https" : "http";
  const address = ({ role, port }: Page) =>
    role === "webserver" ? baseUrl(deployment) : `${scheme}://${host}:${port}${flowerPath(deployment)}`;
  const at = (port: number, address: string, from: readonly string[]): Published => ({
    internal: port,
    external: port,
    address,
    reach,
    from,
  });
  return {
    ...MANAGED,
    name: "load-balancer",
    role: "load balancer",
    kind: "process",
    place: deployment.loadBalancer.public ? PUBLIC : PRIVATE,
    command: ["Application", "Load", "Balancer"],
    health: "it answers, by AWS, in each zone",
    stopSeconds: DEREGISTRATION_SECONDS,
    stops: "The UI is away until AWS has it back; tasks go on",
    listens: [
      ...pages.map(({ role, port }) => ({ port, what: WHAT[role], callers: ["people"] as const })),
      ...(redirects === undefined ? [] : [{ port: redirects, what: "the way to https", callers: ["people"] as const }]),
    ],
    calls: pages.map(({ role, inside }) => ({ role, port: inside, what: WHAT[role] })),
    published: [
      ...pages.map((page) => at(page.port, address(page), page.allow)),
      ...(redirects === undefined ? [] : [at(redirects, `http://${host}`, ui.allow)]),
    ],
    path: ["loadBalancer"],
  };
}

const WHAT: Readonly<Record<Page["role"], string>> = { webserver: "UI and API", flower: "Flower" };

function database({ deployment }: AwsReading): Helper {
  const { metadataDatabase } = deployment;
  const back = deployment.rds.multiAz ? "its standby takes over within minutes" : "it is restored from a backup";
  return {
    ...MANAGED,
    name: "metadata-database",
    role: "metadata database",
    kind: "store",
    command: ["Amazon", "RDS"],
    size: deployment.rds.class,
    health: "it answers, by AWS",
    stops: `Nothing is scheduled and the UI shows errors until ${back}; running tasks go on`,
    listens: [{ port: STORE_PORTS["metadata-database"], what: "SQL", callers: DATABASE_CALLERS }],
    secrets: [givenOr(metadataDatabase.password, "metadata-database")],
    path: ["metadataDatabase"],
  };
}

function brokerOf({ deployment }: AwsReading): Helper {
  const { broker } = deployment;
  const copied = deployment.elastiCache.replicas > 0;
  return {
    ...MANAGED,
    name: "broker",
    role: "broker",
    kind: "store",
    command: ["Amazon", "ElastiCache"],
    size: deployment.elastiCache.node,
    health: "it answers, by AWS",
    stops: copied
      ? "No task is handed out until its copy takes over; running ones go on, and a waiting one that was not copied yet is lost"
      : "No task is handed out until it is back; running ones go on, and waiting ones are lost",
    listens: [{ port: STORE_PORTS.broker, what: "task queues", callers: BROKER_CALLERS }],
    secrets: [givenOr(broker.password, "broker")],
    path: ["broker"],
  };
}
