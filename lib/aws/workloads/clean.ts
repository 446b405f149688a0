import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group";
import { Construct } from "constructs";
import { literal } from "../../encode/terraform";
import { arnIn } from "../identities/arn";
import { role } from "../identities/role";
import { allow, type Statement } from "../identities/statement";
import { nameOf } from "../names";
import type { Place } from "../words/place";

const ID = "clean";

/**
 * At night, in the zone of the schedules; no zone's clock is put forward over it. The snapshots of the database may be
 * at the same time: they stop nothing.
 */
const AT = "cron(30 3 * * ? *)";

/** A start that fails, for want of capacity for example, is tried again within the hour; the next night comes anyway. */
const RETRY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 } as const;

export interface CleanProps {
  /** Name of the zone, as the file has it. */
  readonly timezone: string;
  readonly cluster: string;
  /** ARN of the task definition STACK-clean, with its revision. */
  readonly task: string;
  readonly subnets: readonly string[];
  /** Id of the security group. */
  readonly securityGroup: string;
  /** ARNs of the task's two roles. */
  readonly roles: readonly string[];
}

/**
 * Removes old runs from the metadata database, once a night. Without a queue for starts that failed: nobody would look
 * into it, and the next night does the same work.
 */
export class Clean extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly place: Pick<Place, "stack" | "settings">,
    props: CleanProps,
  ) {
    super(scope, id);
    const group = new SchedulerScheduleGroup(this, "group", { name: place.stack });
    group.overrideLogicalId(ID);
    const schedule = new SchedulerSchedule(this, "schedule", {
      name: ID,
      groupName: group.name,
      description: `Removes old runs from the metadata database of ${place.stack}`,
      scheduleExpression: AT,
      scheduleExpressionTimezone: zone(props.timezone),
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: props.cluster,
        roleArn: this.role(props),
        retryPolicy: RETRY,
        ecsParameters: {
          taskDefinitionArn: props.task,
          taskCount: 1,
          launchType: "FARGATE",
          networkConfiguration: {
            subnets: [...props.subnets],
            securityGroups: [props.securityGroup],
            assignPublicIp: false,
          },
        },
      },
    });
    schedule.overrideLogicalId(ID);
  }

  private role(props: CleanProps): string {
    const { stack, settings } = this.place;
    return role(this, "role", this.place, {
      name: `${ID}-schedule`,
      description: `Starts ${ID} of ${stack} every night`,
      service: "scheduler",
      source: arnIn(settings, "scheduler", `schedule-group/${stack}`),
      statements: scheduleStatements(arnIn(settings, "ecs", `task-definition/${nameOf(stack, ID)}:*`), props),
    });
  }
}

/** What the schedule may do: start this task, in this cluster, with these roles. */
export const scheduleStatements = (
  task: string,
  { cluster, roles }: Pick<CleanProps, "cluster" | "roles">,
): readonly Statement[] => [
  allow("Start", ["ecs:RunTask"], [task], { ArnEquals: { "ecs:cluster": cluster } }),
  allow("Roles", ["iam:PassRole"], roles, { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }),
];

/** Airflow writes utc, and the schedule UTC. */
const zone = (name: string) => literal(name === "utc" ? "UTC" : name);
