import { isExisting } from "../../../lib/aws/settings/network";
import { limits, shape } from "../../../lib/aws/settings/settings";
import { fields } from "../../../lib/schema/fields";
import { kinds } from "../../../lib/schema/kinds";
import { targetSchema } from "../../../lib/schema/schemas";
import { awsReading, awsSettings } from "../../support/aws";
import { isOwn } from "../../support/own-keys";
import { compiled } from "../../support/validator";

const schema = targetSchema("aws-ecs", shape);
const words = kinds().map(({ description }) => description);

test("what a file has that writes only what must be written", () => {
  expect(awsSettings()).toMatchObject({
    network: { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "perZone" },
    loadBalancer: { public: true },
    rds: { version: "17", class: "db.t4g.medium", storage: 20, maxStorage: 200, multiAz: true, backupDays: 14 },
    elastiCache: { engine: "valkey", node: "cache.t4g.small", replicas: 1 },
    architecture: "x86_64",
    exec: false,
    encryptionKey: "own",
    permissions: [],
    assumeRoles: [],
    alarms: {},
    logs: { processes: 30 * 86_400, tasks: 365 * 86_400 },
    cleanAfter: 90 * 86_400,
    protect: true,
    tags: {},
  });
  expect(awsReading().deployment.workers["main"]).toEqual(
    expect.objectContaining({
      spot: false,
      scaling: { idle: 600, schedules: [], timezone: "UTC" },
      permissions: [],
      assumeRoles: [],
    }),
  );
});

test("an existing network has no key of a new one", () => {
  const { network } = awsSettings("network: { vpc: vpc-0a1b2c3d, privateSubnets: [subnet-0a1b2c3d, subnet-0a1b2c3e] }");
  expect(network).toEqual({
    vpc: "vpc-0a1b2c3d",
    privateSubnets: ["subnet-0a1b2c3d", "subnet-0a1b2c3e"],
    publicSubnets: [],
  });
  expect([isExisting(network), isExisting(awsSettings().network)]).toEqual([true, false]);
});

test("a tag's value may be a number", () => {
  expect(awsSettings("tags: { cost-center: 0042 }").tags).toEqual({ "cost-center": "0042" });
});

test.each([
  "encryptionKey: 'arn:aws:kms:x:123456789012:key/11112222-3333'",
  "encryptionKey: 'arn:aws:kms:eu-central-1:123456789012:key/a b'",
  "encryptionKey: 'arn:aws:kms:eu-central-1:123456789012:key/$a'",
  "alarms: { topic: 'arn:aws:sns:0:123456789012:on-call' }",
  "assumeRoles: ['arn:aws:iam::210987654321:role/a b']",
  "assumeRoles: ['arn:aws:iam::210987654321:role/$a']",
])("what the provider takes for no ARN is refused: %s", (entry) => {
  expect(() => awsSettings(entry)).toThrow(/^configs\/acme\.yaml:\d+:\d+ .*ARN|expected an ARN such as/);
});

test("an ARN of another partition, of a key in several regions, of a role with a path", () => {
  const key = "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef";
  const role = "arn:aws:iam::210987654321:role/data/team_1/reader+x=y,z.a@b-c";
  expect(awsSettings(`encryptionKey: ${key}`, `assumeRoles: ['${role}']`)).toMatchObject({
    encryptionKey: key,
    assumeRoles: [role],
  });
});

test("ECS protects a worker for two days", () => {
  expect(limits).toEqual({ drainSeconds: 172_800, hostFiles: false, diskSurvives: false, replaceSeconds: 180 });
});

const ours = fields(schema).filter(
  ({ path }) => isOwn(path.split(/[.[]/)[0] ?? "") || /^workers\.POOL\.(spot|scaling|disk|perm|assume)/.test(path),
);

test("every key says what it is, what it is unwritten, and an example", () => {
  const lacking = ours.flatMap(({ path, node, required }) => {
    const { description = "", examples = [], title = "" } = node;
    return [
      ...(description === "" || words.includes(description) ? [`${path} lacks a description`] : []),
      ...(required || node.default !== undefined || /Unwritten: .+\.$/.test(description)
        ? []
        : [`${path}: unwritten?`]),
      ...(examples.length === 0 ? [`${path} lacks an example`] : []),
      ...(title === "" ? [`${path} lacks a kind`] : []),
    ];
  });
  expect(lacking).toEqual([]);
  expect(ours.length).toBeGreaterThan(50);
});

test("every key takes its own examples and its default", () => {
  const refused = ours.flatMap(({ path, node }) => {
    const takes = compiled(node);
    const values = [...(node.examples ?? []), ...(node.default === undefined ? [] : [node.default])];
    return values.filter((value) => !takes(value)).map((value) => `${path}: ${JSON.stringify(value)}`);
  });
  expect(refused).toEqual([]);
});
