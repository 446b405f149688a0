import { parse } from "yaml";
import { changes } from "../../../../lib/gcp/words/changes/changes";
import type { GcpJson } from "../../../support/gcp";
import { type GcpReviewed, gcpReviewed } from "../../../support/gcp-reviewed";

const IMAGE = (digit: string) => `registry.test/airflow@sha256:${digit.repeat(64)}`;
const USUAL: Readonly<Record<string, string>> = {
  airflow: `{ version: "3.3.2", image: "${IMAGE("0")}" }`,
  webserver: '{ baseUrl: "http://localhost:8080" }',
  workers: "{ main: { queues: [default], replicas: 2 } }",
};
const of = (more: Readonly<Record<string, string>>) =>
  gcpReviewed(...Object.entries({ ...USUAL, ...more }).map(([key, value]) => `${key}: ${value}`));
const pool = (more: string) => ({ workers: `{ main: { queues: [default], ${more} } }` });

type Json = Readonly<Record<string, unknown>>;
const resource = (json: GcpJson, type: string, name: string): Json => json.resource[type]?.[name] ?? {};
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const without = ({ metadata: _, "//": __, ...rest }: Json): Json => rest;

/** Units that differ in what apply.sh compares: text, variables, secrets. */
function units({ stack }: GcpReviewed, machine: string): ReadonlyMap<string, string> {
  const file = stack.built.bootFiles?.find(({ name }) => name === `${machine}.machine`);
  const all: readonly { readonly name: string }[] = parse(file?.content ?? "units: []").units;
  return new Map(all.map((unit) => [unit.name, JSON.stringify(unit)]));
}
const restarted = (before: GcpReviewed, after: GcpReviewed, machine: string): string[] => {
  const old = units(before, machine);
  return [...units(after, machine)].filter(([name, text]) => old.get(name) !== text).map(([name]) => name);
};

/** What a change does, as Terraform and a machine's agent see it. */
function effect(before: GcpReviewed, after: GcpReviewed) {
  const differs = (type: string, name: string) =>
    !same(without(resource(before.json, type, name)), without(resource(after.json, type, name)));
  const master = (key: string) =>
    !same(
      resource(before.json, "google_compute_instance", "master")[key],
      resource(after.json, "google_compute_instance", "master")[key],
    );
  const group = "google_compute_instance_group_manager";
  const size = (json: GcpJson) => resource(json, group, "main")["target_size"];
  return {
    master: [
      ...(restarted(before, after, "master").length > 0 ? ["restarts units"] : []),
      ...(master("machine_type") ? ["is stopped"] : []),
      ...(master("boot_disk") || master("zone") || master("network_interface") ? ["is made anew"] : []),
      ...(differs("google_compute_disk", "data") ? ["has another disk"] : []),
    ],
    pool: [
      ...(restarted(before, after, "main").length > 0 ? ["restarts units"] : []),
      ...(differs("google_compute_instance_template", "main") ? ["has another template"] : []),
      ...(size(before.json) === size(after.json) ? [] : ["has another size"]),
      ...(same(resource(before.json, group, "main")["zone"], resource(after.json, group, "main")["zone"])
        ? []
        : ["has another group"]),
    ],
  };
}

const usual = of({});

/** A change of each kind, by how its row begins. */
test.each([
  [
    "airflow.image",
    { airflow: `{ version: "3.3.2", image: "${IMAGE("1")}" }` },
    ["restarts units"],
    ["restarts units"],
  ],
  [
    "airflow.options",
    { airflow: `{ version: "3.3.2", image: "${IMAGE("0")}", options: { core: { parallelism: 64 } } }` },
    ["restarts units"],
    ["restarts units"],
  ],
  ["airflow.options", pool("replicas: 2, maxTaskDuration: 30h"), ["restarts units"], ["restarts units"]],
  ["keys.*", { keys: "{ fernet: [2, 1] }" }, ["restarts units"], ["restarts units"]],
  [
    "webserver.baseUrl",
    { webserver: '{ baseUrl: "http://localhost:8080/team" }' },
    ["restarts units"],
    ["restarts units"],
  ],
  ["webserver.port", { webserver: '{ port: 8988, baseUrl: "http://localhost:8080" }' }, [], []],
  ["access.members", { access: "{ members: ['group:data@example.com'] }" }, [], []],
  ["concurrency, queues", pool("replicas: 2, concurrency: 4"), [], ["restarts units"]],
  ["replicas: more", pool("replicas: 3"), [], ["has another size"]],
  ["machine, disk, spot", pool("replicas: 2, machine: e2-standard-8"), [], ["has another template"]],
  ["machine, disk, spot", pool("replicas: 2, disk: 80"), [], ["has another template"]],
  ["machine, disk, spot", pool("replicas: 2, spot: { tasksMayRestart: true }"), [], ["has another template"]],
  ["zones", pool("replicas: 2, zones: [europe-west3-b]"), [], ["has another group"]],
  ["master.machine", { master: "{ machine: e2-standard-8 }" }, ["is stopped"], []],
  ["master.disk", { master: "{ disk: 80 }" }, ["is made anew"], []],
  ["master.dataDisk", { master: "{ dataDisk: 200 }" }, ["has another disk"], []],
  ["os: another", { os: "cos-121-lts" }, ["is made anew"], ["has another template"]],
  ["labels, logs", { cleanAfter: "180d" }, ["restarts units"], []],
  ["metadataDatabase.image: another patch", { metadataDatabase: "{ image: 'postgres:17.6' }" }, ["restarts units"], []],
  ["broker.image", { broker: "{ image: 'redis:8.2' }" }, ["restarts units"], []],
])("%s", (begins, more, master, machines) => {
  expect(changes("acme").rows.some(({ change }) => change.startsWith(begins))).toBe(true);
  expect(effect(usual, of(more))).toEqual({ master, pool: machines });
});

test("what restarts on a machine is only what differs", () => {
  const clean = of({ cleanAfter: "180d" });
  expect(restarted(usual, clean, "master")).toEqual(["clean"]);
  const database = of({ metadataDatabase: "{ image: 'postgres:17.6' }" });
  expect(restarted(usual, database, "master")).toContain("metadata-database");
  expect(restarted(usual, database, "master")).not.toContain("scheduler");
});
