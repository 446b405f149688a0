import { Bytes } from "@cdktf/provider-random/lib/bytes";
import { Password } from "@cdktf/provider-random/lib/password";
import { Construct } from "constructs";
import { kindOf, lengthOf } from "../../airflow/secrets/generated-secret";
import type { Hole, SecretName, Text } from "../../airflow/secrets/secret";
import type { SecretReference } from "../../deployment/schema/scalars";
import { Fn } from "../../encode/functions";
import { secretFile } from "../../encode/paths";
import { argument } from "../../encode/terraform";

const FERNET_BYTES = 32;

/** A secret that the file refers to: read by Terraform when it plans, never by synth. */
const given = ({ secret, file, key }: SecretReference): string =>
  Fn.sensitive(secretFile(file ?? `secrets/${secret}`, key));

/**
 * Makes each secret once, keeps it in Terraform's state, and fills it into text. On Docker the state is the only
 * store there is: it is kept outside cdktf.out, readable by its owner only.
 */
export class Secrets extends Construct {
  private readonly made = new Map<SecretName, string>();

  /** The secret as an expression. */
  value(filler: Hole): string {
    const plain = "given" in filler ? given(filler.given) : this.generated(filler.secret);
    if (filler.encode === "json") return Fn.jsonencode(plain);
    // Terraform writes a space as `+`, as in a query; before the `@` of a URL it must be %20.
    return filler.encode === "url" ? Fn.replace(Fn.urlencode(plain), "+", "%20") : plain;
  }

  /** The whole text as an expression. */
  text(text: Text): string {
    return Fn.join(
      "",
      text.map((part) => (typeof part === "string" ? argument(part) : this.value(part))),
    );
  }

  private generated(name: SecretName): string {
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const value = kindOf(name) === "fernet" ? this.fernetKey(name) : this.password(name);
    this.made.set(name, value);
    return value;
  }

  private password(name: SecretName): string {
    // No special characters: the value goes into URLs and ini files unchanged.
    const password = new Password(this, name, { length: lengthOf(name), special: false });
    password.overrideLogicalId(name);
    return password.result;
  }

  /** A Fernet key is URL-safe base64 of 32 bytes. */
  private fernetKey(name: SecretName): string {
    const bytes = new Bytes(this, name, { length: FERNET_BYTES });
    bytes.overrideLogicalId(name);
    return Fn.replace(Fn.replace(bytes.base64, "+", "-"), "/", "_");
  }
}
