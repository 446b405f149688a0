import { nameOf } from "../../lib/aws/names";
import { NAME } from "../../lib/deployment/schema/scalars";

/** The longest names that a file can have. */
const STACK = "s".repeat(20);
const POOL = "p".repeat(20);
const WORKER = `worker-${POOL}`;

test("these are the longest", () => {
  for (const name of [STACK, POOL]) expect([NAME.test(name), NAME.test(`${name}x`)]).toEqual([true, false]);
});

/** Limits of AWS, each from the service's API reference, and the longest name of ours that it meets. */
test.each([
  ["a load balancer or a target group", 32, ["web", "webserver", "flower"]],
  ["a replication group", 40, ["broker"]],
  ["a database", 63, ["metadata-database"]],
  ["a vault of backups", 50, ["backup", "metadata-database"]],
  ["a role", 64, [`${WORKER}-execution`, `${WORKER}-task`, "flow-logs", "metadata-database-backup"]],
  ["a schedule", 64, ["clean"]],
  ["a prefix of a bucket", 37, ["logs-", "files-", "access-logs-"]],
  ["a family of tasks", 255, [WORKER]],
  ["a security group", 255, [WORKER, "load-balancer", "metadata-database"]],
])("%s takes %d characters", (_, most, names) => {
  const lengths = names.map((what) => nameOf(STACK, what).length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(most);
});
