import { Airflow } from "../../lib/airflow/workloads/airflow";
import { AwsPlatform } from "../../lib/aws/platform";
import { type AwsJson, awsReading, awsStack, STACK } from "./aws";
import { PROJECT } from "./docker";

/**
 * Airflow of the smallest good file with these keys, on AWS, as Terraform's JSON.
 * @param entries keys of the file, see awsReading
 */
export const deployed = (...entries: readonly string[]): AwsJson =>
  awsStack((stack) => {
    const reading = awsReading(...entries);
    const platform = new AwsPlatform(stack, "account", { stack: STACK, root: PROJECT, ...reading });
    new Airflow(stack, "airflow", { deployment: reading.deployment, platform, root: PROJECT });
  });

/** An `airflow:` line with an image and these entries. */
export const airflow = (...more: readonly string[]): string =>
  `airflow: { ${['version: "3.3.2"', `image: "registry.test/airflow@sha256:${"0".repeat(64)}"`, ...more].join(", ")} }`;
