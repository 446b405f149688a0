import { gate, migration } from "../../../lib/gcp/workloads/migration";
import { gcpReading } from "../../support/gcp";
import { around, runOf, serviceOf, valuesOf } from "../../support/gcp-documents";
import { recorded } from "../../support/recording-platform";

const migrated = migration(recorded(gcpReading().deployment).composition.migration, around());

test("the database is migrated once, before Airflow's processes", () => {
  expect(migrated).toMatchObject({ name: "migration", stage: "gate", drainSeconds: 0 });
  expect(valuesOf(migrated.text, "RemainAfterExit")).toEqual(["yes"]);
  expect(runOf(migrated).at(-1)).toBe("/opt/airflow-cdktf/airflow_cdktf_migrate.py");
});

test("it may take as long as it does, and a stop waits ten minutes for it", () => {
  expect(valuesOf(migrated.text, "TimeoutStartSec")).toEqual(["infinity"]);
  expect(valuesOf(migrated.text, "TimeoutStopSec")).toEqual(["645"]);
});

test("it comes after the database's user is there", () => {
  expect(valuesOf(migrated.text, "After")[0]).toContain("airflow-cloud-sql-user.service");
});

test("a worker's machine waits half an hour for it, by a program that keeps no lock meanwhile", () => {
  const waiting = gate(serviceOf("worker-main"), around());
  expect(waiting).toMatchObject({ name: "gate", stage: "gate" });
  expect(runOf(waiting).slice(-2)).toEqual(["python", "/opt/airflow-cdktf/airflow_cdktf_gate.py"]);
  expect(waiting.environment["AIRFLOW_CDKTF_GATE_SECONDS"]).toBe("1800");
});
