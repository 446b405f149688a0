import { isScaled, metrics } from "../../../lib/gcp/workloads/metrics";
import { gcpReading } from "../../support/gcp";
import { around, besideOf, runOf } from "../../support/gcp-documents";

const POOLS = "workers: { main: { queues: [default, reports], concurrency: 4, replicas: { min: 0, max: 5 } } }";
const { deployment } = gcpReading(POOLS);
const unit = metrics(besideOf("metrics", POOLS), around({ secret: { AIRFLOW_CONN_X: ["x"] } }), {
  stack: "acme",
  settings: deployment,
  workers: deployment.workers,
});

test("it is told where to publish, and of each pool what its autoscaler knows", () => {
  expect(JSON.parse(unit.environment["AIRFLOW_CDKTF_METRICS"] ?? "")).toEqual({
    project: "acme-data",
    stack: "acme",
    every: 30,
    pools: [{ pool: "main", queues: ["default", "reports"], slots: 4, min: 0, max: 5 }],
  });
});

test("it reads database and broker, and has no other secret", () => {
  expect(Object.keys(unit.secrets)).toEqual([
    "environment/AIRFLOW__CELERY__BROKER_URL",
    "environment/AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
  ]);
});

test("it runs beside Airflow's processes", () => {
  expect(unit).toMatchObject({ name: "metrics", stage: "airflow", drainSeconds: 0 });
  expect(runOf(unit).at(-1)).toBe("/opt/airflow-cdktf/airflow_cdktf_metrics.py");
});

test("a pool with a range is scaled, one with a number is not", () => {
  const workers = (replicas: string) =>
    gcpReading(`workers: { main: { queues: [default], replicas: ${replicas} } }`).deployment.workers;
  expect([isScaled(workers("{ min: 1, max: 2 }")), isScaled(workers("2"))]).toEqual([true, false]);
});
