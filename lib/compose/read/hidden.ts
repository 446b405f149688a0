import { looksSecret } from "../../deployment/secret/judge";

/** Last words of a name that people give to secrets, and that a deployment file itself does not refuse. */
const LAST = /(^|[_-])(pass|pswd|pw|creds?|dsn|salt|key)$/i;

/**
 * Why a value of the compose file is kept out of the deployment file; undefined: it is not. More is kept out than a
 * deployment file refuses: a needless secret costs a small file, a password in the file is in git for ever.
 */
export const hidden = (name: string, value: string): string | undefined =>
  looksSecret(name, value) ??
  (LAST.test(name) && !/^(true|false|none)?$/i.test(value) ? `"${name}" sounds like a secret` : undefined);
