import type { Precondition } from "cdktf";
import { Fn } from "../encode/functions";
import { expression } from "../encode/reference";

/** How keys begin that ssh takes as they are; the base64 is of openssh-key-v1 with the cipher `none`. Source: PROTOCOL.key. */
const PLAIN =
  "^-----BEGIN (OPENSSH PRIVATE KEY-----\\r?\\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ|((RSA|EC) )?PRIVATE KEY-----)";

/** Stops a plan with a key that nobody could type the passphrase of. The value is not shown. */
export const usableKey = (value: string): Precondition => ({
  condition: expression`can(regex(${PLAIN}, ${value})) && !can(regex("ENCRYPTED", ${value}))`,
  errorMessage:
    "airflow.dags.credentials.sshKey must be a private key of OpenSSH or in PEM, without a passphrase, because nobody can type it. Take the passphrase off a copy of it with ssh-keygen -p, or make a key of its own for this deployment with ssh-keygen -t ed25519 -N ''.",
});

/** The key as ssh takes it: with Unix' line ends, also after the last line. */
export const keyFile = (value: string): string => Fn.join("", [Fn.replace(value, "\r\n", "\n"), "\n"]);
