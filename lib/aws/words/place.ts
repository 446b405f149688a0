import type { Network } from "../network/network";
import type { SecurityGroups } from "../network/security-groups";
import type { Encryption } from "../secrets/encryption";
import type { Secrets } from "../secrets/secrets";
import type { AwsFile } from "../settings/settings";

/** What everything of a stack shares. */
export interface Place {
  readonly stack: string;
  readonly settings: AwsFile;
  readonly encryption: Encryption;
  readonly network: Network;
  readonly securityGroups: SecurityGroups;
  readonly secrets: Secrets;
}
