import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { jsonencoded } from "../../encode/functions";
import { nameOf } from "../names";

export interface FailuresProps {
  readonly stack: string;
  /** ARN of the cluster, and the one that begins those of its services. */
  readonly cluster: string;
  readonly services: string;
  /** ARN of the topic that hears of them. */
  readonly topic: string;
  /** Family of the task that cleans the database. */
  readonly cleanFamily: string;
}

/** Exit code of a task that did its work. */
const SUCCESS = 0;

/**
 * What no metric shows: a release that ECS rolled back, of which Terraform does not hear where it does not wait, and a
 * nightly run that failed. Source of the patterns: Amazon ECS events.
 */
export class Failures extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FailuresProps,
  ) {
    super(scope, id);
    const { cluster, services, cleanFamily } = props;
    this.rule("release-failed", "A release did not become healthy, and ECS goes back to the one before", {
      source: ["aws.ecs"],
      "detail-type": ["ECS Deployment State Change"],
      resources: [{ prefix: `${services}/` }],
      detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
    });
    this.rule("clean-failed", "Old runs were not removed from the metadata database", {
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [cluster],
        group: [`family:${cleanFamily}`],
        lastStatus: ["STOPPED"],
        $or: [{ containers: { exitCode: [{ "anything-but": SUCCESS }] } }, { stopCode: ["TaskFailedToStart"] }],
      },
    });
  }

  private rule(name: string, description: string, pattern: object): void {
    const { stack, topic } = this.props;
    const rule = new CloudwatchEventRule(this, name, {
      name: nameOf(stack, name),
      description,
      eventPattern: jsonencoded(pattern),
    });
    rule.overrideLogicalId(name);
    const target = new CloudwatchEventTarget(this, `${name}-target`, { rule: rule.name, arn: topic });
    target.overrideLogicalId(name);
  }
}
