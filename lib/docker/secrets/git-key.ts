import { type Precondition, TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { Fn } from "../../encode/functions";
import { expression } from "../../encode/reference";

/** How keys begin that ssh takes as they are; the base64 is of openssh-key-v1 with the cipher `none`. Source: PROTOCOL.key. */
const PLAIN =
  "^-----BEGIN (OPENSSH PRIVATE KEY-----\\r?\\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ|((RSA|EC) )?PRIVATE KEY-----)";

const REFUSED =
  "airflow.dags.credentials.sshKey must be a private key of OpenSSH or in PEM, without a passphrase, because nobody can type it. Take the passphrase off a copy of it with ssh-keygen -p, or make a key of its own for this deployment with ssh-keygen -t ed25519 -N ''.";

/** A private key for ssh. */
export interface GitKey {
  /** With Unix' line ends, also after the last line. */
  readonly file: string;
  /** Stops a plan with a key that nobody could type the passphrase of. The value is not shown. */
  readonly usable: Precondition;
}

/** @param value of the secret, as an expression */
export function gitKey(scope: Construct, value: string): GitKey {
  // A condition must refer to something; a sensitive one, so that a refusal does not show it. No state holds it.
  const local = new TerraformLocal(scope, "ssh-key", value);
  local.overrideLogicalId("git-key");
  const key = local.asString;
  return {
    file: Fn.join("", [Fn.replace(key, "\r\n", "\n"), "\n"]),
    usable: {
      condition: expression`can(regex(${PLAIN}, ${key})) && !can(regex("ENCRYPTED", ${key}))`,
      errorMessage: REFUSED,
    },
  };
}
