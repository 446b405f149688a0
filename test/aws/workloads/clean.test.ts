// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Clean } from "../../../lib/aws/workloads/clean";
import { resourceOf } from "../../support/aws";
import { placed, SUBNETS } from "../../support/aws-place";

const CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/acme";
const TASK = "arn:aws:ecs:eu-central-1:123456789012:task-definition/acme-clean:3";
const ROLES = ["arn:aws:iam::123456789012:role/acme-clean-execution", "arn:aws:iam::123456789012:role/acme-clean-task"];

const made = (timezone = "utc") =>
  placed(
    (stack, place) =>
      new Clean(stack, "clean", place, {
        timezone,
        cluster: CLUSTER,
        task: TASK,
        subnets: SUBNETS,
        securityGroup: "sg-1",
        roles: ROLES,
      }),
  ).json;
const json = made();

test("one task a night, in private subnets", () => {
  expect(resourceOf(json, "aws_scheduler_schedule", "clean")).toEqual({
    name: "clean",
    group_name: "${aws_scheduler_schedule_group.clean.name}",
    description: "Removes old runs from the metadata database of acme",
    schedule_expression: "cron(30 3 * * ? *)",
    schedule_expression_timezone: "UTC",
    flexible_time_window: { mode: "OFF" },
    target: {
      arn: CLUSTER,
      role_arn: "${element([aws_iam_role.clean-schedule.arn, aws_iam_role_policy.clean-schedule.id], 0)}",
      retry_policy: { maximum_event_age_in_seconds: 3600, maximum_retry_attempts: 5 },
      ecs_parameters: {
        task_definition_arn: TASK,
        task_count: 1,
        launch_type: "FARGATE",
        network_configuration: { subnets: SUBNETS, security_groups: ["sg-1"], assign_public_ip: false },
      },
    },
  });
});

test("night is where the schedules' zone is", () => {
  expect(resourceOf(made("Asia/Seoul"), "aws_scheduler_schedule", "clean")["schedule_expression_timezone"]).toBe(
    "Asia/Seoul",
  );
});

test("the group is the stack's own, so that the role is taken on for it alone", () => {
  expect(resourceOf(json, "aws_scheduler_schedule_group", "clean")).toEqual({ name: "acme" });
  const trust = resourceOf(json, "aws_iam_role", "clean-schedule")["assume_role_policy"];
  expect(trust).toContain('"Principal" = {"Service" = "scheduler.amazonaws.com"}');
  expect(trust).toContain('"aws:SourceArn" = "arn:aws:scheduler:eu-central-1:123456789012:schedule-group/acme"');
});

test("the schedule may start every revision of this task, in this cluster, with these roles, and nothing else", () => {
  expect(resourceOf(json, "aws_iam_role_policy", "clean-schedule")["policy"]).toBe(
    '${jsonencode({"Version" = "2012-10-17", "Statement" = [' +
      '{"Sid" = "Start", "Effect" = "Allow", "Action" = ["ecs:RunTask"], ' +
      '"Resource" = ["arn:aws:ecs:eu-central-1:123456789012:task-definition/acme-clean:*"], ' +
      `"Condition" = {"ArnEquals" = {"ecs:cluster" = "${CLUSTER}"}}}, ` +
      `{"Sid" = "Roles", "Effect" = "Allow", "Action" = ["iam:PassRole"], "Resource" = ["${ROLES.join('", "')}"], ` +
      '"Condition" = {"StringEquals" = {"iam:PassedToService" = "ecs-tasks.amazonaws.com"}}}]})}',
  );
});
