import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Upgrade } from "../../../lib/aws/workloads/upgrade";
import { awsStack, resourceOf } from "../../support/aws";

const made = (from?: string) =>
  awsStack((stack) => {
    const upgrade = new Upgrade(stack, "upgrade", { stack: "acme", version: "3.3.2", from });
    const service = new SqsQueue(stack, "service", { lifecycle: { replaceTriggeredBy: [upgrade.release] } });
    upgrade.finished([service]);
  });

const refusal = (from?: string) => {
  const { lifecycle } = resourceOf(made(from), "terraform_data", "release") as {
    lifecycle: { precondition: { condition: string; error_message: string }[] };
  };
  return lifecycle.precondition[0];
};

test("the version that runs is read by each plan, also where none was ever written", () => {
  expect(made().data?.["aws_ssm_parameters_by_path"]?.["running"]).toEqual({ path: "/airflow/acme/" });
});

test("a plan goes on only with the version that runs", () => {
  expect(refusal()?.condition).toBe(
    `\${(length(setsubtract(nonsensitive(data.aws_ssm_parameters_by_path.running.values), ["3.3.2"])) < 1)}`,
  );
});

test("a plan goes on with the version that the file names as the one that runs", () => {
  expect(refusal("3.3.1")?.condition).toContain('["3.3.2", "3.3.1"]');
});

test("the refusal names the version that runs, as it is to be written, and the steps", () => {
  const running = `\${join("", nonsensitive(data.aws_ssm_parameters_by_path.running.values))}`;
  const message = refusal()?.error_message;
  expect(message).toContain(`Airflow ${running} runs, and the file names 3.3.2.`);
  expect(message).toContain(`read "Upgrades" in docs/aws-ecs.md, take a snapshot, write upgradeFrom: "${running}"`);
});

test("what goes and comes with an upgrade is replaced when the version changes, and never else", () => {
  expect(resourceOf(made("3.3.1"), "terraform_data", "release")["triggers_replace"]).toEqual({
    version: "3.3.2",
  });
  expect(resourceOf(made(), "aws_sqs_queue", "service")["lifecycle"]).toEqual({
    replace_triggered_by: ["terraform_data.release"],
  });
});

test("the version is written after everything else of a release", () => {
  expect(resourceOf(made(), "aws_ssm_parameter", "release")).toMatchObject({
    name: "/airflow/acme/version",
    value: "3.3.2",
    depends_on: ["aws_sqs_queue.service"],
  });
});
