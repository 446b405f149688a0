import { openings, redirects } from "../../../lib/gcp/machines/openings";
import { gcpReading } from "../../support/gcp";
import { recorded } from "../../support/recording-platform";

const IAP = ["35.235.240.0/20"];
const PROBES = ["35.191.0.0/16", "130.211.0.0/22"];

const of = (machine: string, ...entries: string[]) => {
  const reading = gcpReading(...entries);
  const { airflow, workloads } = recorded(reading.deployment);
  return {
    openings: openings(machine, workloads, reading).map(({ port, from }) => ({ port, from })),
    redirects: redirects(airflow.services),
  };
};

test("the master lets in tunnels at people's ports, and workers at the processes' own", () => {
  const found = of("master", "webserver: { port: 8988 }", "flower: { port: 15555 }").openings;
  expect(found).toContainEqual({ port: 8988, from: IAP });
  expect(found).toContainEqual({ port: 15555, from: IAP });
  expect(found).toContainEqual({ port: 8080, from: ["10.10.0.0/24"] });
  expect(found).toContainEqual({ port: 6379, from: ["10.10.0.0/24"] });
  expect(found).toContainEqual({ port: 5432, from: ["10.10.0.0/24"] });
});

test("logs of a worker are the master's to read, by its address alone; its health is for Google's probes", () => {
  expect(of("main", "master: { address: 10.10.0.77 }").openings).toEqual([
    { port: 8793, from: ["10.10.0.77/32"] },
    { port: 8796, from: PROBES },
  ]);
});

test("pools share a range, and so an opening", () => {
  const pools = "workers: { main: { queues: [default] }, second: { queues: [slow] } }";
  expect(of("master", pools).openings.filter(({ port }) => port === 6379)).toHaveLength(1);
});

test("SSH is not ours to open", () => {
  expect(of("master").openings.map(({ port }) => port)).not.toContain(22);
});

test("a load balancer comes to the port with the pages, not to the one where workers report", () => {
  const found = of("master", "access: { domain: airflow.example.com }").openings;
  expect(found).toContainEqual({ port: 8795, from: PROBES });
  expect(found).not.toContainEqual({ port: 8080, from: PROBES });
});

test("stores of Google's or of others are not on the master", () => {
  const ports = of(
    "master",
    "metadataDatabase: { host: db.example.com, password: { secret: db } }",
    "broker: { host: redis.example.com }",
  ).openings.map(({ port }) => port);
  expect(ports).not.toContain(5432);
  expect(ports).not.toContain(6379);
});

test("people's ports lead to the processes' own, where they differ", () => {
  expect(of("master", "webserver: { port: 8988 }", "flower: { port: 15555 }").redirects).toEqual([
    { port: 8988, to: 8795, from: IAP },
    { port: 15555, to: 5555, from: IAP },
  ]);
  expect(of("master", "webserver: { port: 8795 }").redirects).toEqual([]);
});

test("people who dial the port where workers report come to the pages, and workers do not", () => {
  const { openings: open, redirects: lead } = of("master", "webserver: { port: 8080 }");
  expect(open.filter(({ port }) => port === 8080)).toEqual([
    { port: 8080, from: ["10.10.0.0/24"] },
    { port: 8080, from: IAP },
  ]);
  expect(lead).toContainEqual({ port: 8080, to: 8795, from: IAP });
});
