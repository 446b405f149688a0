import type { ITerraformDependable } from "cdktf";
import type { Identities } from "../identities/identities";
import type { Discovery } from "../network/discovery";
import type { Network } from "../network/network";
import type { Secrets } from "../secrets/secrets";
import type { GcpFile } from "../settings/settings";

/** What everything of a stack shares. */
export interface Place {
  readonly stack: string;
  readonly settings: GcpFile;
  readonly network: Network;
  readonly discovery: Discovery;
  readonly identities: Identities;
  readonly secrets: Secrets;
  /** Google's services that must be on before anything is made. */
  readonly after: readonly ITerraformDependable[];
}
