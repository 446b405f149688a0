import {
  FLOWER_PORT,
  LOG_PORT,
  PEOPLE_PORT,
  SCHEDULER_HEALTH_PORT,
  TRIGGERER_LOG_PORT,
  WEBSERVER_PORT,
} from "../../airflow/derived/ports";
import { USUAL_PORTS } from "../../deployment/usual";
import type { Finding } from "../../deployment/words/finding";
import { HEALTH_PORT, SSH_PORT } from "../network/ports";
import type { GcpReading } from "../settings/settings";

type Ports = Readonly<Record<number, string>>;

/** Ports of a machine that have a server already: a page there would hide it from those who come from outside. */
const TAKEN: Ports = {
  [SSH_PORT]: "SSH",
  [LOG_PORT]: "the logs of workers",
  [TRIGGERER_LOG_PORT]: "the logs of the triggerer",
  [HEALTH_PORT]: "the health of a machine",
  [SCHEDULER_HEALTH_PORT]: "the health of the scheduler",
};

/** The webserver's own: what people dial for it leads there. */
const WEBSERVER: Ports = {
  [WEBSERVER_PORT]: "the webserver itself, where workers reach it",
  [PEOPLE_PORT]: "the webserver itself, where its pages are",
};

/** Those of servers of our own. */
function stores({ deployment }: GcpReading): Ports {
  const { metadataDatabase, broker } = deployment;
  const database = metadataDatabase.host === undefined && deployment.cloudSql === false;
  const queues = broker.host === undefined && deployment.memorystore === false;
  const ports: readonly (readonly [own: boolean, port: number, user: string])[] = [
    [database, USUAL_PORTS[metadataDatabase.engine], "the metadata database"],
    [queues, USUAL_PORTS.redis, "the broker"],
  ];
  return Object.fromEntries(ports.filter(([own]) => own).map(([, port, user]) => [port, user]));
}

/** Ports at which people reach the pages. */
export function ports(reading: GcpReading): readonly Finding[] {
  const { webserver, flower } = reading.deployment;
  const own = { ...TAKEN, ...stores(reading) };
  if (flower === false) return taken("webserver", webserver.port, own);
  if (flower.port === webserver.port)
    return [{ path: ["flower", "port"], message: `port ${flower.port} is webserver.port already; write another one` }];
  return [
    ...taken("webserver", webserver.port, { ...own, [FLOWER_PORT]: "Flower itself" }),
    ...taken("flower", flower.port, { ...own, ...WEBSERVER }),
  ];
}

function taken(key: string, port: number, users: Ports): readonly Finding[] {
  const user = users[port];
  if (user === undefined) return [];
  return [
    {
      path: [key, "port"],
      message: `got ${port}, the port of ${user}; write another one, such as ${key === "flower" ? 15_555 : 8988}`,
    },
  ];
}
