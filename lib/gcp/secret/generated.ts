import { Fn, ref, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { SecretName } from "../../airflow/secret";
import type { Source } from "./source";
import { type Store, stored, type Worth } from "./stored";

/** HS512 wants keys of 64 bytes, and so do the web sessions; the rest are passwords. */
const LENGTH: Readonly<Record<string, number>> = { api: 64, jwt: 64 };
const PASSWORD_LENGTH = 32;

const WHAT: Readonly<Record<string, string>> = {
  "metadata-database": "Password of the metadata database",
  broker: "Password of the broker",
  admin: "Password of the first user of Airflow's UI",
  flower: "Password of Flower",
  fernet: "Key that encrypts connections and variables in the metadata database",
  api: "Key that signs sessions of Airflow's UI",
  jwt: "Key that signs the tokens of tasks",
};

/** Without its Fernet key an encrypted connection is lost; a database takes a new password with its next start. */
const KEPT: Readonly<Record<string, Worth>> = { fernet: "value", "metadata-database": "secret" };

/** A secret that is made once; replacing its version in Terraform makes another value. */
export function generated(scope: Construct, store: Store, name: SecretName): Source {
  const kind = kindOf(name);
  const value = random(scope, name, LENGTH[kind] ?? PASSWORD_LENGTH);
  return stored(scope, store, name, {
    description: describe(store, kind),
    value: kind === "fernet" ? fernetKey(value) : value,
    version: () => 1,
    kept: KEPT[kind] ?? "none",
  });
}

/** A secret of the deployment whose value Google makes. */
export const taken = (scope: Construct, store: Store, name: SecretName, value: string, version: number): Source =>
  stored(scope, store, name, { description: describe(store, kindOf(name)), value, version: () => version });

const kindOf = (name: SecretName): string => name.replace(/-[0-9]+$/, "");

const describe = ({ stack }: Store, kind: string): string => `${WHAT[kind] ?? kind} of ${stack}`;

/** Letters and digits only: the value goes into URLs and ini files unchanged. cdktf has no construct for `ephemeral`. */
function random(scope: Construct, name: SecretName, length: number): string {
  const stack = TerraformStack.of(scope);
  const address = `ephemeral.random_password.${name}`;
  stack.addOverride(address, { length, special: false });
  return ref(`${address}.result`, stack).toString();
}

/** A Fernet key is URL-safe base64 of 32 bytes, here of 32 letters and digits. */
const fernetKey = (text: string): string => Fn.replace(Fn.replace(Fn.base64encode(text), "+", "-"), "/", "_");
