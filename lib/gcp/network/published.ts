import type { Published } from "../../airflow/words/built";
import type { Service } from "../../airflow/workloads/service";
import { forPeople } from "../../airflow/workloads/workload";
import { MASTER, nameOf } from "../names";
import type { GcpReading } from "../settings/settings";

/** Members in words, or that the project's own rights decide. */
export const reachers = (members: readonly string[]): string =>
  members.length === 0 ? "whoever has that right in the project" : members.join(", ");

/** People reach webserver and Flower through tunnels of Identity-Aware Proxy, at the ports of the file. */
export function published(stack: string, service: Service, { deployment }: GcpReading): Published[] {
  const { port: internal, dialled: external } = forPeople(service) ?? {};
  if (internal === undefined || external === undefined) return [];
  const address = `tunnel to ${nameOf(stack, MASTER)}:${external}`;
  return [{ internal, external, address, reach: `Who may open a tunnel: ${reachers(deployment.access.members)}` }];
}
