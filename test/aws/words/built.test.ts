import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../support/docker";
import { only, type Reviewed, reviewed } from "../../support/reviewed";
import { fileOf } from "../said";

const POOLS =
  "workers: { main: { queues: [default] }, gpu: { queues: [gpu], concurrency: 2, replicas: { min: 0, max: 4 } } }";
const FLOWER = "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [203.0.113.7/32] } }";

const of = (...entries: string[]): Reviewed => reviewed(fileOf(...entries));
const usual = of(POOLS, FLOWER, "flower: { port: 5555 }");
const { review } = usual;

const process = (name: string) => only(review.processes, (one) => one.name === name);
const port = (name: string, number: number) => only(review.ports, (one) => one.process === name && one.port === number);

test("every service of ECS is a process of the review, in its number, and the other way round", () => {
  const services = usual.json.resource["aws_ecs_service"] ?? {};
  const deployed = Object.fromEntries(Object.values(services).map((one) => [one["name"], one["desired_count"]]));
  const helpers = ["load-balancer", "metadata-database", "broker", "migration", "metrics", "clean"];
  const told = review.processes.filter(({ name }) => !helpers.includes(name));
  expect(Object.fromEntries(told.map(({ name, replicas }) => [name, replicas.min]))).toEqual(deployed);
  expect(review.processes.map(({ name }) => name).slice(0, helpers.length)).toEqual(helpers);
});

test("sizes that the file leaves out are those that Fargate gives", () => {
  const { cpu, memory } = usual.json.resource["aws_ecs_task_definition"]?.["worker-gpu-task"] ?? {};
  expect([cpu, memory]).toEqual(["256", "1024"]);
  expect(process("worker-gpu").size).toBe("0.25 cores, 1GiB");
  expect(only(review.pools, ({ name }) => name === "gpu").size).toBe("0.25 cores, 1GiB");
});

test("what AWS runs by itself is told by its class", () => {
  expect([process("metadata-database").size, process("broker").size]).toEqual(["db.t4g.medium", "cache.t4g.small"]);
});

test("a worker is killed two minutes after a stop, however long its tasks may run", () => {
  expect([process("worker-main").stopSeconds, process("webserver").stopSeconds]).toEqual([120, 30]);
});

test("processes live in private subnets, and only the load balancer in public ones", () => {
  const [region, network] = ["AWS eu-central-1, account 123456789012", "network 10.0.0.0/16"];
  expect(process("worker-gpu").places).toEqual([region, network, "private subnets, zones a, b"]);
  expect(process("load-balancer").places).toEqual([region, network, "public subnets, zones a, b"]);
});

test("people reach the load balancer from the ranges of the file, and nothing else", () => {
  expect(port("load-balancer", 443).published).toEqual({
    address: "https://airflow.example.com",
    reach: "People on the internet",
    from: ["203.0.113.0/24"],
  });
  expect(port("load-balancer", 80).published?.from).toEqual(["203.0.113.0/24"]);
  expect(port("load-balancer", 5555).published).toMatchObject({
    address: "https://airflow.example.com:5555",
    from: ["203.0.113.7/32"],
  });
  expect(review.ports.filter(({ published }) => published).map((one) => one.process)).toEqual(
    Array(3).fill("load-balancer"),
  );
});

test("the load balancer, and no person, calls the webserver and Flower", () => {
  expect(port("webserver", 8795).callers).toEqual(["load balancer"]);
  expect(port("webserver", 8080).callers).toEqual(["worker", "scheduler"]);
  expect(port("flower", 5555).callers).toEqual(["load balancer"]);
  const people = review.picture.links.filter(({ from }) => from === "people").map(({ to }) => to);
  expect(new Set(people)).toEqual(new Set(["load-balancer"]));
});

test("Flower that is not published is called by nobody", () => {
  const inside = of(POOLS, "flower: { port: 5555 }").review;
  expect(only(inside.ports, (one) => one.process === "flower").callers).toEqual([]);
  expect(inside.picture.links.filter(({ to }) => to === "flower")).toEqual([]);
});

test("in a network that exists everything is where the file says", () => {
  const network =
    "network: { vpc: vpc-0a1b2c3d4e5f60718, privateSubnets: [subnet-0a1b2c3d4e5f60718, subnet-0a1b2c3d4e5f60719] }";
  const inner = "loadBalancer: { public: false, zone: Z0123456789ABC, allow: [10.0.0.0/8] }";
  const { picture, ports } = of(network, inner).review;
  expect(picture.places.map(({ label }) => label)).toEqual([
    "AWS eu-central-1, account 123456789012",
    "network vpc-0a1b2c3d4e5f60718",
    "private subnets subnet-0a1b2c3d4e5f60718, subnet-0a1b2c3d4e5f60719",
  ]);
  expect(picture.nodes.find(({ id }) => id === "load-balancer")?.place).toBe("private-subnets");
  expect(ports[0]?.published?.reach).toBe("People inside the network");
});

test("whoever counts what waits reads the servers' secrets, and the nightly task all of the scheduler's", () => {
  const readBy = (name: string) =>
    review.secrets.filter(({ readers }) => readers.includes(name)).map((secret) => secret.name);
  expect(readBy("metrics")).toEqual(["metadata-database", "broker"]);
  expect(readBy("clean")).toEqual(readBy("scheduler"));
});

test("the summary names what AWS runs, and where the state is", () => {
  const facts = Object.fromEntries(review.summary.map(({ name, value }) => [name, value]));
  expect(facts).toMatchObject({
    "Metadata database": "our own Postgres 17 on Amazon RDS, db.t4g.medium, with a standby in another zone",
    Broker: "our own valkey on Amazon ElastiCache, cache.t4g.small, with a copy in other zones",
    Processor: "x86_64, on Fargate",
    "Terraform's state": "bucket acme-terraform-state",
  });
});

test("the example has no danger", () => {
  const path = "configs/aws-ecs.yaml";
  const { risks } = reviewed(readFileSync(join(PROJECT, path), "utf8"), "aws-ecs", path).review;
  expect(risks.filter(({ level }) => level === "danger")).toEqual([]);
});
