/** Parts of AWS that know nothing of one another. Source: AWS' "ARN format". */
const PARTITIONS: readonly (readonly [regions: RegExp, partition: string])[] = [
  [/^cn-/, "aws-cn"],
  [/^us-gov-/, "aws-us-gov"],
  [/^eusc-/, "aws-eusc"],
];

/** The partition of a region. */
export const partitionOf = (region: string): string =>
  PARTITIONS.find(([regions]) => regions.test(region))?.[1] ?? "aws";
