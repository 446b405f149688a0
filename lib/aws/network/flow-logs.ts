import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { DAY_SECONDS } from "../../deployment/usual";
import { logGroupOf, nameOf } from "../names";
import type { Place } from "../words/place";

const WHAT = "refused";

/** What of a place it needs. */
export type FlowLogsPlace = Pick<Place, "stack" | "settings"> & {
  readonly encryption: Pick<Place["encryption"], "key">;
};

/** Connections that the network refused: what to read when a task cannot reach something. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, place: FlowLogsPlace, vpcId: string) {
    super(scope, id);
    const group = this.group(place);
    const log = new FlowLog(this, "log", {
      vpcId,
      // What is allowed is most of the traffic, and would cost by the gigabyte.
      trafficType: "REJECT",
      logDestination: group.arn,
      iamRoleArn: this.writer(place, group.arn),
      tags: { Name: nameOf(place.stack, WHAT) },
    });
    log.overrideLogicalId(WHAT);
  }

  private group({ stack, settings, encryption }: FlowLogsPlace): CloudwatchLogGroup {
    const group = new CloudwatchLogGroup(this, "group", {
      name: logGroupOf(stack, WHAT),
      retentionInDays: settings.logs.processes / DAY_SECONDS,
      kmsKeyId: encryption.key,
    });
    group.overrideLogicalId(WHAT);
    return group;
  }

  /** @returns ARN of the role with which the network writes */
  private writer({ stack, settings }: FlowLogsPlace, groupArn: string): string {
    const role = new IamRole(this, "role", {
      name: nameOf(stack, WHAT),
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "vpc-flow-logs.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": settings.account } },
          },
        ],
      }),
    });
    role.overrideLogicalId(WHAT);
    const policy = new IamRolePolicy(this, "policy", {
      name: "write",
      role: role.id,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
            Resource: `${groupArn}:*`,
          },
        ],
      }),
    });
    policy.overrideLogicalId(WHAT);
    return role.arn;
  }
}
