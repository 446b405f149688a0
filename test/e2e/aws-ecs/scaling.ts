import { succeeds } from "../docker/tasks";
import { first, must } from "../expect";
import { secondsSince, until } from "../wait";
import { planIsEmpty } from "./deploy";
import type { Moto } from "./moto";
import type { Scene } from "./scene";
import { service, startTask } from "./services";
import type { Running } from "./started";

/** Airflow gives up a queued task after so many seconds. Source: [scheduler] task_queued_timeout. */
const GIVEN_UP = 600;

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmActions: readonly string[];
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly Statistic: "Maximum" | "Minimum" | "Average" | "Sum";
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
}

interface Policy {
  readonly PolicyARN: string;
  readonly ResourceId: string;
  readonly StepScalingPolicyConfiguration: {
    readonly AdjustmentType: string;
    readonly StepAdjustments: readonly {
      readonly MetricIntervalLowerBound?: number;
      readonly MetricIntervalUpperBound?: number;
      readonly ScalingAdjustment: number;
    }[];
  };
}

/**
 * A pool of none, and a task in its queue: the metrics container beside the scheduler publishes it, the registered
 * alarm and its policy are evaluated as AWS would, a worker starts and the task runs.
 */
export async function fromNone(scene: Scene, pool: string, running: Running): Promise<string> {
  const { api, moto, stack } = scene;
  const name = `worker-${pool}`;
  const before = await service(moto, stack, name);
  must(before.desiredCount === 0, `${name} wants ${before.desiredCount} tasks before anything is queued`);
  const begun = Date.now();
  const id = await api.trigger("queue_probe");
  const { alarm, policy } = await outward(moto, stack, name);
  const value = await until(`${alarm.MetricName} of ${pool} above ${alarm.Threshold}`, 360, async () => {
    const latest = await newest(moto, alarm);
    return latest !== undefined && alarms(alarm, latest) ? latest : undefined;
  });
  const published = secondsSince(begun);
  const desired = await scaled(moto, stack, name, policy, value - alarm.Threshold);
  must(desired === 1, `the policy wants ${desired} tasks of ${name} for ${value} missing workers`);
  await moto.call("ecs", "update_service", { cluster: stack, service: name, desiredCount: desired });
  running.set(name, await startTask(scene, await service(moto, stack, name)));
  await succeeds(api, "queue_probe", id, GIVEN_UP - published);
  const where = (await api.tasks("queue_probe", id)).map(({ task_id, hostname }) => `${task_id} on ${hostname}`);
  return `${alarm.AlarmName}: ${value} after ${published} s, ${name} 0 -> ${desired}, all tasks of the probe ended ${secondsSince(begun)} s after it was triggered: ${where.join(", ")}; ${await planIsEmpty(scene)} after the number of tasks changed`;
}

/** The alarm that adds workers of a service, and what it does. */
async function outward(moto: Moto, cluster: string, name: string): Promise<{ alarm: Alarm; policy: Policy }> {
  const [{ ScalingPolicies }, { MetricAlarms }] = await Promise.all([
    moto.call<{ ScalingPolicies: readonly Policy[] }>("application-autoscaling", "describe_scaling_policies", {
      ServiceNamespace: "ecs",
    }),
    moto.call<{ MetricAlarms: readonly Alarm[] }>("cloudwatch", "describe_alarms"),
  ]);
  const outwards = ScalingPolicies.filter(
    ({ ResourceId, StepScalingPolicyConfiguration: { StepAdjustments } }) =>
      ResourceId === `service/${cluster}/${name}` &&
      StepAdjustments.some(({ ScalingAdjustment }) => ScalingAdjustment > 0),
  );
  const policy = first(outwards, `policy that adds tasks of ${name}`);
  const acting = MetricAlarms.filter(({ AlarmActions }) => AlarmActions.includes(policy.PolicyARN));
  return { policy, alarm: first(acting, `alarm that acts by ${policy.PolicyARN}`) };
}

/** Newest value of the alarm's metric in moto. */
async function newest(moto: Moto, alarm: Alarm): Promise<number | undefined> {
  const { Namespace, MetricName, Dimensions, Statistic, Period } = alarm;
  const { Datapoints } = await moto.call<{ Datapoints: readonly Readonly<Record<string, unknown>>[] }>(
    "cloudwatch",
    "get_metric_statistics",
    {
      Namespace,
      MetricName,
      Dimensions,
      Period,
      Statistics: [Statistic],
      StartTime: new Date(Date.now() - 2 * Period * 1000).toISOString(),
      EndTime: new Date(Date.now() + Period * 1000).toISOString(),
    },
  );
  const sorted = [...Datapoints].sort((a, b) => String(a["Timestamp"]).localeCompare(String(b["Timestamp"])));
  const value = sorted.at(-1)?.[Statistic];
  return typeof value === "number" ? value : undefined;
}

function alarms({ ComparisonOperator: operator, Threshold: threshold }: Alarm, value: number): boolean {
  if (operator === "GreaterThanThreshold") return value > threshold;
  if (operator === "GreaterThanOrEqualToThreshold") return value >= threshold;
  throw new Error(`an alarm that adds workers compares by ${operator}`);
}

/** Tasks that the policy wants. @param beyond how far the value lies beyond the threshold */
async function scaled(moto: Moto, cluster: string, name: string, policy: Policy, beyond: number): Promise<number> {
  const { AdjustmentType, StepAdjustments } = policy.StepScalingPolicyConfiguration;
  const step = StepAdjustments.find(
    ({
      MetricIntervalLowerBound: low = Number.NEGATIVE_INFINITY,
      MetricIntervalUpperBound: high = Number.POSITIVE_INFINITY,
    }) => beyond >= low && beyond < high,
  );
  must(step !== undefined, `${policy.PolicyARN} has no step for ${beyond}`);
  const { ScalableTargets } = await moto.call<{ ScalableTargets: readonly Target[] }>(
    "application-autoscaling",
    "describe_scalable_targets",
    { ServiceNamespace: "ecs", ResourceIds: [`service/${cluster}/${name}`] },
  );
  const { MinCapacity, MaxCapacity } = first(ScalableTargets, `scalable target of ${name}`);
  const { desiredCount } = await service(moto, cluster, name);
  const wanted = AdjustmentType === "ExactCapacity" ? step.ScalingAdjustment : desiredCount + step.ScalingAdjustment;
  must(AdjustmentType !== "PercentChangeInCapacity", "a percentage of no tasks is none");
  return Math.min(MaxCapacity, Math.max(MinCapacity, wanted));
}

interface Target {
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
}
