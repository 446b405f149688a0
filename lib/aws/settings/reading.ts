import type { Deployment } from "../../deployment/schema";
import type { AwsPoolSettings, AwsSettings } from "./settings";

/** A file of this target after reading: the neutral part and this target's own. */
export interface AwsReading {
  readonly deployment: Deployment;
  readonly settings: {
    readonly top: AwsSettings;
    readonly pools: Readonly<Record<string, AwsPoolSettings>>;
  };
}
