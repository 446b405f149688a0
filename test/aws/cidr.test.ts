import { contains, range } from "../../lib/airflow/derived/ranges";
import { addressesPerZone, subnetsOf } from "../../lib/aws/derived/cidr";

const SIX = ["a", "b", "c", "d", "e", "f"];

test("each zone has a private subnet and a small public one", () => {
  expect(subnetsOf("10.0.0.0/16", ["a", "b"])).toEqual({
    a: { private: "10.0.0.0/19", public: "10.0.192.0/21" },
    b: { private: "10.0.32.0/19", public: "10.0.200.0/21" },
  });
});

test.each(
  [
    ["a", "b"],
    ["a", "c"],
    ["c", "a"],
    ["a", "b", "c"],
  ].map((zones) => [zones]),
)("zones %j have the same subnets as among all others, so that adding one moves none", (zones) => {
  const all = subnetsOf("10.0.0.0/16", SIX);
  expect(subnetsOf("10.0.0.0/16", zones)).toEqual(Object.fromEntries(zones.map((zone) => [zone, all[zone]])));
});

test.each(["10.0.0.0/16", "172.16.128.0/17", "10.255.252.0/22"])("no two subnets of %s share an address", (cidr) => {
  const all = Object.values(subnetsOf(cidr, SIX)).flatMap((ranges) => [ranges.private, ranges.public]);
  const sharing = all.flatMap((one, index) =>
    all.slice(index + 1).filter((other) => contains(range(one), range(other)) || contains(range(other), range(one))),
  );
  expect(sharing).toEqual([]);
  expect(all.filter((subnet) => !contains(range(cidr), range(subnet)))).toEqual([]);
  expect(new Set(all).size).toBe(12);
});

test("the smallest network leaves a load balancer the /27 that AWS asks for", () => {
  const { f } = subnetsOf("10.255.252.0/22", ["f"]);
  expect(f).toEqual({ private: "10.255.254.128/25", public: "10.255.255.160/27" });
});

test.each([
  ["10.0.0.0/16", 8187],
  ["10.0.0.0/22", 123],
])("a zone of %s has %d addresses, without the five that AWS keeps", (cidr, addresses) => {
  expect(addressesPerZone(cidr)).toBe(addresses);
});

test("a letter without a place is refused", () => {
  expect(() => subnetsOf("10.0.0.0/16", ["g"])).toThrow("zone g");
});
