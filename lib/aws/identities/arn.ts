import type { AwsFile } from "../settings/settings";

/** Parts of AWS that know nothing of one another. Source: AWS' "ARN format". */
const PARTITIONS: readonly (readonly [regions: RegExp, partition: string])[] = [
  [/^cn-/, "aws-cn"],
  [/^us-gov-/, "aws-us-gov"],
  [/^eusc-/, "aws-eusc"],
];

/** The partition of a region. */
export const partitionOf = (region: string): string =>
  PARTITIONS.find(([regions]) => regions.test(region))?.[1] ?? "aws";

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
