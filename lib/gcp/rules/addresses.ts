import { addressOf, contains, numberOf, type Range, range, show, sizeOf } from "../../airflow/derived/ranges";
import type { Finding } from "../../deployment/words/finding";
import { masterAddress } from "../network/addresses";
import type { GcpReading } from "../settings/settings";
import { SMALLEST } from "./network";

const PATH = ["master", "address"];
/** Kept by Google at each end of a subnet: network and gateway, the last but one and the last. Source: Google Cloud, "Subnets", unusable addresses. */
const KEPT = 2;

/** The master's address: of the subnet, nobody else's, and not one of Google's own. */
export function addresses({ deployment }: GcpReading): readonly Finding[] {
  const subnet = range(deployment.network.range);
  if (subnet.prefix > SMALLEST) return [];
  const address = masterAddress(deployment);
  return [...judged(address, subnet), ...twice(address, deployment)];
}

function judged(address: string, subnet: Range): readonly Finding[] {
  const say = (message: string): readonly Finding[] => [{ path: PATH, message }];
  const [first, last] = [subnet.first + KEPT, subnet.first + sizeOf(subnet) - 1 - KEPT];
  const remedy = `write one from ${addressOf(first)} to ${addressOf(last)}`;
  const value = numberOf(address);
  if (!contains(subnet, { first: value, prefix: 32 }))
    return say(`${address} is outside of network.range, ${show(subnet)}; ${remedy}`);
  if (value < first || value > last)
    return say(`${address} is one of the four that Google keeps in ${show(subnet)}; ${remedy}`);
  return [];
}

function twice(address: string, { metadataDatabase, broker }: GcpReading["deployment"]): readonly Finding[] {
  return Object.entries({ metadataDatabase, broker }).flatMap(([key, { host }]) =>
    host === address
      ? [
          {
            path: [key, "host"],
            message: `${address} is the address of the master, where no server of yours runs; remove host: to have one there, or write another master.address`,
          },
        ]
      : [],
  );
}
