import { readFileSync } from "node:fs";
import { METRIC, POOL } from "../../lib/aws/metrics";

const python = (file: string) => readFileSync(`lib/aws/python/airflow_cdktf_aws/${file}`, "utf8");

test("the program that publishes uses the same names, and no others", () => {
  const published = [...python("metrics_rules.py").matchAll(/Point\("(\w+)"/g)].map(([, name]) => name);
  expect(published.sort()).toEqual(Object.values(METRIC).sort());
});

test("and the same dimension", () => {
  expect(python("metrics_cloudwatch.py")).toContain(`{"Name": "${POOL}", "Value": point.pool}`);
});
