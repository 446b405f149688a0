import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import type { Precondition } from "cdktf";
import type { Construct } from "constructs";
import { nameOf } from "../names";
import type { Source } from "./source";

/**
 * Days for which Secrets Manager keeps a destroyed secret, as long as KMS keeps a destroyed key: the database's last
 * snapshot can be read with both. Source: DeleteSecret, 7 to 30.
 */
const RECOVERY_DAYS = 30;

/** What all secrets of a stack share. */
export interface Store {
  readonly stack: string;
  /** ARN of the key that encrypts them; undefined: AWS' own. */
  readonly key: string | undefined;
}

export interface Stored {
  /** For people who see it in the console. */
  readonly description: string;
  /** An ephemeral value, or one that is read from a file: it is written and then forgotten. */
  readonly value: string;
  /** Another number writes the value again, as a new version. Told the secret's ARN. */
  readonly version: (arn: string) => number;
  readonly refused?: readonly Precondition[];
}

/**
 * A secret of ours. Only a prefix of its name is fixed: a deployment after a destroy makes a new one while the old one
 * waits to be deleted.
 */
export function stored(scope: Construct, { stack, key }: Store, name: string, what: Stored): Source {
  const secret = new SecretsmanagerSecret(scope, `${name}-secret`, {
    namePrefix: `${stack}/${name}-`,
    description: what.description,
    kmsKeyId: key,
    recoveryWindowInDays: RECOVERY_DAYS,
    tags: { Name: nameOf(stack, name) },
  });
  secret.overrideLogicalId(name);
  const version = new SecretsmanagerSecretVersion(scope, name, {
    secretId: secret.arn,
    secretStringWo: what.value,
    secretStringWoVersion: what.version(secret.arn),
    ...(what.refused === undefined ? {} : { lifecycle: { precondition: [...what.refused] } }),
  });
  version.overrideLogicalId(name);
  return { name, arn: secret.arn, version: version.versionId };
}
