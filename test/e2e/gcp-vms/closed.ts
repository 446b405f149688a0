import { must, mustEqual } from "../expect";
import { until } from "../wait";
import { Machine } from "./machines/machine";
import { CLUSTER, MASTER_ADDRESS, OUTSIDER_ADDRESS, ZONE } from "./scene";
import type { Site } from "./site";
import type { Rule } from "./terraform/contents";

const OUTSIDER = "e2e-outsider";

/** Ports of the master: what must be closed to a machine that is not of the cluster, and to whom it is open. */
const PORTS = { database: 3306, broker: 6379, webserver: 8080, pages: 8795, people: 8988, flower: 15555 } as const;

const CONNECT = (port: number) =>
  `timeout 3 bash -c '</dev/tcp/${MASTER_ADDRESS}/${port}' 2>/dev/null && echo ${port} open || echo ${port} closed`;

/** A machine in the same network, but not of the cluster, reaches nothing: by the master's own firewall, and by the network's. */
export async function closed(site: Site): Promise<string> {
  const { cluster, base, certificates } = site;
  const ask = Object.values(PORTS).map(CONNECT).join("; ");
  stranger(site);
  const outsider = await Machine.boot({
    name: OUTSIDER,
    address: OUTSIDER_ADDRESS,
    aliases: [],
    base,
    certificates,
    images: ["redis:8"],
  });
  try {
    await outsider.booted(240);
    const outside = (await outsider.shell(ask)).split("\n");
    mustEqual(
      outside,
      Object.values(PORTS).map((port) => `${port} closed`),
      "ports of the master seen from outside the cluster",
    );
  } finally {
    await outsider.remove();
    site.world.instances.delete(OUTSIDER);
  }
  const [worker] = cluster.of("worker1");
  const wanted = [
    ...[PORTS.database, PORTS.broker, PORTS.webserver].map((port) => `${port} open`),
    `${PORTS.pages} closed`,
  ];
  const inside = await until("a worker to reach the master, and not the pages at people's port", 180, async () => {
    const seen = (await worker?.shell(ask))?.split("\n") ?? [];
    must(
      wanted.every((one) => seen.includes(one)),
      seen.join(", "),
    );
    return seen;
  });
  return `from ${OUTSIDER_ADDRESS}: all closed; from a worker: ${inside.join(", ")}; ${network(site)}`;
}

/** A machine of somebody else in the same project. */
function stranger({ world }: Site): void {
  world.instances.set(OUTSIDER, {
    name: OUTSIDER,
    id: "1",
    zone: ZONE,
    address: OUTSIDER_ADDRESS,
    email: "somebody@example.com",
    kind: { machineType: "e2-small", diskSizeGb: "10", provisioningModel: "STANDARD" },
    labels: {},
    metadata: { "user-data": "#cloud-config\n{}\n" },
    guest: new Map(),
    status: "RUNNING",
  });
}

/** What the network's firewall would say to the same machine: no rule lets it in, and one refuses it before any other. */
function network({ cluster }: Pick<Site, "cluster">): string {
  const { rules, master } = cluster.now;
  const toMaster = rules.filter(({ targets }) => targets.includes(master.email));
  const refuses = toMaster.find(({ action, ranges }) => action === "deny" && ranges.includes("0.0.0.0/0"));
  must(refuses !== undefined, "no rule of the network closes the master");
  const before = toMaster.filter(({ action, priority }) => action === "allow" && priority < refuses.priority);
  must(before.every(named), `rules without a reason: ${before.filter((rule) => !named(rule)).map(({ name }) => name)}`);
  const wide = before.filter(({ ranges }) =>
    ranges.some((range) => range === "0.0.0.0/0" || (range.startsWith("10.") && range !== CLUSTER)),
  );
  mustEqual(
    wide.map(({ name }) => name),
    [],
    "rules of the network that let in more than the cluster",
  );
  return `${before.length} rules of the network let somebody in, each with a reason, then ${refuses.name} refuses`;
}

const named = ({ why }: Rule): boolean => why.length > 5;
