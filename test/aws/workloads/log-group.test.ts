import { LogGroup } from "../../../lib/aws/workloads/log-group";
import { resourceOf } from "../../support/aws";
import { placed } from "../../support/aws-place";

const made = (...entries: readonly string[]) =>
  resourceOf(
    placed((stack, place) => new LogGroup(stack, "logs", place, "worker-main"), ...entries).json,
    "aws_cloudwatch_log_group",
    "worker-main-logs",
  );

test("a group per service, kept for a month and encrypted by the stack's key", () => {
  expect(made()).toEqual({
    name: "/airflow/acme/worker-main",
    retention_in_days: 30,
    kms_key_id: expect.stringMatching(/^\$\{.*aws_kms_key\.encryption/),
  });
});

test("it is kept as long as the file says", () => {
  expect(made("logs: { processes: 7d }")["retention_in_days"]).toBe(7);
});

test("with AWS' own keys none is asked for", () => {
  expect(made("encryptionKey: aws")).not.toHaveProperty("kms_key_id");
});
