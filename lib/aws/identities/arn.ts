import { partitionOf } from "../derived/partition";
import type { AwsFile } from "../settings/settings";

/** Where a stack is. */
export type Where = Pick<AwsFile, "account" | "region">;

/** ARN of something of this account and region, by its naming rule: known before the thing exists. */
export const arnIn = ({ account, region }: Where, service: string, resource: string): string =>
  `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;

/** The condition that a key is used by a service on a role's behalf, and by the role alone never. */
export const through = ({ region }: Where, service: "s3" | "secretsmanager") => ({
  StringEquals: {
    "kms:ViaService": `${service}.${region}.amazonaws.com${partitionOf(region) === "aws-cn" ? ".cn" : ""}`,
  },
});
