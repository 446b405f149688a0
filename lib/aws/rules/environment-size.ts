import type { SecretReference } from "../../deployment/schema/scalars";
import type { Finding } from "../../deployment/words/finding";
import type { AwsReading } from "../settings/settings";

type Entries = Readonly<Record<string, string | SecretReference>>;

/**
 * Secrets and characters of plain values that surely fit. A task definition holds 64 KiB, in which each process' variables
 * stand twice or three times beside our own; a role's policy holds 10,240 characters, and the name of a secret takes a
 * hundred. Source: Amazon ECS service quotas; IAM and STS quotas.
 */
const MOST_SECRETS = 70;
const MOST_TEXT = 10_000;

/** What ECS would refuse at the end of a long deployment. */
export function environmentSize({ deployment: { airflow, workers } }: AwsReading): readonly Finding[] {
  const options = Object.values(airflow.options).map((section): Entries => section);
  const shared: readonly Entries[] = [airflow.connections, airflow.variables, airflow.environment, ...options];
  const pools = Object.values(workers).map(({ environment }): Entries => environment);
  const secrets = most(shared, pools, (value) => (typeof value === "string" ? 0 : 1));
  const text = most(shared, pools, (value, key) => (typeof value === "string" ? key.length + value.length : 0));
  return [
    ...(secrets <= MOST_SECRETS
      ? []
      : [
          {
            path: ["airflow"],
            message: `a process would get ${secrets} secrets of this file, and ${MOST_SECRETS} surely fit into its task definition; put many into one envFile, or name a secrets backend in options.secrets`,
          },
        ]),
    ...(text <= MOST_TEXT
      ? []
      : [
          {
            path: ["airflow"],
            message: `a process would get ${text} characters of options and variables, and ${MOST_TEXT} surely fit into its task definition; put many into one envFile, or a long one into the image`,
          },
        ]),
  ];
}

/** Of what all processes get, and the pool that gets most on top. */
function most(
  shared: readonly Entries[],
  pools: readonly Entries[],
  measure: (value: string | SecretReference, key: string) => number,
): number {
  const of = (entries: Entries) => Object.entries(entries).reduce((sum, [key, value]) => sum + measure(value, key), 0);
  return shared.reduce((sum, entries) => sum + of(entries), 0) + Math.max(0, ...pools.map(of));
}
