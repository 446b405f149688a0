import { SecretManagerSecret } from "@cdktf/provider-google/lib/secret-manager-secret";
import { SecretManagerSecretVersion } from "@cdktf/provider-google/lib/secret-manager-secret-version";
import type { ITerraformDependable, Precondition } from "cdktf";
import type { Construct } from "constructs";
import { DAY_SECONDS } from "../../deployment/usual";
import { secretOf } from "../names";
import type { Source } from "./source";

/** Days for which a value that was replaced can be had back. Source: Secret Manager, "Delayed destruction": 1 to 1000. */
const RECOVERY_DAYS = 30;

/** What all secrets of a stack share. */
export interface Store {
  readonly stack: string;
  /** Whose secrets they are, and those that the file names alone. */
  readonly project: string;
  /** Where they are kept: with the rest of the deployment. */
  readonly region: string;
  readonly protect: boolean;
  /** Google's services that must be on before a secret is made. */
  readonly after: readonly ITerraformDependable[];
}

/** What is lost with a secret: nothing that a new value would not mend, access to other data, or that data itself. */
export type Worth = "value" | "secret" | "none";

export interface Stored {
  /** For people who see it in the console. */
  readonly description: string;
  /** An ephemeral value, or one that is read from a file: it is written and then forgotten. */
  readonly value: string;
  /** Another number writes the value again, as a new version. Told the secret's id. */
  readonly version: (id: string) => number;
  /** `value`: neither secret nor value may be replaced; `secret`: another value may. Unwritten: `none`. */
  readonly kept?: Worth;
  readonly refused?: readonly Precondition[];
}

/**
 * A secret of ours, in the deployment's own region: organizations may forbid others, and the machines fail with it
 * anyway. A new value is a new version, made before the old one is disabled, so that a machine that starts in between
 * finds what it was told to read.
 */
export function stored(scope: Construct, store: Store, name: string, what: Stored): Source {
  const { stack, region, protect, after } = store;
  const { description, value, version: number, kept = "none", refused } = what;
  const secretId = secretOf(stack, name);
  const secret = new SecretManagerSecret(scope, `${name}-secret`, {
    secretId,
    annotations: { description },
    replication: { userManaged: { replicas: [{ location: region }] } },
    versionDestroyTtl: `${RECOVERY_DAYS * DAY_SECONDS}s`,
    lifecycle: { preventDestroy: protect && kept !== "none" },
    dependsOn: [...after],
  });
  secret.overrideLogicalId(name);
  const version = new SecretManagerSecretVersion(scope, name, {
    secret: secret.id,
    secretDataWo: value,
    secretDataWoVersion: number(secret.id),
    lifecycle: {
      createBeforeDestroy: true,
      preventDestroy: protect && kept === "value",
      ...(refused === undefined ? {} : { precondition: [...refused] }),
    },
  });
  version.overrideLogicalId(name);
  return { name, secret: secretId, id: secret.id, version: version.version };
}
