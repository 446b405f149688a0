import { z } from "zod";
import type { Reading } from "../../deployment/read";
import type { Deployment } from "../../deployment/schema";
import { type DockerPoolSettings, type DockerSettings, shape } from "./settings";

/** A file of this target after reading: the neutral part and Docker's own. */
export interface DockerReading {
  readonly deployment: Deployment;
  readonly settings: {
    readonly top: { readonly docker: DockerSettings };
    readonly pools: Readonly<Record<string, DockerPoolSettings>>;
  };
}

const top = z.object(shape.top);
const pools = z.record(z.string(), z.object(shape.pool));

/**
 * The Docker reading out of one that may be of any target.
 * @throws when the file was not read with this target's shape
 */
export const dockerReading = ({ deployment, settings }: Reading): DockerReading => ({
  deployment,
  settings: { top: top.parse(settings.top), pools: pools.parse(settings.pools) },
});
