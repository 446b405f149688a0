import type { Deployment } from "../../deployment/schema/schema";
import type { Danger } from "../words/built";
import { danger, notice } from "../words/danger";

/** Dangers of servers that the file names, the same on every cloud. */
export function existingServers({ metadataDatabase, broker }: Deployment): Danger[] {
  const database = metadataDatabase.host !== undefined && metadataDatabase.tls === false;
  const anybody = broker.host !== undefined && broker.password === undefined;
  return [
    ...(database
      ? [
          notice(
            "The existing database: passwords and data can be read on the way",
            "Write tls: true, or tls: { ca: PATH }",
            ["metadataDatabase"],
          ),
        ]
      : []),
    ...(anybody
      ? [
          danger(
            `The existing broker: whoever reaches ${broker.host} can send tasks`,
            "Write password: { secret: NAME }",
            ["broker", "host"],
          ),
        ]
      : []),
    ...(broker.host !== undefined && !broker.tls
      ? [notice("The existing broker: what goes to it can be read on the way", "Write tls: true", ["broker"])]
      : []),
  ];
}
