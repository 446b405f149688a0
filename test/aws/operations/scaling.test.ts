// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Scaling } from "../../../lib/aws/operations/scaling";
import { awsReading, awsStack, resourceOf, STACK } from "../../support/aws";
import { addresses } from "../../support/terraform-json";

const SERVICE = "terraform_data.service.id";

function scaled(pool: string) {
  const { deployment } = awsReading(`workers: { gpu: { queues: [gpu], ${pool} } }`);
  const [replicas, part] = [deployment.workers["gpu"]?.replicas, deployment.workers["gpu"]?.scaling];
  if (replicas === undefined || part === undefined) throw new Error("no pool");
  return awsStack((stack) => {
    new Scaling(
      stack,
      "scaling",
      { stack: STACK },
      { pool: "gpu", replicas, settings: part, cluster: "acme", service: "worker-gpu", serviceId: SERVICE },
    );
  });
}

const json = scaled("replicas: { min: 0, max: 3 }");
const WITH_SERVICE = { replace_triggered_by: [SERVICE] };
const SCHEDULED =
  'replicas: { min: 1, max: 8 }, scaling: { timezone: Europe/Berlin, schedules: [{ at: "cron(0 7 ? * MON-FRI *)", min: 4, max: 8 }] }';

test("a target, and for each direction a policy with its alarm", () => {
  expect(addresses(json)).toEqual([
    "aws_appautoscaling_policy.worker-gpu-scale-in",
    "aws_appautoscaling_policy.worker-gpu-scale-out",
    "aws_appautoscaling_target.worker-gpu",
    "aws_cloudwatch_metric_alarm.worker-gpu-scale-in",
    "aws_cloudwatch_metric_alarm.worker-gpu-scale-out",
  ]);
});

test("the pool's own service within the file's range", () => {
  expect(resourceOf(json, "aws_appautoscaling_target", "worker-gpu")).toEqual({
    service_namespace: "ecs",
    scalable_dimension: "ecs:service:DesiredCount",
    resource_id: "service/acme/worker-gpu",
    min_capacity: 0,
    max_capacity: 3,
    lifecycle: WITH_SERVICE,
  });
});

test("it grows by what was missing at least within a minute", () => {
  expect(resourceOf(json, "aws_cloudwatch_metric_alarm", "worker-gpu-scale-out")).toEqual({
    alarm_name: "acme-worker-gpu-scale-out",
    alarm_description: "Workers are missing in pool gpu. Scales the pool; nothing to do.",
    alarm_actions: ["${aws_appautoscaling_policy.worker-gpu-scale-out.arn}"],
    namespace: "Airflow/acme",
    metric_name: "WorkersMissing",
    dimensions: { Pool: "gpu" },
    statistic: "Minimum",
    period: 60,
    evaluation_periods: 1,
    comparison_operator: "GreaterThanThreshold",
    threshold: 0,
    treat_missing_data: "notBreaching",
  });
  expect(resourceOf(json, "aws_appautoscaling_policy", "worker-gpu-scale-out")).toEqual({
    name: "acme-worker-gpu-scale-out",
    policy_type: "StepScaling",
    service_namespace: "${aws_appautoscaling_target.worker-gpu.service_namespace}",
    scalable_dimension: "${aws_appautoscaling_target.worker-gpu.scalable_dimension}",
    resource_id: "${aws_appautoscaling_target.worker-gpu.resource_id}",
    step_scaling_policy_configuration: {
      adjustment_type: "ChangeInCapacity",
      metric_aggregation_type: "Minimum",
      cooldown: 60,
      step_adjustment: [
        { metric_interval_lower_bound: "0", metric_interval_upper_bound: "2", scaling_adjustment: 1 },
        { metric_interval_lower_bound: "2", metric_interval_upper_bound: "3", scaling_adjustment: 2 },
        { metric_interval_lower_bound: "3", scaling_adjustment: 3 },
      ],
    },
    lifecycle: WITH_SERVICE,
  });
});

test("it shrinks by what was too many all through the idle time", () => {
  const idle = scaled("replicas: { min: 0, max: 2 }, scaling: { idle: 30m }");
  expect(resourceOf(idle, "aws_cloudwatch_metric_alarm", "worker-gpu-scale-in")).toMatchObject({
    alarm_actions: ["${aws_appautoscaling_policy.worker-gpu-scale-in.arn}"],
    metric_name: "WorkersMissing",
    statistic: "Maximum",
    period: 1800,
    evaluation_periods: 1,
    comparison_operator: "LessThanThreshold",
    threshold: 0,
  });
  expect(
    resourceOf(idle, "aws_appautoscaling_policy", "worker-gpu-scale-in")["step_scaling_policy_configuration"],
  ).toEqual({
    adjustment_type: "ChangeInCapacity",
    metric_aggregation_type: "Maximum",
    cooldown: 120,
    step_adjustment: [
      { metric_interval_lower_bound: "-2", metric_interval_upper_bound: "0", scaling_adjustment: -1 },
      { metric_interval_upper_bound: "-2", scaling_adjustment: -2 },
    ],
  });
});

test.each(["scale-out", "scale-in"])("%s: while nothing is published the pool stays as it is", (kind) => {
  const alarm = resourceOf(json, "aws_cloudwatch_metric_alarm", `worker-gpu-${kind}`);
  expect(alarm["treat_missing_data"]).toBe("notBreaching");
});

test("a schedule in its zone", () => {
  expect(resourceOf(scaled(SCHEDULED), "aws_appautoscaling_scheduled_action", "worker-gpu-schedule-1")).toMatchObject({
    name: "acme-worker-gpu-schedule-1",
    schedule: "cron(0 7 ? * MON-FRI *)",
    timezone: "Europe/Berlin",
    scalable_target_action: { min_capacity: "4", max_capacity: "8" },
  });
});

test("what a schedule sets is not set back, and a new range in the file makes all of it anew", () => {
  const made = scaled(SCHEDULED);
  const anew = { replace_triggered_by: [SERVICE, "terraform_data.worker-gpu-range"] };
  expect(resourceOf(made, "terraform_data", "worker-gpu-range")).toEqual({ input: { min: 1, max: 8 } });
  expect(resourceOf(made, "aws_appautoscaling_target", "worker-gpu")["lifecycle"]).toEqual({
    ignore_changes: ["min_capacity", "max_capacity"],
    ...anew,
  });
  for (const [type, name] of [
    ["aws_appautoscaling_policy", "worker-gpu-scale-in"],
    ["aws_appautoscaling_policy", "worker-gpu-scale-out"],
    ["aws_appautoscaling_scheduled_action", "worker-gpu-schedule-1"],
  ] as const)
    expect(resourceOf(made, type, name)["lifecycle"]).toEqual(anew);
});
