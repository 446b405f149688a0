import { FLOWER_PORT } from "../../airflow/derived/ports";
import type { Published } from "../../airflow/words/built";
import type { Service } from "../../airflow/workloads/service";
import { pagesPort } from "../../airflow/workloads/webserver";
import { MASTER, nameOf } from "../names";
import type { GcpReading } from "../settings/reading";

/** Members in words, or that the project's own rights decide. */
export const reachers = (members: readonly string[]): string =>
  members.length === 0 ? "whoever has that right in the project" : members.join(", ");

/** People reach webserver and Flower through tunnels of Identity-Aware Proxy, at the ports of the file. */
export function published(
  stack: string,
  { role }: Service,
  { deployment, settings: { top } }: GcpReading,
): Published[] {
  const { webserver, flower } = deployment;
  const tunnel = (internal: number, external: number): Published => ({
    internal,
    external,
    address: `tunnel to ${nameOf(stack, MASTER)}:${external}`,
    reach: `Who may open a tunnel: ${reachers(top.access.members)}`,
  });
  if (role === "webserver") return [tunnel(pagesPort(deployment), webserver.port)];
  return role === "flower" && flower !== false ? [tunnel(FLOWER_PORT, flower.port)] : [];
}
