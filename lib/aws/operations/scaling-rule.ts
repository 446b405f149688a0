import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import type { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import type { Step } from "../derived/steps";
import { metricsOf, nameOf } from "../names";
import { METRIC, POOL } from "../workloads/metrics";

/** In one direction: when workers are missing or too many, and what happens then. */
export interface Rule {
  readonly when: "missing" | "too many";
  /** For people who meet the alarm in the console. */
  readonly says: string;
  /** Which data point of a period counts. */
  readonly statistic: "Minimum" | "Maximum";
  /** Seconds. */
  readonly period: number;
  readonly steps: readonly Step[];
  /** Seconds. */
  readonly cooldown: number;
}

export interface Scaled {
  readonly stack: string;
  readonly pool: string;
  readonly target: AppautoscalingTarget;
  readonly lifecycle: TerraformResourceLifecycle;
}

/** How policies and schedules name their target, known once it is registered. */
export const scaledBy = ({ serviceNamespace, scalableDimension, resourceId }: AppautoscalingTarget) => ({
  serviceNamespace,
  scalableDimension,
  resourceId,
});

/** A policy, and the alarm that calls it. Without data it is not called. */
export function scalingRule(
  scope: Construct,
  name: string,
  { stack, pool, target, lifecycle }: Scaled,
  rule: Rule,
): void {
  const policy = new AppautoscalingPolicy(scope, name, {
    name: nameOf(stack, name),
    policyType: "StepScaling",
    ...scaledBy(target),
    stepScalingPolicyConfiguration: {
      adjustmentType: "ChangeInCapacity",
      metricAggregationType: rule.statistic,
      cooldown: rule.cooldown,
      stepAdjustment: rule.steps.map(({ lower, upper, change }) => ({
        metricIntervalLowerBound: bound(lower),
        metricIntervalUpperBound: bound(upper),
        scalingAdjustment: change,
      })),
    },
    lifecycle,
  });
  policy.overrideLogicalId(name);
  const alarm = new CloudwatchMetricAlarm(scope, `${name}-alarm`, {
    alarmName: nameOf(stack, name),
    alarmDescription: rule.says,
    namespace: metricsOf(stack),
    metricName: METRIC.missing,
    dimensions: { [POOL]: pool },
    statistic: rule.statistic,
    period: rule.period,
    evaluationPeriods: 1,
    comparisonOperator: rule.when === "missing" ? "GreaterThanThreshold" : "LessThanThreshold",
    threshold: 0,
    treatMissingData: "notBreaching",
    alarmActions: [policy.arn],
  });
  alarm.overrideLogicalId(name);
}

const bound = (value: number | undefined) => (value === undefined ? undefined : String(value));
