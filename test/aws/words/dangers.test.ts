import { dangers } from "../../../lib/aws/words/dangers";
import { dotted } from "../../../lib/deployment/words/problem";
import { awsReading } from "../../support/aws";

const said = (...entries: string[]) =>
  dangers(awsReading(...entries)).map(({ level, what, path }) => `${level} ${dotted(path)}: ${what}`);

const TOKEN =
  "notice state: Whoever reads the bucket acme-terraform-state reads the broker's password in Terraform's state: ElastiCache takes it no other way";

test("a usual file has the one that ElastiCache leaves no choice about", () => {
  expect(said()).toEqual([TOKEN]);
});

const balancer = (more: string) =>
  `loadBalancer: { certificate: arn:aws:acm:eu-central-1:123456789012:certificate/11112222-3333-4444-5555-666677778888, ${more} }`;
const permission = (actions: string, resources: string) => `[{ actions: [${actions}], resources: [${resources}] }]`;

test.each([
  [
    "everybody",
    balancer("allow: [203.0.113.0/24, 0.0.0.0/0]"),
    "danger loadBalancer.allow[1]: The whole internet reaches the login page",
  ],
  [
    "half of everybody",
    balancer("allow: [128.0.0.0/1]"),
    "danger loadBalancer.allow[0]: All of 128.0.0.0/1 reaches the login page",
  ],
  [
    "Spot",
    "workers: { main: { queues: [default], spot: { tasksMayRestart: true } } }",
    "notice workers.main.spot: Tasks of pool main may be killed at any time, with two minutes' notice, and start again",
  ],
  [
    "every right on everything",
    `permissions: ${permission("'s3:*', sqs:SendMessage", "'*'")}`,
    "danger permissions[0].resources: Every task may do s3:* on everything of the account",
  ],
  [
    "one right on everything, of a pool",
    `workers: { main: { queues: [default], permissions: ${permission("s3:ListAllMyBuckets", "'*'")} } }`,
    "notice workers.main.permissions[0].resources: Every task of pool main may do s3:ListAllMyBuckets on everything of the account",
  ],
  [
    "no protection",
    "protect: false",
    "danger protect: cdktf destroy deletes database, backups and logs without asking again",
  ],
  [
    "shells",
    "exec: true",
    "notice exec: Whoever has the right ecs:ExecuteCommand opens a shell in every process, and reads its secrets there",
  ],
  [
    "AWS' own keys",
    "encryptionKey: aws",
    "notice encryptionKey: AWS' own keys encrypt data, logs and secrets: nobody's right to them can be withdrawn by their key",
  ],
  [
    "one NAT",
    "network: { nat: one }",
    "notice network.nat: The outage of one zone cuts all processes off from the internet, and from AWS",
  ],
  [
    "no standby",
    "rds: { multiAz: false }",
    "notice rds.multiAz: The outage of the database's zone stops Airflow until somebody restores a backup",
  ],
  [
    "no copy",
    "elastiCache: { replicas: 0 }",
    "notice elastiCache.replicas: The outage of the broker's node stops all queues, and tasks that wait there are lost",
  ],
  [
    "a database in the clear",
    "metadataDatabase: { host: pg.acme, password: { secret: pg } }",
    "notice metadataDatabase: The existing database: passwords and data can be read on the way",
  ],
])("%s", (_, entry, words) => {
  expect(said(entry).filter((line) => line !== TOKEN)).toEqual([words]);
});

test("an existing broker without a password, in the clear", () => {
  expect(said("broker: { host: redis.acme }")).toEqual([
    "danger broker.host: The existing broker: whoever reaches redis.acme can send tasks",
    "notice broker: The existing broker: what goes to it can be read on the way",
  ]);
});

test("inside a network nobody on the internet is let in, whatever the range", () => {
  expect(said(balancer("public: false, allow: [0.0.0.0/0]"))).toEqual([TOKEN]);
});

test("rights on something are no danger", () => {
  expect(said(`permissions: ${permission("'s3:*'", "'arn:aws:s3:::acme-data/*'")}`)).toEqual([TOKEN]);
});

test("existing servers are not judged as our own", () => {
  const broker = "broker: { host: redis.acme, tls: true, password: { secret: redis } }";
  const database = "metadataDatabase: { host: pg.acme, tls: true, password: { secret: pg } }";
  expect(said(broker, database, "rds: { multiAz: false }", "elastiCache: { replicas: 0 }")).toEqual([]);
});
