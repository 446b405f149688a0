import { logConnection, type Reserved, reservedVariables } from "../../../lib/airflow/rules/target-names";
import { deployment } from "./deployment";

const RESERVED: Reserved = [
  [/^CLOUD_REGION$/, "set by this target"],
  [/^CLOUD_/, "of the cloud"],
];

test("a variable is found in the deployment and in its pools, with the first reason that fits", () => {
  const file = deployment(
    { workers: { main: { queues: ["default"], environment: { CLOUD_KEY: "x", MY_CLOUD_KEY: "x" } } } },
    { environment: { CLOUD_REGION: "x", REGION: "x" } },
  );
  expect(reservedVariables(file, RESERVED)).toEqual([
    { path: ["airflow", "environment", "CLOUD_REGION"], message: "set by this target" },
    { path: ["workers", "main", "environment", "CLOUD_KEY"], message: "of the cloud" },
  ]);
});

test("the connection for logs is the target's in every case of its letters", () => {
  const secret = { secret: "a" };
  const file = deployment({}, { connections: { Airflow_CDKTF_Logs: secret, airflow_cdktf_logs_of_others: secret } });
  expect(logConnection(file).map(({ path }) => path)).toEqual([["airflow", "connections", "Airflow_CDKTF_Logs"]]);
});
