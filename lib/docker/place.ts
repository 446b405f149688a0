import type { Network } from "./network";
import type { Secrets } from "./secrets";

/** What every container of a stack shares. */
export interface Place {
  readonly stack: string;
  readonly network: Network;
  readonly secrets: Secrets;
}
