import type { Finding } from "../../deployment/words/finding";
import type { AwsReading } from "../settings/settings";

/** What a person should know who answers for this deployment. */
export function care({ deployment }: AwsReading): readonly Finding[] {
  return [...protection(deployment.protect), ...alarms(deployment.alarms), ...tags(deployment.tags)];
}

const protection = (protect: boolean): readonly Finding[] =>
  protect
    ? []
    : [
        {
          path: ["protect"],
          kind: "notice",
          message:
            "cdktf destroy then deletes database and logs without asking again; write true, or leave it out, to keep them",
        },
      ];

type Top = AwsReading["deployment"];

function alarms({ email, topic }: Top["alarms"]): readonly Finding[] {
  if (email !== undefined && topic !== undefined)
    return [
      {
        path: ["alarms", "email"],
        message:
          "topic: names one that exists, whose subscribers are its own; remove email:, or topic: to have one made",
      },
    ];
  if (email !== undefined || topic !== undefined) return [];
  return [
    {
      path: ["alarms"],
      kind: "notice",
      message: "nobody is told of an alarm; write alarms: { email: ADDRESS }, or topic: with the ARN of one",
    },
  ];
}

/** IAM takes tags that differ in case alone for one, while other services keep both. Source: IAM's TagRole. */
function tags(written: Top["tags"]): readonly Finding[] {
  const keys = Object.keys(written);
  return keys.flatMap((key, index) => {
    const first = keys.slice(0, index).find((other) => other.toLowerCase() === key.toLowerCase());
    const message = `"${key}" and "${first}" are one tag for IAM; remove one`;
    return first === undefined ? [] : [{ path: ["tags", key], message }];
  });
}
