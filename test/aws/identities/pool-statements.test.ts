import { poolStatements } from "../../../lib/aws/identities/pool-statements";
import { awsReading } from "../../support/aws";

const told = (pool: string) =>
  poolStatements(awsReading(`workers: { main: { queues: [default], ${pool} } }`))["main"]?.map(
    ({ name, value, path = [] }) => `${path.slice(2).join(".")} ${name}: ${value}`,
  );

test.each([
  ["replicas: 2", []],
  ["spot: { tasksMayRestart: true }", ["spot Spot: all workers"]],
  ["spot: { tasksMayRestart: true, onDemand: 1 }", ["spot Spot: all workers but the first one"]],
  ["spot: { tasksMayRestart: true, onDemand: 2 }", ["spot Spot: all workers but the first 2"]],
  [
    "replicas: { min: 0, max: 4 }, scaling: { idle: 30m }",
    ["replicas Scaling: 0 to 4 workers, by tasks that wait and run; fewer after 30 min with too many"],
  ],
  ["disk: 100", ["disk Disk: 100 GiB"]],
  [
    "permissions: [{ actions: [s3:GetObject, s3:PutObject], resources: ['arn:aws:s3:::a/*'] }, { actions: [sqs:SendMessage], resources: ['*'] }]",
    ["permissions Permissions: s3:GetObject, s3:PutObject on arn:aws:s3:::a/*; sqs:SendMessage on *"],
  ],
  [
    "assumeRoles: ['arn:aws:iam::210987654321:role/reader']",
    ["assumeRoles Roles of others: arn:aws:iam::210987654321:role/reader"],
  ],
])("%s", (pool, statements) => {
  expect(told(pool)).toEqual(statements);
});

test("schedules, with their zone", () => {
  const schedules = "schedules: [{ at: 'cron(0 7 ? * MON-FRI *)', min: 4, max: 20 }], timezone: Europe/Berlin";
  expect(told(`replicas: { min: 1, max: 20 }, scaling: { ${schedules} }`)?.[1]).toBe(
    "scaling.schedules Schedules: cron(0 7 ? * MON-FRI *): 4 to 20 (Europe/Berlin)",
  );
});
