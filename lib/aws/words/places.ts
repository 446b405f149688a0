import type { Place } from "../../airflow/words/built";
import { isExisting } from "../settings/network";
import type { AwsReading } from "../settings/settings";

const REGION = "region";
const NETWORK = "network";
/** Where processes and data live, and where a public load balancer does. */
export const PRIVATE = "private-subnets";
export const PUBLIC = "public-subnets";

/** Without a public load balancer nothing of ours is in the public subnets. */
export function places({ deployment }: AwsReading): Place[] {
  const { network, region, account, loadBalancer } = deployment;
  const existing = isExisting(network);
  const zones = existing ? "" : `, zones ${network.zones.join(", ")}`;
  const subnets = (kind: string, ids: readonly string[]) => `${kind} subnets${existing ? ` ${ids.join(", ")}` : zones}`;
  const own: Place[] = [
    { id: REGION, label: `AWS ${region}, account ${account}`, kind: "network" },
    {
      id: NETWORK,
      label: existing ? `network ${network.vpc}` : `network ${network.cidr}`,
      kind: "network",
      inside: REGION,
    },
    {
      id: PRIVATE,
      label: subnets("private", existing ? network.privateSubnets : []),
      kind: "network",
      inside: NETWORK,
    },
  ];
  if (!loadBalancer.public) return own;
  const label = subnets("public", existing ? network.publicSubnets : []);
  return [...own, { id: PUBLIC, label, kind: "network", inside: NETWORK }];
}
