import type { Finding, Path } from "../../deployment/words/finding";
import { partitionOf } from "../identities/arn";
import type { AwsReading } from "../settings/settings";

/** Things that exist and must be where the stack is. */
export function where({ deployment }: AwsReading): readonly Finding[] {
  const here: readonly (readonly [what: string, path: Path, arn: string | undefined])[] = [
    ["a certificate", ["loadBalancer", "certificate"], deployment.loadBalancer.certificate],
    ["a key", ["encryptionKey"], deployment.encryptionKey.startsWith("arn:") ? deployment.encryptionKey : undefined],
    ["a topic", ["alarms", "topic"], deployment.alarms.topic],
  ];
  const rights: readonly (readonly [
    path: Path,
    part: AwsReading["deployment"]["workers"][string] | typeof deployment,
  ])[] = [
    [[], deployment],
    ...Object.entries(deployment.workers).map(([name, pool]) => [["workers", name], pool] as const),
  ];
  return [
    ...here.flatMap(([what, path, arn]) => (arn === undefined ? [] : elsewhere(what, path, arn, deployment))),
    ...rights.flatMap(([path, { permissions, assumeRoles }]) => [
      ...assumeRoles.flatMap((arn, index) => partition([...path, "assumeRoles", index], arn, deployment.region)),
      ...permissions.flatMap(({ resources }, index) =>
        resources.flatMap((arn, place) =>
          partition([...path, "permissions", index, "resources", place], arn, deployment.region),
        ),
      ),
    ]),
  ];
}

interface Here {
  readonly account: string;
  readonly region: string;
}

function elsewhere(what: string, path: Path, arn: string, here: Here): readonly Finding[] {
  const [, , , region, account] = arn.split(":");
  const other = partition(path, arn, here.region);
  if (other.length > 0) return other;
  if (region !== here.region)
    return [{ path, message: `${what} of region ${region}; write one of ${here.region}, where this file deploys` }];
  if (account !== here.account)
    return [
      {
        path,
        message: `${what} of account ${account}; write one of ${here.account}, where this file deploys`,
      },
    ];
  return [];
}

export function partition(path: Path, arn: string, region: string): readonly Finding[] {
  const [, got] = arn.split(":");
  const wanted = partitionOf(region);
  // Regions of the secret clouds are not listed; their users know their partition.
  if (arn === "*" || got === wanted || /^[a-z]+-iso/.test(region)) return [];
  return [
    { path, message: `begins with arn:${got}, and in region ${region} ARNs begin with arn:${wanted}; write that` },
  ];
}
