import { bucketSync } from "../../../lib/gcp/workloads/bucket-sync";
import { gcpReading } from "../../support/gcp";
import { IMAGE, runOf } from "../../support/gcp-documents";

const BUCKET = "gs://acme-dags/airflow";
const { dags } = gcpReading(`airflow: { version: "2.11.2", dags: { bucket: "${BUCKET}", every: 30s } }`).deployment
  .airflow;
const unit = bucketSync(dags, BUCKET, IMAGE);

test("our own program is told which bucket, how often, and where to", () => {
  expect(JSON.parse(unit.environment["AIRFLOW_CDKTF_DAGS"] ?? "")).toEqual({
    bucket: "acme-dags",
    prefix: "airflow/",
    every: 30,
    folder: "/git",
    link: "current",
  });
  expect(runOf(unit).slice(-3)).toEqual([IMAGE, "-m", "airflow_cdktf_gcp.dags_sync"]);
});

test("it counts as healthy once there is a copy, and has no secret", () => {
  expect(unit.text).toContain("test -e /git/current");
  expect(unit.secrets).toEqual({});
});

test("it writes to the folder that Airflow's processes read", () => {
  expect(runOf(unit)).toContain("--mount=type=bind,source=/var/lib/airflow/dags,target=/git");
});
