import type { Network } from "../network/network";
import type { Secrets } from "../secrets/secrets";

/** What every container of a stack shares. */
export interface Place {
  readonly stack: string;
  readonly network: Network;
  readonly secrets: Secrets;
}
