// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { REASON, reaches } from "../../../lib/aws/network/reach";
import { SecurityGroups } from "../../../lib/aws/network/security-groups";
import { type AwsJson, awsReading, awsStack, resourceOf, STACK } from "../../support/aws";
import { recorded } from "../../support/recording-platform";

/** All services of such a file, connected. */
function connected(...entries: readonly string[]): AwsJson {
  const reading = awsReading(...entries);
  const { workloads } = recorded(reading.deployment);
  return awsStack((stack) => {
    const groups = new SecurityGroups(stack, "security-groups", { stack: STACK, vpcId: "vpc-1" });
    const rules = groups.connect(workloads, reading);
    stack.addOverride("output.rules.value", rules.length);
  });
}

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";
const rules = ({ resource }: AwsJson, type: string) => Object.entries(resource[type] ?? {});
const groupOf = (id: unknown) => /^\$\{aws_security_group\.(.+)\.id\}$/.exec(String(id))?.[1];

/** `FROM > TO PORT` of every way in, as the rules themselves say. */
const waysIn = (json: AwsJson): string[] =>
  rules(json, INGRESS)
    .map(([, rule]) => {
      expect(rule).toMatchObject({ ip_protocol: "tcp", to_port: rule["from_port"] });
      const from = groupOf(rule["referenced_security_group_id"]) ?? rule["cidr_ipv4"];
      return `${from} > ${groupOf(rule["security_group_id"])} ${rule["from_port"]}`;
    })
    .sort();

const people = ["203.0.113.0/24 > load-balancer 443", "203.0.113.0/24 > load-balancer 80"];
const toWebserver = ["load-balancer > webserver 8795", "scheduler > webserver 8080", "worker > webserver 8080"];
const logs = ["webserver > triggerer 8794", "webserver > worker 8793"];
const toDatabase = ["dag-processor", "scheduler", "triggerer", "webserver", "worker"].map(
  (role) => `${role} > metadata-database 5432`,
);
const toBroker = ["scheduler > broker 6379", "worker > broker 6379"];

const EXISTING = [
  "metadataDatabase: { host: db.example.com, password: { secret: pg } }",
  "broker: { host: redis.example.com }",
];
const flowerEntries = [
  "flower: { port: 15555 }",
  "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [198.51.100.7/32] } }",
];

test.each<[name: string, entries: string[], ways: string[]]>([
  ["the smallest file", [], [...people, ...toWebserver, ...logs, ...toDatabase, ...toBroker]],
  [
    "several pools, which have one group",
    ["workers: { main: { queues: [default] }, gpu: { queues: [gpu] } }"],
    [...people, ...toWebserver, ...logs, ...toDatabase, ...toBroker],
  ],
  ["an existing database and broker", EXISTING, [...people, ...toWebserver, ...logs]],
  [
    "Flower that is published",
    flowerEntries,
    [
      ...people,
      ...toWebserver,
      ...logs,
      ...toDatabase,
      ...toBroker,
      "198.51.100.7/32 > load-balancer 15555",
      "load-balancer > flower 5555",
      "flower > metadata-database 5432",
      "flower > broker 6379",
    ],
  ],
  [
    "Flower that is not published",
    ["flower: {}"],
    [
      ...people,
      ...toWebserver,
      ...logs,
      ...toDatabase,
      ...toBroker,
      "flower > metadata-database 5432",
      "flower > broker 6379",
    ],
  ],
  [
    "2.11, which has no execution API",
    ['airflow: { version: "2.11.2" }'],
    [...people, "load-balancer > webserver 8080", ...logs, ...toDatabase, ...toBroker],
  ],
  [
    "LocalExecutor, which has neither workers nor a broker",
    ['airflow: { version: "3.3.2", executor: LocalExecutor }', "workers: {}"],
    [
      ...people,
      "load-balancer > webserver 8795",
      "scheduler > webserver 8080",
      "webserver > scheduler 8793",
      "webserver > triggerer 8794",
      ...toDatabase.filter((way) => !way.startsWith("worker")),
    ],
  ],
  [
    "a page in the clear at a port of its own, for two networks",
    [
      'webserver: { baseUrl: "http://airflow.corp.example:8088" }',
      "loadBalancer: { public: false, allow: [10.0.0.0/8, 192.168.7.0/24] }",
    ],
    [
      "10.0.0.0/8 > load-balancer 8088",
      "192.168.7.0/24 > load-balancer 8088",
      ...toWebserver,
      ...logs,
      ...toDatabase,
      ...toBroker,
    ],
  ],
])("with %s these ways are open, and no other", (_, entries, ways) => {
  expect(waysIn(connected(...entries))).toEqual([...ways].sort());
});

