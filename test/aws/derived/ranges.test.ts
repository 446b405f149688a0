import { contains, isPrivate, range, show, sizeOf, withPrefix } from "../../../lib/aws/derived/ranges";

test("a range is its first address and what all of it shares", () => {
  expect(range("10.1.2.3/16")).toEqual({ first: 167_837_696, prefix: 16 });
  expect(show(range("255.255.255.255/32"))).toBe("255.255.255.255/32");
  expect(show(range("0.0.0.0/0"))).toBe("0.0.0.0/0");
});

test("its size and its neighbours", () => {
  expect([sizeOf(16), sizeOf(32), sizeOf(0)]).toEqual([65_536, 1, 4_294_967_296]);
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
