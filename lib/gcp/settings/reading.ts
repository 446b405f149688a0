import type { Deployment } from "../../deployment/schema";
import type { GcpPoolSettings, GcpSettings } from "./settings";

/** A file of this target after reading: the neutral part and this target's own. */
export interface GcpReading {
  readonly deployment: Deployment;
  readonly settings: {
    readonly top: GcpSettings;
    readonly pools: Readonly<Record<string, GcpPoolSettings>>;
  };
}
