import type { Danger, Statement } from "../../airflow/words/built";
import type { DockerReading } from "../settings/settings";

/** What the file chose on this target that opens something or may lose something. */
export function dangers({ deployment }: DockerReading): Danger[] {
  const { bindAddress, mounts } = deployment.docker;
  return [
    ...Object.entries(deployment.workers).flatMap(([pool, { dockerSocket }]) =>
      dockerSocket === false ? [] : socket(pool),
    ),
    ...(bindAddress.startsWith("127.") ? [] : open(bindAddress)),
    ...mounts.flatMap(({ source, readOnly }, index) => (readOnly ? [] : writable(source, index))),
    ...brokerInTheOpen(deployment),
  ];
}

const socket = (pool: string): Danger[] => [
  {
    level: "danger",
    what: `Every task of pool ${pool} can do anything on this host: it has the host's Docker socket`,
    remedy: "Leave dockerSocket out, or send only trusted DAGs to this pool",
    path: ["workers", pool, "dockerSocket"],
  },
];

const open = (address: string): Danger[] => [
  {
    level: "danger",
    what: `${reachOf(address)} reaches the login page over plain HTTP`,
    remedy: "Put a proxy with TLS before it, and a firewall; or leave bindAddress out for this host only",
    path: ["docker", "bindAddress"],
  },
];

const writable = (source: string, index: number): Danger[] => [
  {
    level: "notice",
    what: `Every task can write to ${source} of this host`,
    remedy: "Leave readOnly out",
    path: ["docker", "mounts", index, "readOnly"],
  },
];

function brokerInTheOpen({ broker }: DockerReading["deployment"]): Danger[] {
  if (broker.host === undefined) return [];
  const path = ["broker", "host"];
  const readable = broker.tls ? [] : [`what goes to it can be read on the way`];
  const anybody = broker.password === undefined ? [`whoever reaches ${broker.host} can send tasks`] : [];
  const both = [...anybody, ...readable];
  if (both.length === 0) return [];
  const remedy = [anybody.length > 0 ? "password: { secret: NAME }" : "", readable.length > 0 ? "tls: true" : ""];
  return [
    {
      level: anybody.length > 0 ? "danger" : "notice",
      what: `The existing broker: ${both.join(", and ")}`,
      remedy: `Write ${remedy.filter(Boolean).join(" and ")}`,
      path,
    },
  ];
}

/** Who reaches a port that is published on this address. */
export function reachOf(address: string): string {
  if (address.startsWith("127.")) return "Only this host";
  return address === "0.0.0.0" ? "Whoever reaches any address of this host" : `Whoever reaches ${address}`;
}

/** The target's own settings of each pool that differ from their defaults. */
export const poolSettings = ({ deployment }: DockerReading): Readonly<Record<string, readonly Statement[]>> =>
  Object.fromEntries(
    Object.entries(deployment.workers).map(([pool, { dockerSocket }]) => [
      pool,
      dockerSocket === false
        ? []
        : [{ name: "Docker socket", value: `group ${dockerSocket.group}`, path: ["workers", pool, "dockerSocket"] }],
    ]),
  );
