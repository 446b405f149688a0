import { every } from "../../../lib/gcp/machines/clock";

test("a time of each day is in UTC, whatever the machine's zone", () => {
  expect(every(3, 5)).toBe("*-*-* 03:05:00 UTC");
});
