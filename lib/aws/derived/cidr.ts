import { range, show, sizeOf } from "../../airflow/derived/ranges";

/** The ranges of one zone: processes and data in the private one, load balancer and NAT in the public one. */
export interface ZoneRanges {
  readonly private: string;
  readonly public: string;
}

/** Letters that a zone may have. Each has its place in the network, so that one more zone moves no other. */
const LETTERS = ["a", "b", "c", "d", "e", "f"];
/** A zone's private subnet is an eighth of the network: six letters, and two eighths for all public ones. */
const PRIVATE_BITS = 3;
/** A quarter of an eighth: a /27 in a /22, the least that AWS asks of a load balancer's subnet. */
const PUBLIC_BITS = 5;

/**
 * Ranges of the zones of a network.
 * @param cidr the network, /16 to /22, without bits below its mask
 * @param zones letters a to f, in any order
 */
export function subnetsOf(cidr: string, zones: readonly string[]): Readonly<Record<string, ZoneRanges>> {
  const { first, prefix } = range(cidr);
  const block = (bits: number, index: number) => ({
    first: first + index * sizeOf({ prefix: prefix + bits }),
    prefix: prefix + bits,
  });
  const firstPublic = LETTERS.length * 2 ** (PUBLIC_BITS - PRIVATE_BITS);
  return Object.fromEntries(
    zones.map((zone) => {
      const place = LETTERS.indexOf(zone);
      if (place < 0) throw new Error(`zone ${zone} has passed the schema, which allows ${LETTERS.join(", ")}`);
      const ranges = { private: block(PRIVATE_BITS, place), public: block(PUBLIC_BITS, firstPublic + place) };
      return [zone, { private: show(ranges.private), public: show(ranges.public) }];
    }),
  );
}

/** AWS keeps the first four addresses and the last one of every subnet. Source: Amazon VPC, "Subnet CIDR blocks". */
const KEPT_BY_AWS = 5;

/** Addresses for processes and data in each zone of a network. Every process of ECS takes one. */
export const addressesPerZone = (cidr: string): number =>
  sizeOf({ prefix: range(cidr).prefix + PRIVATE_BITS }) - KEPT_BY_AWS;
