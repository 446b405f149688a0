import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { Fn } from "../../encode/functions";
import { nameOf } from "../names";
import type { Place } from "../words/place";
import { policy, type Statement } from "./statement";

export interface RoleProps {
  /** `scheduler-task`: part of its name. */
  readonly name: string;
  /** For people who see it in the console. */
  readonly description: string;
  /** Service of AWS that takes it on: `ecs-tasks`. */
  readonly service: string;
  /** ARN of what it takes the role on for, in this account; may hold `*`. */
  readonly source: string;
  readonly statements: readonly Statement[];
}

/**
 * A role that one service of AWS takes on, for this account alone: nobody can make it act on somebody else's behalf.
 * @returns its ARN, known once the role has its rights: a task that started before would fail
 */
export function role(
  scope: Construct,
  id: string,
  { stack, settings }: Pick<Place, "stack" | "settings">,
  props: RoleProps,
) {
  const made = new IamRole(scope, id, {
    name: nameOf(stack, props.name),
    description: props.description,
    assumeRolePolicy: policy([
      {
        Effect: "Allow",
        Principal: { Service: `${props.service}.amazonaws.com` },
        Action: ["sts:AssumeRole"],
        Condition: {
          StringEquals: { "aws:SourceAccount": settings.account },
          ArnLike: { "aws:SourceArn": props.source },
        },
      },
    ]),
  });
  made.overrideLogicalId(props.name);
  const rights = new IamRolePolicy(scope, `${id}-rights`, {
    name: "rights",
    role: made.name,
    policy: policy(props.statements),
  });
  rights.overrideLogicalId(props.name);
  return Fn.element([made.arn, rights.id], 0) as string;
}
