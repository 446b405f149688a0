// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { executionRole, executionStatements } from "../../../lib/aws/identities/execution-role";
import { awsSettings, resourceOf } from "../../support/aws";
import { placed } from "../../support/aws-place";
import { actionsOn } from "./actions";

const LOGS = "arn:aws:logs:eu-central-1:123456789012:log-group:/airflow/acme/scheduler";
const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:acme/fernet-1-AbCdEf";
const REPOSITORY = "arn:aws:ecr:eu-central-1:123456789012:repository/acme";

const rights = (secrets: readonly string[], repository?: string) =>
  actionsOn(executionStatements(awsSettings(), { secrets, repository, logs: LOGS }));

test("an image from elsewhere and no secret: nothing but the service's own log group", () => {
  expect(rights([])).toEqual([
    ["logs:CreateLogStream", `${LOGS}:*`],
    ["logs:PutLogEvents", `${LOGS}:*`],
  ]);
});

test("an image of this account is pulled from its one repository", () => {
  expect(rights([], REPOSITORY)).toEqual([
    ["ecr:BatchCheckLayerAvailability", REPOSITORY],
    ["ecr:BatchGetImage", REPOSITORY],
    ["ecr:GetAuthorizationToken", "*"],
    ["ecr:GetDownloadUrlForLayer", REPOSITORY],
    ["logs:CreateLogStream", `${LOGS}:*`],
    ["logs:PutLogEvents", `${LOGS}:*`],
  ]);
});

test("exactly the secrets that its containers get, and keys for those alone", () => {
  expect(rights([SECRET])).toEqual([
    [
      "kms:Decrypt",
      "arn:aws:kms:eu-central-1:123456789012:key/*",
      { StringEquals: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" } },
    ],
    ["logs:CreateLogStream", `${LOGS}:*`],
    ["logs:PutLogEvents", `${LOGS}:*`],
    ["secretsmanager:GetSecretValue", SECRET],
  ]);
});

test("a secret of another account comes with the keys of that account", () => {
  const other = "arn:aws:secretsmanager:eu-central-1:210987654321:secret:shared/db-AbCdEf";
  const through = { StringEquals: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" } };
  expect(rights([SECRET, other])).toEqual(
    expect.arrayContaining([
      ["kms:Decrypt", "arn:aws:kms:eu-central-1:123456789012:key/*", through],
      ["kms:Decrypt", "arn:aws:kms:eu-central-1:210987654321:key/*", through],
    ]),
  );
});

const made = placed((stack, place) => {
  const arn = executionRole(stack, place, { name: "scheduler", secrets: [SECRET], repository: undefined, logs: LOGS });
  stack.addOverride("output.arn", { value: arn });
  return arn;
}).json;

test("ECS alone takes the role on, and for this account alone", () => {
  expect(resourceOf(made, "aws_iam_role", "scheduler-execution")).toEqual({
    name: "acme-scheduler-execution",
    description: "What ECS needs to start scheduler of acme",
    assume_role_policy:
      '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", "Principal" = {"Service" = "ecs-tasks.amazonaws.com"}, ' +
      '"Action" = ["sts:AssumeRole"], "Condition" = {"StringEquals" = {"aws:SourceAccount" = "123456789012"}, ' +
      '"ArnLike" = {"aws:SourceArn" = "arn:aws:ecs:eu-central-1:123456789012:*"}}}]})}',
  });
});

test("who uses its ARN waits until it has its rights", () => {
  expect(made["output"]).toEqual({
    arn: {
      value: "${element([aws_iam_role.scheduler-execution.arn, aws_iam_role_policy.scheduler-execution.id], 0)}",
    },
  });
  expect(resourceOf(made, "aws_iam_role_policy", "scheduler-execution")).toMatchObject({
    name: "rights",
    role: "${aws_iam_role.scheduler-execution.name}",
    policy: expect.stringContaining(`"Resource" = ["${SECRET}"]`),
  });
});

test("the longest name fits into the 64 characters of a role", () => {
  expect(`${"s".repeat(20)}-worker-${"p".repeat(20)}-execution`.length).toBeLessThanOrEqual(64);
});
