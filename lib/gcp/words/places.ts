import type { Place } from "../../airflow/words/built";
import { domainOf, MASTER, nameOf } from "../names";
import { masterAddress } from "../network/addresses";
import { regionOf } from "../settings/scalars";
import type { GcpReading } from "../settings/settings";

const PROJECT = "project";
/** Every machine, master and workers. */
export const NETWORK = "network";
/** Database and broker that Google runs, and its load balancer. */
export const SERVICES = "services";
export const EDGE = "edge";

/** Where workers of a pool run. */
export const placeOf = (pool: string | undefined): string => pool ?? MASTER;

/** The master, and one place for the machines of each pool; places of Google's own where the file asks for some. */
export function places(stack: string, { deployment }: GcpReading): Place[] {
  const { project, zone, network, access } = deployment;
  const label =
    network.existing === undefined
      ? `network ${nameOf(stack, "network")}, ${network.range}`
      : `network ${network.existing.network}, subnet ${network.existing.subnet}, ${network.range}`;
  return [
    { id: PROJECT, label: `Google Cloud ${project}, ${regionOf(zone)}`, kind: "network" },
    { id: NETWORK, label, kind: "network", inside: PROJECT },
    {
      id: MASTER,
      label: `${nameOf(stack, MASTER)}, ${masterAddress(deployment)}, ${deployment.master.machine} in ${zone}, ${MASTER}.${domainOf(stack)}`,
      kind: "machine",
      inside: NETWORK,
    },
    ...Object.entries(deployment.workers).map(
      ([pool, { machine, zones = [zone] }]): Place => ({
        id: pool,
        label: `${nameOf(stack, pool)}-..., ${machine} in ${zones.join(", ")}`,
        kind: "machine",
        inside: NETWORK,
      }),
    ),
    ...(deployment.cloudSql === false && deployment.memorystore === false
      ? []
      : [
          {
            id: SERVICES,
            label: `Google's services, ${rangeOf(network.serviceRange)}`,
            kind: "network" as const,
            inside: PROJECT,
          },
        ]),
    ...(access.domain === undefined
      ? []
      : [{ id: EDGE, label: "Google's front ends, on the internet", kind: "network" as const, inside: PROJECT }]),
  ];
}

const rangeOf = (range: string | undefined): string =>
  range === undefined || range === "existing" ? "the network's existing range" : range;
