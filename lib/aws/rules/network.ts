import { isPrivate, range, show, withPrefix } from "../../airflow/derived/ranges";
import type { Deployment } from "../../deployment/schema/schema";
import type { Finding } from "../../deployment/words/finding";
import { addressesPerZone } from "../derived/cidr";
import { type ExistingNetwork, isExisting, type OwnNetwork } from "../settings/network";
import type { AwsReading } from "../settings/settings";

/** Where the network cannot hold what the file puts into it. */
export function network({ deployment }: AwsReading): readonly Finding[] {
  return isExisting(deployment.network)
    ? existing(deployment.network, deployment.loadBalancer.public)
    : [...addresses(deployment.network, deployment), ...zones(deployment.network, deployment, deployment.rds.multiAz)];
}

const CIDR = ["network", "cidr"];

/**
 * Bits that the addresses of a network share. AWS makes none above /16; below /22 a load balancer has no room in its
 * subnets. Source: Amazon VPC, "VPC CIDR blocks"; Elastic Load Balancing, "Subnets for your load balancer".
 */
const LARGEST = 16;
const SMALLEST = 22;

/** Addresses that are not the processes': of database, broker and load balancer. */
const DATA = 24;

function addresses({ cidr, zones }: OwnNetwork, deployment: Deployment): readonly Finding[] {
  const say = (message: string): readonly Finding[] => [{ path: CIDR, message }];
  const one = range(cidr);
  const { prefix } = one;
  if (show(one) !== cidr) return say(`${cidr} has bits below its mask; write ${show(one)}`);
  if (prefix < LARGEST || prefix > SMALLEST)
    return say(
      `${cidr} is too ${prefix < LARGEST ? "large" : "small"}: a network here has /${LARGEST} to /${SMALLEST}; write ${withPrefix(cidr, LARGEST)}`,
    );
  if (!isPrivate(one))
    return say(
      `${cidr} overlaps addresses of the internet, which tasks could then not reach; write a private range such as 10.20.0.0/16`,
    );
  const most = mostProcesses(deployment);
  const fits = (bits: number) => addressesPerZone(withPrefix(cidr, bits)) * zones.length >= 2 * most + DATA;
  if (fits(prefix)) return [];
  const roomy = Array.from({ length: prefix - LARGEST }, (_, index) => prefix - 1 - index).find(fits);
  return say(
    `${cidr} is too small: the file runs up to ${most} processes, and twice as many while a deployment replaces them, ` +
      `each with an address; ${roomy === undefined ? "write fewer replicas, or more zones" : `write a range of /${roomy} or larger`}`,
  );
}

/** Processes when every role has its full number. */
function mostProcesses({ webserver, scheduler, triggerer, flower, workers }: Deployment): number {
  const counts = [webserver, scheduler, triggerer, ...Object.values(workers)].map(({ replicas }) => replicas.max);
  return counts.reduce((sum, count) => sum + count, flower === false ? 1 : 2);
}

function zones({ zones: letters }: OwnNetwork, { metadataDatabase }: Deployment, multiAz: boolean): readonly Finding[] {
  const path = ["network", "zones"];
  const twice = letters.findIndex((letter, index) => letters.indexOf(letter) < index);
  if (twice >= 0) return [{ path: [...path, twice], message: `zone "${letters[twice]}" is written twice; remove one` }];
  if (letters.length > 1) return [];
  const standby = metadataDatabase.host === undefined && multiAz ? " and rds.multiAz its standby in another" : "";
  return [
    {
      path,
      message: `got one zone, and the load balancer must be in two${standby}; write two or three, such as [a, b]`,
    },
  ];
}

function existing({ privateSubnets, publicSubnets }: ExistingNetwork, reached: boolean): readonly Finding[] {
  const all = [
    ...privateSubnets.map((id, index) => ({ id, path: ["network", "privateSubnets", index] })),
    ...publicSubnets.map((id, index) => ({ id, path: ["network", "publicSubnets", index] })),
  ];
  const twice = all.flatMap(({ id, path }, index): readonly Finding[] =>
    all.findIndex((other) => other.id === id) < index
      ? [{ path, message: `${id} is written twice; name another subnet, in another zone` }]
      : [],
  );
  const few = (key: "privateSubnets" | "publicSubnets", count: number, why: string): readonly Finding[] =>
    count >= 2
      ? []
      : [
          {
            path: ["network", key],
            message: `got ${count === 0 ? "no" : "one"} subnet; ${why}: write two or more, in different zones`,
          },
        ];
  return [
    ...twice,
    ...few("privateSubnets", privateSubnets.length, "database and broker want subnets in two zones"),
    ...(reached
      ? few("publicSubnets", publicSubnets.length, "a public load balancer is in public subnets of two zones")
      : []),
  ];
}
