import { Failures } from "../../../lib/aws/operations/failures";
import { awsStack, resourceOf } from "../../support/aws";

const json = awsStack((stack) => {
  new Failures(stack, "failures", {
    stack: "acme",
    cluster: "arn:aws:ecs:eu-central-1:123456789012:cluster/acme",
    services: "arn:aws:ecs:eu-central-1:123456789012:service/acme",
    topic: "arn:aws:sns:eu-central-1:123456789012:on-call",
    cleanFamily: "acme-clean",
  });
});

const patternOf = (rule: string) =>
  String(resourceOf(json, "aws_cloudwatch_event_rule", rule)["event_pattern"]).replaceAll('\\"', '"');

test("a release that ECS takes back is told, of any service of this cluster and no other", () => {
  const pattern = patternOf("release-failed");
  expect(pattern).toContain('"eventName" = ["SERVICE_DEPLOYMENT_FAILED"]');
  expect(pattern).toContain('"resources" = [{"prefix" = "arn:aws:ecs:eu-central-1:123456789012:service/acme/"}]');
});

test("a nightly run that failed, or did not start, is told", () => {
  const pattern = patternOf("clean-failed");
  expect(pattern).toContain('"group" = ["family:acme-clean"]');
  expect(pattern).toContain('{"exitCode" = [{"anything-but" = 0}]}');
  expect(pattern).toContain('{"stopCode" = ["TaskFailedToStart"]}');
});

test("both go to the topic", () => {
  for (const rule of ["release-failed", "clean-failed"])
    expect(resourceOf(json, "aws_cloudwatch_event_target", rule)).toMatchObject({
      arn: "arn:aws:sns:eu-central-1:123456789012:on-call",
    });
});
