// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { FlowLogs } from "../../../lib/aws/network/flow-logs";
import { awsSettings, awsStack, resourceOf, STACK } from "../../support/aws";

const logged = (key: string | undefined) =>
  awsStack((stack) => {
    const place = { stack: STACK, settings: awsSettings('logs: { processes: "14d" }'), encryption: { key } };
    new FlowLogs(stack, "flow-logs", place, "vpc-1");
  });
const json = logged("arn:aws:kms:eu-central-1:123456789012:key/1");

test("what the network refuses is written down, and what it lets through is not", () => {
  expect(resourceOf(json, "aws_flow_log", "refused")).toMatchObject({
    vpc_id: "vpc-1",
    traffic_type: "REJECT",
    log_destination: "${aws_cloudwatch_log_group.refused.arn}",
    iam_role_arn: "${aws_iam_role.refused.arn}",
  });
});

test("it is kept as long as the processes' logs, under the stack's key", () => {
  expect(resourceOf(json, "aws_cloudwatch_log_group", "refused")).toMatchObject({
    name: "/airflow/acme/refused",
    retention_in_days: 14,
    kms_key_id: "arn:aws:kms:eu-central-1:123456789012:key/1",
  });
});

test("AWS' own key is no key of ours", () => {
  expect(resourceOf(logged(undefined), "aws_cloudwatch_log_group", "refused")["kms_key_id"]).toBeUndefined();
});

test("only this account's network writes, and only there", () => {
  const trust = JSON.parse(String(resourceOf(json, "aws_iam_role", "refused")["assume_role_policy"]));
  expect(trust.Statement).toMatchObject([
    {
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    },
  ]);
  const rights = JSON.parse(String(resourceOf(json, "aws_iam_role_policy", "refused")["policy"]));
  expect(rights.Statement).toMatchObject([{ Resource: "${aws_cloudwatch_log_group.refused.arn}:*" }]);
});
