import { dagsGate, dagsMount } from "../../../lib/gcp/workloads/synced-dags";
import { IMAGE, valuesOf } from "../../support/gcp-documents";

test("Airflow reads the folder with the link, and cannot write to it", () => {
  expect(dagsMount).toEqual({ source: "/var/lib/airflow/dags", target: "/opt/airflow/git" });
});

test("nothing of Airflow starts before the first copy, which is late after a quarter of an hour", () => {
  const { stage, text } = dagsGate(IMAGE);
  expect(stage).toBe("gate");
  expect(text).toContain("until [ -e /opt/airflow/git/current ]; do sleep 1; done");
  expect(valuesOf(text, "TimeoutStartSec")).toEqual(["900"]);
});
