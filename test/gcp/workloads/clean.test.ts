import { clean } from "../../../lib/gcp/workloads/clean";
import { gcpSettings } from "../../support/gcp";
import { around, besideOf, runOf } from "../../support/gcp-documents";

const unit = clean(besideOf("clean"), around(), gcpSettings("cleanAfter: 30d", "backups: { hour: 18 }"));

test("old runs go once a day, after the dump", () => {
  expect(unit.stage).toBe("timer");
  expect(unit.timer).toContain("OnCalendar=*-*-* 18:30:00 UTC");
});

test("what goes is as old as the file says, by our own program with the scheduler's rights", () => {
  expect(unit.environment).toMatchObject({ AIRFLOW_CDKTF_CLEAN_DAYS: "30", AIRFLOW__CORE__EXECUTOR: "CeleryExecutor" });
  expect(Object.keys(unit.secrets)).toContain("environment/AIRFLOW__DATABASE__SQL_ALCHEMY_CONN");
  expect(runOf(unit).at(-1)).toBe("/opt/airflow-cdktf/airflow_cdktf_clean.py");
});
