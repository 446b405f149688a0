import { existsSync } from "node:fs";
import { executionGuard } from "../../lib/gcp/execution-guard";
import { serviceOf } from "../support/gcp-documents";

const TWO = 'airflow: { version: "2.11.2" }';

test("the webserver of 3.x gets the plugin that closes the execution API", () => {
  const [file] = executionGuard(serviceOf("webserver"));
  expect(file?.target).toBe("/opt/airflow/plugins/airflow_cdktf_execution_guard.py");
  expect(file !== undefined && "source" in file && existsSync(file.source)).toBe(true);
});

test("other processes do not, nor the webserver of 2.11, which has no such API", () => {
  expect(executionGuard(serviceOf("scheduler"))).toEqual([]);
  expect(executionGuard(serviceOf("webserver", TWO))).toEqual([]);
});
