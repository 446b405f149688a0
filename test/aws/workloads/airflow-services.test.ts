import { resourceOf } from "../../support/aws";
import { containersOf } from "../../support/aws-containers";
import { airflow, deployed } from "../../support/aws-deployed";

const json = deployed("flower: {}", "workers: { main: { queues: [default] }, slow: { queues: [slow] } }");
const MIDDLE = ["webserver", "dag-processor", "triggerer", "flower"];
const WORKERS = ["worker-main", "worker-slow"];

/** Services that Terraform deploys before this one, and destroys after it. */
const before = (name: string) =>
  (resourceOf(json, "aws_ecs_service", name)["depends_on"] as string[])
    .filter((address) => address.startsWith("aws_ecs_service."))
    .map((address) => address.slice("aws_ecs_service.".length))
    .sort();

test("every role and every pool is a service of its own", () => {
  expect(Object.keys(json.resource["aws_ecs_service"] ?? {}).sort()).toEqual(
    ["scheduler", ...MIDDLE, ...WORKERS].sort(),
  );
});

test("the scheduler with the migration comes first, what tasks talk to next, workers last", () => {
  expect(before("scheduler")).toEqual([]);
  for (const name of MIDDLE) expect([name, before(name)]).toEqual([name, ["scheduler"]]);
  for (const name of WORKERS) expect([name, before(name)]).toEqual([name, ["scheduler", ...MIDDLE].sort()]);
});

test("none starts before it may be reached, and the rules outlast it", () => {
  const { depends_on } = resourceOf(json, "aws_ecs_service", "scheduler");
  expect(depends_on).toEqual(
    expect.arrayContaining([expect.stringMatching(/^aws_vpc_security_group_ingress_rule\.metadata-database-from-/)]),
  );
});

test("the version is written once all services are there", () => {
  const { depends_on } = resourceOf(json, "aws_ssm_parameter", "release");
  expect(depends_on).toEqual(
    expect.arrayContaining(["scheduler", ...MIDDLE, ...WORKERS].map((name) => `aws_ecs_service.${name}`)),
  );
});

test("a task has no more containers than ECS takes", () => {
  for (const name of ["scheduler", ...MIDDLE, ...WORKERS])
    expect(containersOf(json, name).length).toBeLessThanOrEqual(10);
});

test("the webserver alone has the guard of the execution API among its files", () => {
  expect(Object.keys(json.resource["aws_s3_object"] ?? {}).sort()).toEqual(["files", "files-webserver"]);
});

test("2.11 has no execution API to guard", () => {
  const old = deployed(airflow().replace("3.3.2", "2.11.2"));
  expect(Object.keys(old.resource["aws_s3_object"] ?? {})).toEqual(["files"]);
});
