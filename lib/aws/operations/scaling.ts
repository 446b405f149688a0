import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { DataResource, type TerraformResourceLifecycle } from "cdktf";
import { Construct } from "constructs";
import type { Replicas } from "../../deployment/schema/processes";
import { literal } from "../../encode/terraform";
import { growing, shrinking } from "../derived/steps";
import { nameOf } from "../names";
import type { AwsPool } from "../settings/settings";
import type { Place } from "../words/place";
import { type Rule, scaledBy, scalingRule } from "./scaling-rule";

const MINUTE = 60;

/**
 * Seconds for which a change counts before the next one. What is missing is told against the number that ECS was asked
 * for, not against tasks that run, so that a start of two minutes is not counted twice; only a data point from before
 * the change could be, and none is older than an alarm's minute and its delay. While they last, AWS adds no more than
 * a larger gap asks for, and takes nothing away.
 */
const SETTLE_SECONDS = { out: MINUTE, in: 2 * MINUTE } as const;

export interface ScalingProps {
  readonly pool: string;
  readonly replicas: Replicas;
  readonly settings: AwsPool["scaling"];
  /** Names of the cluster and of the pool's service in it, known once they exist. */
  readonly cluster: string;
  readonly service: string;
  /**
   * Address of the service's id, as plain text. AWS forgets target, policies and schedules with a service that goes, and
   * says nothing to Terraform: they are made anew with it, or the new one would never grow.
   */
  readonly serviceId: string;
}

/**
 * Grows and shrinks a pool of workers by the tasks that wait and run. What is missing is published per pool, see
 * metrics.ts; while it is not published the pool stays as it is. Workers that still run tasks are protected by
 * themselves: ECS takes others, or waits.
 */
export class Scaling extends Construct {
  private readonly target: AppautoscalingTarget;
  private readonly lifecycle: TerraformResourceLifecycle;

  constructor(
    scope: Construct,
    id: string,
    private readonly place: Pick<Place, "stack">,
    private readonly props: ScalingProps,
  ) {
    super(scope, id);
    const ranges = props.settings.schedules.length === 0 ? [] : [this.range()];
    this.lifecycle = { replaceTriggeredBy: [props.serviceId, ...ranges] };
    this.target = this.scalable();
    this.schedules();
    this.out();
    this.in();
  }

  /** Schedules change the target's range in AWS; only a change of the file makes it, and what hangs on it, anew. */
  private range(): string {
    const { replicas } = this.props;
    const range = new DataResource(this, "range", { input: { ...replicas } });
    range.overrideLogicalId(this.named("range"));
    // An address: cdktf would write a template, which Terraform does not read here.
    return `${range.terraformResourceType}.${range.friendlyUniqueId}`;
  }

  private scalable(): AppautoscalingTarget {
    const { replicas, cluster, service, settings } = this.props;
    const target = new AppautoscalingTarget(this, "target", {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${cluster}/${service}`,
      minCapacity: replicas.min,
      maxCapacity: replicas.max,
      lifecycle: {
        ...this.lifecycle,
        ...(settings.schedules.length === 0 ? {} : { ignoreChanges: ["min_capacity", "max_capacity"] }),
      },
    });
    target.overrideLogicalId(`worker-${this.props.pool}`);
    return target;
  }

  private schedules(): void {
    const { schedules, timezone } = this.props.settings;
    schedules.forEach(({ at, min, max }, index) => {
      const name = this.named(`schedule-${index + 1}`);
      const action = new AppautoscalingScheduledAction(this, `schedule-${index + 1}`, {
        name: nameOf(this.place.stack, name),
        ...scaledBy(this.target),
        schedule: literal(at),
        timezone,
        scalableTargetAction: { minCapacity: String(min), maxCapacity: String(max) },
        lifecycle: this.lifecycle,
      });
      action.overrideLogicalId(name);
    });
  }

  /** The least of a minute: a data point from before the last change says more than is missing now. */
  private out(): void {
    this.rule("scale-out", {
      steps: growing(this.props.replicas.max),
      cooldown: SETTLE_SECONDS.out,
      says: `Workers are missing in pool ${this.props.pool}. Scales the pool; nothing to do.`,
      when: "missing",
      statistic: "Minimum",
      period: MINUTE,
    });
  }

  /** As many as were too many all the time, and no more: the largest value is the one nearest to none. */
  private in(): void {
    this.rule("scale-in", {
      steps: shrinking(this.props.replicas.max),
      cooldown: SETTLE_SECONDS.in,
      says: `Pool ${this.props.pool} has more workers than tasks for them. Scales the pool; nothing to do.`,
      when: "too many",
      statistic: "Maximum",
      period: this.props.settings.idle,
    });
  }

  private rule(kind: "scale-out" | "scale-in", rule: Rule): void {
    const { pool } = this.props;
    const { stack } = this.place;
    scalingRule(this, this.named(kind), { stack, pool, target: this.target, lifecycle: this.lifecycle }, rule);
  }

  private named(what: string): string {
    return `worker-${this.props.pool}-${what}`;
  }
}
