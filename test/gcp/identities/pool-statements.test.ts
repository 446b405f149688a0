import { poolStatements } from "../../../lib/gcp/identities/pool-statements";
import { gcpReading } from "../../support/gcp";

const told = (pool: string) =>
  poolStatements(gcpReading(`workers: { main: { queues: [default], ${pool} } }`))["main"]?.map(
    ({ name, value, path = [] }) => `${path.slice(2).join(".")} ${name}: ${value}`,
  );

test.each([
  ["replicas: 2", []],
  ["machine: e2-standard-2, disk: 40", []],
  ["machine: n2-highmem-4", ["machine Machine: n2-highmem-4"]],
  ["disk: 100", ["disk Disk: 100 GiB"]],
  ["zones: [europe-west3-a, europe-west3-b]", ["zones Zones: europe-west3-a, europe-west3-b"]],
  ["spot: { tasksMayRestart: true }", ["spot Spot: all workers"]],
  [
    "replicas: { min: 0, max: 4 }, scaling: { idle: 30m }",
    ["replicas Scaling: 0 to 4 machines, by tasks that wait and run; a worker goes after 30 min without a task"],
  ],
  ["update: { surge: 1, unavailable: 0 }", ["update Update: 1 more for a while, 0 at once"]],
  ["update: { unavailable: 3 }", ["update Update: 3 at once"]],
  ["roles: [roles/bigquery.jobUser]", ["roles Roles: roles/bigquery.jobUser"]],
])("%s", (pool, statements) => {
  expect(told(pool)).toEqual(statements);
});
