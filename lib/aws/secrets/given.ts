import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { DataAwsSecretsmanagerSecretVersions } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-versions";
import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { givenId } from "../../encode/item-id";
import { expression } from "../../encode/reference";
import { secretArn } from "./secret-id";
import type { Source } from "./source";

/**
 * A secret that exists in the same region, at the version that is current when Terraform plans. The list of versions
 * holds no value, so that a new version is seen without one in the state. By its whole ARN it may be another account's,
 * and nothing but its versions and its value is asked for.
 * @param secret its name or its ARN, as rules/secret-names.ts takes them
 */
export function given(scope: Construct, secret: string): Source {
  const name = givenId(secret);
  const own = new Construct(scope, name);
  const arn = arnOf(own, name, secret);
  const versions = new DataAwsSecretsmanagerSecretVersions(own, "versions", { secretId: arn });
  versions.overrideLogicalId(name);
  return { name, arn, version: current(own, name, versions) };
}

/** AWS adds six characters to a name. */
function arnOf(scope: Construct, name: string, secret: string): string {
  const written = secretArn(secret);
  if (written?.whole === true) return written.arn;
  const found = new DataAwsSecretsmanagerSecret(scope, "secret", { name: written?.name ?? secret });
  found.overrideLogicalId(name);
  return found.arn;
}

/** cdktf writes no `for` with an `if`. A local value, because every reference of every container names it. */
function current(scope: Construct, name: string, { fqn }: DataAwsSecretsmanagerSecretVersions): string {
  const version = new TerraformLocal(
    scope,
    "version",
    expression`one([for version in ${fqn}.versions : version.version_id if contains(version.version_stages, "AWSCURRENT")])`,
  );
  version.overrideLogicalId(`${name}-version`);
  return version.asString;
}
