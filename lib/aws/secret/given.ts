import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { DataAwsSecretsmanagerSecretVersions } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-versions";
import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { expression } from "../../encode/reference";
import type { Source } from "./source";

/**
 * A secret that exists in the same account and region, at the version that is current when Terraform plans. The list
 * of versions holds no value, so that a new version is seen without one in the state.
 */
export function given(scope: Construct, secret: string): Source {
  const name = `given-${secret}`;
  const found = new DataAwsSecretsmanagerSecret(scope, `${name}-secret`, { name: secret });
  found.overrideLogicalId(name);
  const versions = new DataAwsSecretsmanagerSecretVersions(scope, name, { secretId: found.arn });
  versions.overrideLogicalId(name);
  return { name, arn: found.arn, version: current(scope, name, versions) };
}

/** cdktf writes no `for` with an `if`. A local value, because every reference of every container names it. */
function current(scope: Construct, name: string, { fqn }: DataAwsSecretsmanagerSecretVersions): string {
  const version = new TerraformLocal(
    scope,
    `${name}-version`,
    expression`one([for version in ${fqn}.versions : version.version_id if contains(version.version_stages, "AWSCURRENT")])`,
  );
  version.overrideLogicalId(`${name}-version`);
  return version.asString;
}
