import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { nameOf } from "../../names";

/** One metric of CloudWatch. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** When somebody is to be told, and what to tell. */
export interface Alarm {
  /** Part of its name, and its address in Terraform. */
  readonly id: string;
  /** What it means, and what to do first, for somebody who was asleep. */
  readonly says: string;
  /** One metric; of several the largest counts. */
  readonly metrics: readonly [Metric, ...Metric[]];
  readonly statistic: "Maximum" | "Average" | "Sum";
  readonly when: "above" | "below";
  readonly threshold: number;
  /** Minutes of one data point, and how many in a row must be beyond the threshold. */
  readonly minutes: number;
  readonly times: number;
  /** Whether silence is as bad: then it waits for what is to be heard. */
  readonly silence: "is fine" | "is trouble";
}

const MINUTE = 60;
const COMPARE = { above: "GreaterThanThreshold", below: "LessThanThreshold" } as const;
const MISSING = { "is fine": "notBreaching", "is trouble": "breaching" } as const;

export interface Told {
  readonly stack: string;
  /** ARN of the topic that hears of trouble and of its end. */
  readonly topic: string;
  /** What must run before silence means anything. */
  readonly after: readonly ITerraformDependable[];
}

export function alarm(scope: Construct, one: Alarm, { stack, topic, after }: Told): CloudwatchMetricAlarm {
  const made = new CloudwatchMetricAlarm(scope, one.id, {
    alarmName: nameOf(stack, one.id),
    alarmDescription: one.says,
    comparisonOperator: COMPARE[one.when],
    threshold: one.threshold,
    evaluationPeriods: one.times,
    treatMissingData: MISSING[one.silence],
    ...measured(one),
    alarmActions: [topic],
    okActions: [topic],
    ...(one.silence === "is trouble" ? { dependsOn: [...after] } : {}),
  });
  made.overrideLogicalId(one.id);
  return made;
}

function measured({ metrics, statistic, minutes }: Alarm) {
  const period = minutes * MINUTE;
  const [only, ...more] = metrics;
  if (more.length === 0)
    return { namespace: only.namespace, metricName: only.name, dimensions: { ...only.dimensions }, statistic, period };
  const queries = metrics.map(({ namespace, name, dimensions }, index) => ({
    id: `m${index + 1}`,
    metric: { namespace, metricName: name, dimensions: { ...dimensions }, stat: statistic, period },
  }));
  const largest = {
    id: "largest",
    label: only.name,
    expression: `MAX([${queries.map(({ id }) => id).join(", ")}])`,
    returnData: true,
  };
  return { metricQuery: [largest, ...queries] };
}
