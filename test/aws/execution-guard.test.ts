import { existsSync } from "node:fs";
import { executionGuard } from "../../lib/aws/execution-guard";
import { awsReading } from "../support/aws";
import { recorded } from "../support/recording-platform";

const guarded = (version: string) =>
  recorded(awsReading(`airflow: { version: "${version}" }`).deployment)
    .composition.services.filter(({ service }) => executionGuard(service).length > 0)
    .map(({ service }) => service.name);

test.each([
  ["3.3.2", ["webserver"]],
  ["2.11.2", []],
])("of %s these guard the execution API: %j", (version, names) => {
  expect(guarded(version)).toEqual(names);
});

test("the plugin is there", () => {
  const { service } = recorded(awsReading().deployment);
  expect(executionGuard(service("webserver")).map((file) => "source" in file && existsSync(file.source))).toEqual([
    true,
  ]);
});
