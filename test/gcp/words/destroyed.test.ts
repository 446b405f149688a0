import { destroyed } from "../../../lib/gcp/words/destroyed";
import { gcpReading, STACK } from "../../support/gcp";

const of = (...entries: string[]) => {
  const { lost, kept } = destroyed(STACK, gcpReading(...entries));
  return { lost: lost.map(({ name }) => name), kept: kept.map(({ name }) => name) };
};

test("what goes, and what stays", () => {
  expect(of()).toEqual({
    lost: ["data disk acme-data", "bucket with logs", "machines", "passwords and keys"],
    kept: ["snapshots of the data disk", "Terraform's state", "images", "secrets of Secret Manager"],
  });
});

test("the data disk holds what the master runs, and nothing else", () => {
  const disk = (...entries: string[]) => destroyed(STACK, gcpReading(...entries)).lost[0]?.value;
  expect(disk()).toBe("all DAG runs, connections of the UI and users; tasks that wait in queues");
  expect(disk("cloudSql: {}")).toBe("tasks that wait in queues");
  expect(disk("cloudSql: {}", "memorystore: {}")).toBe("nothing that is needed again");
});

test("servers of Google's go with the stack", () => {
  expect(of("cloudSql: {}", "memorystore: {}").lost).toEqual(
    expect.arrayContaining(["Cloud SQL acme-metadata-database", "Memorystore acme-broker"]),
  );
});

test("backups of Cloud SQL outlive it", () => {
  expect(of("cloudSql: {}").kept).toContain("backups of Cloud SQL");
  expect(of().kept).not.toContain("backups of Cloud SQL");
});

test("a network of our own may be held by its way to Google's services, and this ends it", () => {
  const way = (...entries: string[]) =>
    destroyed(STACK, gcpReading(...entries)).kept.find(({ name }) => name === "way to Google's services")?.value;
  expect(way("network: { serviceRange: 10.20.0.0/24 }")).toContain(
    "gcloud compute networks peerings delete servicenetworking-googleapis-com --network=acme-network --project=acme-data",
  );
  expect(way()).toBeUndefined();
  expect(
    way("network: { existing: { network: shared, subnet: airflow }, serviceRange: 10.20.0.0/24 }"),
  ).toBeUndefined();
});

test.each([
  ["metadata database", "metadataDatabase: { host: pg.acme, password: { secret: pg } }"],
  ["broker", "broker: { host: redis.acme, password: { secret: redis } }"],
  ["network", "network: { existing: { network: shared, subnet: airflow } }"],
])("an existing %s stays", (name, entry) => {
  expect(of().kept).not.toContain(name);
  expect(of(entry).kept).toContain(name);
});

test("the address of a domain goes, and its record leads nowhere", () => {
  expect(of("access: { domain: airflow.example.com }").lost).toContain("address of airflow.example.com");
});
