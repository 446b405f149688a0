import { readFileSync } from "node:fs";
import { METRIC, POOL } from "../../../lib/aws/workloads/metrics";

const RULES = "programs/airflow/src/airflow_cdktf/metrics_rules.py";
const PUBLISHER = "programs/ecs/src/airflow_cdktf_aws/metrics_cloudwatch.py";

test("the program that publishes uses the same names, and no others", () => {
  const published = [...readFileSync(RULES, "utf8").matchAll(/Point\("(\w+)"/g)].map(([, name]) => name);
  expect(published.sort()).toEqual(Object.values(METRIC).sort());
});

test("and the same dimension", () => {
  expect(readFileSync(PUBLISHER, "utf8")).toContain(`{"Name": "${POOL}", "Value": point.pool}`);
});
