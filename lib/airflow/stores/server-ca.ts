import type { MetadataDatabasePart } from "../../deployment/schema/data";
import type { Endpoint } from "../endpoint";
import { located } from "../files/files";
import type { File } from "../workloads/service";

/** How the way to a server that the file names is encrypted. `root` is the project's folder. */
export function existingTls(tls: MetadataDatabasePart["tls"], root: string): Pick<Endpoint, "tls"> {
  if (tls === false) return {};
  return { tls: tls === true ? {} : { ca: { source: located(root, tls.ca) } } };
}

/** The file with the authority of a server that brings its own, where the target does not place it. */
export const deliveredCa = (at: Endpoint | undefined, target: string): readonly File[] =>
  at?.tls?.ca === undefined || at.tls.ca === "placed" ? [] : [{ target, ...at.tls.ca }];
