import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { describe, kindOf, lengthOf } from "../../airflow/secrets/generated-secret";
import type { SecretName } from "../../airflow/secrets/secret";
import { lookUp } from "../../deployment/look-up";
import { fernetKey } from "../../encode/fernet-key";
import { expression } from "../../encode/reference";
import type { Source } from "./source";
import { type Store, stored, type Worth } from "./stored";

/** Without its Fernet key an encrypted connection is lost; a database takes a new password with its next start. */
const KEPT: Readonly<Record<string, Worth>> = { fernet: "value", "metadata-database": "secret" };

/** A secret that is made once; replacing its version in Terraform makes another value. */
export function generated(scope: Construct, store: Store, name: SecretName): Source {
  const kind = kindOf(name);
  const value = random(scope, name, lengthOf(name));
  return stored(scope, store, name, {
    description: describe(name, store.stack),
    value: kind === "fernet" ? fernetKey(value) : value,
    version: () => 1,
    kept: lookUp(KEPT, kind) ?? "none",
  });
}

/** A secret of the deployment whose value Google makes. */
export const taken = (scope: Construct, store: Store, name: SecretName, value: string, version: number): Source =>
  stored(scope, store, name, { description: describe(name, store.stack), value, version: () => version });

/** Letters and digits only: the value goes into URLs and ini files unchanged. cdktf has no construct for `ephemeral`. */
function random(scope: Construct, name: SecretName, length: number): string {
  const stack = TerraformStack.of(scope);
  const address = `ephemeral.random_password.${name}`;
  stack.addOverride(address, { length, special: false });
  return expression`${{ address: `${address}.result` }}`;
}