const whole = connected(...flowerEntries);

test("a rule's name says whom it lets in, where and at which port", () => {
  expect(resourceOf(whole, INGRESS, "webserver-from-worker-8080")).toMatchObject({
    security_group_id: "${aws_security_group.webserver.id}",
    referenced_security_group_id: "${aws_security_group.worker.id}",
    from_port: 8080,
    description: "tasks of the worker report to the execution API",
  });
  expect(resourceOf(whole, INGRESS, "load-balancer-from-198-51-100-7-32-15555")["cidr_ipv4"]).toBe("198.51.100.7/32");
});

test("every rule says why it is there, in characters that AWS takes", () => {
  const all = [...rules(whole, INGRESS), ...rules(whole, EGRESS)];
  expect(all.length).toBeGreaterThan(20);
  expect(all.filter(([, { description }]) => !REASON.test(String(description)))).toEqual([]);
});

test("a description that AWS refuses is known as such", () => {
  expect(["the file's own", "a > b", ""].filter((text) => REASON.test(text))).toEqual([]);
});

test("the load balancer goes to its pages only, processes anywhere, and the data nowhere", () => {
  const ways = rules(whole, EGRESS).map(([, rule]) => {
    const to = groupOf(rule["referenced_security_group_id"]) ?? rule["cidr_ipv4"];
    return `${groupOf(rule["security_group_id"])} > ${to} ${rule["from_port"] ?? "all"}`;
  });
  expect(ways.sort()).toEqual([
    "dag-processor > 0.0.0.0/0 all",
    "flower > 0.0.0.0/0 all",
    "load-balancer > flower 5555",
    "load-balancer > webserver 8795",
    "scheduler > 0.0.0.0/0 all",
    "triggerer > 0.0.0.0/0 all",
    "webserver > 0.0.0.0/0 all",
    "worker > 0.0.0.0/0 all",
  ]);
});

test("nothing is left out of what a process waits for", () => {
  const value = rules(whole, INGRESS).length + rules(whole, EGRESS).length;
  expect(whole.output).toEqual({ rules: { value } });
});

test("a group that is replaced comes, with its rules, before the old one goes", () => {
  const all = ["aws_security_group", INGRESS, EGRESS].flatMap((type) => rules(whole, type));
  expect(all.filter(([, { lifecycle }]) => JSON.stringify(lifecycle) !== '{"create_before_destroy":true}')).toEqual([]);
  expect(resourceOf(whole, "aws_security_group", "worker")).toMatchObject({
    name_prefix: "acme-worker-",
    vpc_id: "vpc-1",
  });
});

test("an existing database and broker get no group", () => {
  expect(rules(connected(...EXISTING), "aws_security_group").map(([name]) => name)).toEqual([
    "webserver",
    "scheduler",
    "dag-processor",
    "triggerer",
    "worker",
    "load-balancer",
  ]);
});

test("a group that was asked for is not made again", () => {
  const json = awsStack((stack) => {
    const groups = new SecurityGroups(stack, "security-groups", { stack: STACK, vpcId: "vpc-1" });
    stack.addOverride("output.ids.value", [groups.of("worker"), groups.of("worker")]);
  });
  const id = "${aws_security_group.worker.id}";
  expect(json["output"]).toEqual({ ids: { value: [id, id] } });
});

test("a range that is written twice is one rule", () => {
  const reading = awsReading("loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24, 203.0.113.0/24] }");
  expect(reaches([], reading).map(({ port }) => port)).toEqual([443, 80]);
});
