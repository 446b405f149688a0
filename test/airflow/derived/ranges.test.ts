import {
  addressOf,
  contains,
  isPrivate,
  numberOf,
  overlap,
  range,
  show,
  sizeOf,
  withPrefix,
} from "../../../lib/airflow/derived/ranges";

test("an address is a number and back", () => {
  expect(numberOf("10.10.0.10")).toBe(168_427_530);
  expect(addressOf(168_427_530)).toBe("10.10.0.10");
  expect(addressOf(numberOf("255.255.255.255"))).toBe("255.255.255.255");
});

test("a range is read without the bits below its mask", () => {
  expect(show(range("10.10.0.7/24"))).toBe("10.10.0.0/24");
  expect(show(range("10.10.0.7"))).toBe("10.10.0.7/32");
  expect(sizeOf({ prefix: 24 })).toBe(256);
});

test.each([
  ["10.10.0.0/24", "10.10.0.0/16", true],
  ["10.10.0.0/16", "10.10.0.0/24", true],
  ["10.10.0.0/24", "10.10.1.0/24", false],
  ["10.10.0.0/23", "10.10.1.0/24", true],
])("%s and %s share an address: %s", (one, other, shared) => {
  expect(overlap(range(one), range(other))).toBe(shared);
});

test("a range holds what lies in it, and no larger one", () => {
  expect(contains(range("10.10.0.0/16"), range("10.10.255.0/24"))).toBe(true);
  expect(contains(range("10.10.0.0/16"), range("10.11.0.0/24"))).toBe(false);
  expect(contains(range("10.10.0.0/24"), range("10.10.0.0/16"))).toBe(false);
});

test("private is what nobody has on the internet", () => {
  const all = ["10.0.0.0/8", "172.16.0.0/12", "172.32.0.0/16", "192.168.4.0/24", "100.64.0.0/10", "8.0.0.0/7"];
  expect(all.filter((text) => isPrivate(range(text)))).toEqual([
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.4.0/24",
    "100.64.0.0/10",
  ]);
});

test("a range is its first address and what all of it shares", () => {
  expect(range("10.1.2.3/16")).toEqual({ first: 167_837_696, prefix: 16 });
  expect(show(range("255.255.255.255/32"))).toBe("255.255.255.255/32");
  expect(show(range("0.0.0.0/0"))).toBe("0.0.0.0/0");
});

test("its size and its neighbours", () => {
  expect([sizeOf({ prefix: 16 }), sizeOf({ prefix: 32 }), sizeOf({ prefix: 0 })]).toEqual([65_536, 1, 4_294_967_296]);
  expect(withPrefix("10.1.2.0/24", 16)).toBe("10.1.0.0/16");
  expect(withPrefix("10.0.0.0/8", 16)).toBe("10.0.0.0/16");
});

test.each([
  ["10.0.0.0/8", "10.255.0.0/16", true],
  ["10.0.0.0/16", "10.0.0.0/16", true],
  ["10.0.0.0/16", "10.0.0.0/8", false],
  ["10.0.0.0/16", "10.1.0.0/16", false],
  ["0.0.0.0/0", "203.0.113.7/32", true],
])("%s holds %s: %s", (outer, inner, held) => {
  expect(contains(range(outer), range(inner))).toBe(held);
});

test.each([
  ["172.16.0.0/12", true],
  ["172.32.0.0/16", false],
  ["100.64.0.0/16", true],
  ["192.168.0.0/15", false],
])("%s is private: %s", (text, held) => {
  expect(isPrivate(range(text))).toBe(held);
});
