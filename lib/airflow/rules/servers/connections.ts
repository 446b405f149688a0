import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { budget } from "../../derived/connection-budget";
import type { Release } from "../../releases/release";

/** The sum against what the server accepts; nothing is said of an existing server whose limit the file does not name. */
export function connections(deployment: Deployment, release: Release): readonly Finding[] {
  const { host } = deployment.metadataDatabase;
  const { shares, kept, total, limit } = budget(deployment, release);
  if (limit === undefined || total <= limit) return [];
  const message =
    `the metadata database accepts ${limit} connections, and this file needs ${total} when all of it is busy: ` +
    `${shares.map(({ who, connections }) => `${who} ${connections}`).join(", ")}, kept free ${kept}. ` +
    (host === undefined
      ? `Write maxConnections: ${roundedUp(total)}, or fewer replicas or less concurrency`
      : "Write fewer replicas or less concurrency, or raise the server's limit and maxConnections here");
  return [{ path: ["metadataDatabase", "maxConnections"], message }];
}

const roundedUp = (connections: number): number => Math.ceil(connections / 50) * 50;
