import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { describe, kindOf, lengthOf } from "../../airflow/secrets/generated-secret";
import type { SecretName } from "../../airflow/secrets/secret";
import { fernetKey } from "../../encode/fernet-key";
import { expression } from "../../encode/reference";
import type { Source } from "./source";
import { type Store, stored } from "./stored";

/** A secret that is made once; replacing its version in Terraform makes another value. */
export function generated(scope: Construct, store: Store, name: SecretName): Source {
  const value = random(scope, name, lengthOf(name));
  return stored(scope, store, name, {
    description: describe(name, store.stack),
    value: kindOf(name) === "fernet" ? fernetKey(value) : value,
    version: () => 1,
  });
}

/** Letters and digits only: the value goes into URLs and ini files unchanged. cdktf has no construct for `ephemeral`. */
function random(scope: Construct, name: SecretName, length: number): string {
  const stack = TerraformStack.of(scope);
  const address = `ephemeral.aws_secretsmanager_random_password.${name}`;
  stack.addOverride(address, { password_length: length, exclude_punctuation: true });
  return expression`${{ address: `${address}.random_password` }}`;
}
