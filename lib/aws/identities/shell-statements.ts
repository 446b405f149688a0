import type { Around } from "./rights";
import { allow, type Statement } from "./statement";

/**
 * What the agent in a container needs for `aws ecs execute-command`: its channel, the log of the session, and the key
 * that encrypts it. Source: Amazon ECS, "Monitor Amazon ECS containers with ECS Exec", task IAM role.
 */
export const shell = ({ key }: Around, logs: string): readonly Statement[] => [
  // Neither has a resource that could be named.
  allow(
    "Shell",
    [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    ["*"],
  ),
  allow("ShellLogGroups", ["logs:DescribeLogGroups"], ["*"]),
  allow("ShellLog", ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], [`${logs}:*`]),
  ...(key === undefined ? [] : [allow("ShellKey", ["kms:Decrypt"], [key])]),
];
