// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Topic } from "../../../lib/aws/operations/topic";
import { resourceOf } from "../../support/aws";
import { placed } from "../../support/aws-place";
import { addresses } from "../../support/terraform-json";

const GIVEN = "arn:aws:sns:eu-central-1:123456789012:on-call";

function made(...entries: readonly string[]) {
  const { json } = placed(
    (stack, place) => {
      const { arn } = new Topic(stack, "topic", place);
      stack.addOverride("output.arn", { value: arn });
      return arn;
    },
    ...entries,
  );
  return { json, arn: json["output"], all: addresses(json).filter((address) => address.startsWith("aws_sns_")) };
}

test("a topic of our own, encrypted by the key that lets alarms write", () => {
  const { json, arn, all } = made();
  expect(all).toEqual(["aws_sns_topic.alarms", "aws_sns_topic_policy.alarms"]);
  expect(resourceOf(json, "aws_sns_topic", "alarms")).toEqual({
    name: "acme-alarms",
    display_name: "Airflow acme",
    kms_master_key_id: "${aws_kms_key.encryption.arn}",
  });
  expect(arn).toEqual({ arn: { value: "${aws_sns_topic_policy.alarms.arn}" } });
});

test("alarms of this account may write, and nobody without TLS", () => {
  const { policy } = resourceOf(made().json, "aws_sns_topic_policy", "alarms");
  expect(policy).toContain(
    '{"Sid" = "Alarms", "Effect" = "Allow", "Principal" = {"Service" = "cloudwatch.amazonaws.com"}, "Action" = "sns:Publish", ' +
      '"Resource" = aws_sns_topic.alarms.arn, "Condition" = {"StringEquals" = {"aws:SourceAccount" = "123456789012"}}}',
  );
  expect(policy).toContain('"Effect" = "Deny", "Principal" = "*"');
  expect(policy).toContain('{"Bool" = {"aws:SecureTransport" = "false"}}');
});

test("SNS' own key would shut alarms out, so none is asked for", () => {
  const topic = resourceOf(made("encryptionKey: aws").json, "aws_sns_topic", "alarms");
  expect(topic).not.toHaveProperty("kms_master_key_id");
});

test("a mail address is subscribed", () => {
  const { json } = made("alarms: { email: ops@example.com }");
  expect(resourceOf(json, "aws_sns_topic_subscription", "alarms")).toEqual({
    topic_arn: "${aws_sns_topic_policy.alarms.arn}",
    protocol: "email",
    endpoint: "ops@example.com",
  });
});

test("a topic that exists stays as it is", () => {
  const { arn, all } = made(`alarms: { topic: "${GIVEN}" }`);
  expect(all).toEqual([]);
  expect(arn).toEqual({ arn: { value: GIVEN } });
});
