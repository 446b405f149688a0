import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { DAY_SECONDS } from "../../deployment/usual";
import { logGroupOf } from "../names";
import type { Place } from "../words/place";

/** Where one service's processes write, kept as long as the file says. */
export class LogGroup extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, { stack, settings, encryption }: Place, service: string) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, "group", {
      name: logGroupOf(stack, service),
      retentionInDays: settings.logs.processes / DAY_SECONDS,
      kmsKeyId: encryption.key,
    });
    group.overrideLogicalId(`${service}-logs`);
    this.name = group.name;
    this.arn = group.arn;
  }
}
