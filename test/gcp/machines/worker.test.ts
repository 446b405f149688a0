import { worker } from "../../../lib/gcp/machines/worker";
import { gcpReading } from "../../support/gcp";
import { around, serviceOf } from "../../support/gcp-documents";

function environment(pool: string) {
  const entry = `workers: { main: { queues: [default], ${pool} } }`;
  const { deployment } = gcpReading(entry);
  const { main } = deployment.workers;
  if (main === undefined) throw new Error("no pool");
  return worker(serviceOf("worker-main", entry), around(), {
    stack: "acme",
    pool: "main",
    settings: deployment,
    poolSettings: main,
  }).environment;
}

test("a worker of a fixed number does not shrink its pool", () => {
  const { AIRFLOW_CDKTF_GCP: told, AIRFLOW_CDKTF_WORKER_EXTENSIONS: extensions } = environment("replicas: 2");
  expect([told, extensions]).toEqual([undefined, undefined]);
});

test("one of a range knows its group, how few are left, and how long it may be idle", () => {
  const found = environment("replicas: { min: 1, max: 4 }, scaling: { idle: 30m }");
  expect(found["AIRFLOW_CDKTF_WORKER_EXTENSIONS"]).toBe("airflow_cdktf_gcp.worker_shrink");
  expect(JSON.parse(found["AIRFLOW_CDKTF_GCP"] ?? "")).toEqual({
    project: "acme-data",
    zone: "europe-west3-a",
    group: "acme-main",
    stack: "acme",
    pool: "main",
    min: 1,
    idle: 1800,
  });
});

test.each([
  ["zones: [europe-west3-b]", { zone: "europe-west3-b" }],
  ["zones: [europe-west3-a, europe-west3-b]", { region: "europe-west3" }],
])("a group with %s is where it is", (zones, place) => {
  const found = environment(`replicas: { min: 1, max: 4 }, ${zones}`);
  expect(JSON.parse(found["AIRFLOW_CDKTF_GCP"] ?? "")).toMatchObject(place);
});
