import type { Encryption } from "./encryption";
import type { Network } from "./network";
import type { Secrets } from "./secrets";
import type { SecurityGroups } from "./security-groups";
import type { AwsSettings } from "./settings";

/** What everything of a stack shares. */
export interface Place {
  readonly stack: string;
  readonly settings: AwsSettings;
  readonly encryption: Encryption;
  readonly network: Network;
  readonly securityGroups: SecurityGroups;
  readonly secrets: Secrets;
}
