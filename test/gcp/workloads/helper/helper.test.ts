import { helpers } from "../../../../lib/gcp/workloads/helper/helper";
import { gcpReading } from "../../../support/gcp";
import { recorded } from "../../../support/recording-platform";
import { only } from "../../../support/reviewed";

function of(units: Readonly<Record<string, readonly string[]>>, ...entries: string[]) {
  const reading = gcpReading(...entries);
  const made = new Map(Object.entries(units).map(([name, machines]) => [name, { machines, stopSeconds: 75 }]));
  return helpers(reading, { units: made }, recorded(reading.deployment).composition);
}
const one = (name: string, units: Readonly<Record<string, readonly string[]>>, ...entries: string[]) =>
  only(of(units, ...entries), (helper) => helper.name === name);

test("servers of our own are on the master, and asked by those who need them", () => {
  expect(one("metadata-database", {})).toMatchObject({
    place: "master",
    size: "part of the master's",
    listens: [{ port: 5432 }],
    secrets: [{ secret: "metadata-database" }],
  });
  expect(one("broker", {}).listens[0]).toMatchObject({ port: 6379, callers: ["scheduler", "flower", "worker"] });
  expect(one("metadata-database", {}, "metadataDatabase: { engine: mysql }").listens[0]?.port).toBe(3306);
});

test("servers that Google runs are at its services", () => {
  const google = ["cloudSql: { tier: db-custom-4-15360 }", "memorystore: { memory: 2 }"];
  expect(one("metadata-database", {}, ...google)).toMatchObject({ place: "services", size: "db-custom-4-15360" });
  expect(one("broker", {}, ...google)).toMatchObject({ place: "services", size: "2 GiB", listens: [{ port: 6378 }] });
});

test("servers that exist are nobody's helpers", () => {
  const names = of(
    {},
    "metadataDatabase: { host: pg.acme, password: { secret: pg } }",
    "broker: { host: redis.acme, password: { secret: redis } }",
  ).map(({ name }) => name);
  expect(names).toEqual(["agent"]);
});

test("the health of a worker's machine is asked by nobody of Airflow", () => {
  expect(one("agent", {}).listens).toEqual([expect.objectContaining({ port: 8796, callers: [] })]);
});

const SYNCED = 'airflow: { version: "2.11.2", dags: { git: "https://example.com/a.git" } }';

test("units of our own are where the documents have them", () => {
  const units = { migration: ["master"], gate: ["main", "gpu"], "git-sync": ["master", "main"], scheduler: ["master"] };
  expect(of(units, SYNCED).map(({ name, place, size }) => [name, place, size])).toEqual([
    ["metadata-database", "master", "part of the master's"],
    ["broker", "master", "part of the master's"],
    ["agent", "network", "on every machine"],
    ["migration", "master", "part of the master's"],
    ["gate", "network", "on each worker's machine"],
    ["git-sync", "network", "on every machine"],
  ]);
  expect(one("gate", { gate: ["main"] })).toMatchObject({ place: "main", size: "on each of its machines" });
});

test("whoever counts what waits reads two secrets, the nightly task all of the scheduler's, a gate the workers'", () => {
  const names = (secrets: readonly object[]) => secrets.flatMap((hole) => ("secret" in hole ? [hole.secret] : []));
  expect(names(one("metrics", { metrics: ["master"] }).secrets)).toEqual(["metadata-database", "broker"]);
  expect(names(one("clean", { clean: ["master"] }).secrets)).toContain("jwt-1");
  expect(names(one("gate", { gate: ["main"] }).secrets)).not.toContain("jwt-1");
  expect(names(one("gate", { gate: ["main"] }).secrets)).toContain("fernet-1");
});

test("a stop ends as systemd ends it", () => {
  expect(one("clean", { clean: ["master"] }).stopSeconds).toBe(75);
  expect(one("broker", { broker: ["master"] }).stopSeconds).toBe(75);
  expect(one("broker", {}, "memorystore: {}").stopSeconds).toBe(0);
});

test("a repository is asked at its own port", () => {
  const calls = (git: string, more = "") =>
    one(
      "git-sync",
      { "git-sync": ["master", "main"] },
      `airflow: { version: "2.11.2", dags: { git: "${git}"${more} } }`,
    ).calls;
  expect(calls("https://example.com/a.git")[0]).toMatchObject({ role: "repository", port: 443 });
  expect(calls("http://example.com/a.git")[0]?.port).toBe(80);
  const key = ", credentials: { sshKey: { secret: k }, knownHosts: 'example.com ssh-rsa A' }";
  expect(calls("git@example.com:a.git", key)[0]?.port).toBe(22);
  expect(calls("ssh://git@example.com:2222/a.git", key)[0]?.port).toBe(2222);
});

test("a domain has a load balancer, which says who passes", () => {
  const members = "access: { domain: airflow.example.com, members: ['group:data@example.com'] }";
  expect(one("load-balancer", {}, members)).toMatchObject({
    place: "edge",
    calls: [{ role: "webserver", port: 8795 }],
    published: [
      {
        external: 443,
        address: "https://airflow.example.com",
        reach: "Who passes Google's login: group:data@example.com",
      },
      { external: 80, reach: "Everybody, who is sent on to https" },
    ],
  });
  expect(of({}).map(({ name }) => name)).not.toContain("load-balancer");
});
