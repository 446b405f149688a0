import type { Finding, Path } from "../../deployment/finding";
import { partitionOf } from "../identities/arn";
import type { AwsReading } from "../settings/reading";

/** Things that exist and must be where the stack is. */
export function where({ settings: { top, pools } }: AwsReading): readonly Finding[] {
  const here: readonly (readonly [what: string, path: Path, arn: string | undefined])[] = [
    ["a certificate", ["loadBalancer", "certificate"], top.loadBalancer.certificate],
    ["a key", ["encryptionKey"], top.encryptionKey.startsWith("arn:") ? top.encryptionKey : undefined],
    ["a topic", ["alarms", "topic"], top.alarms.topic],
  ];
  const rights: readonly (readonly [path: Path, part: AwsReading["settings"]["pools"][string] | typeof top])[] = [
    [[], top],
    ...Object.entries(pools).map(([name, pool]) => [["workers", name], pool] as const),
  ];
  return [
    ...here.flatMap(([what, path, arn]) => (arn === undefined ? [] : elsewhere(what, path, arn, top))),
    ...rights.flatMap(([path, { permissions, assumeRoles }]) => [
      ...assumeRoles.flatMap((arn, index) => partition([...path, "assumeRoles", index], arn, top.region)),
      ...permissions.flatMap(({ resources }, index) =>
        resources.flatMap((arn, place) =>
          partition([...path, "permissions", index, "resources", place], arn, top.region),
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
