import type { BrokerPart, MetadataDatabasePart } from "../../../deployment/schema/data";
import type { Finding } from "../../../deployment/words/finding";

/** An existing database that is reached without TLS. */
export function databaseInTheClear({ engine, tls }: MetadataDatabasePart): readonly Finding[] {
  if (tls !== false) return [];
  const remedy =
    engine === "postgres"
      ? "write tls: true, or tls: { ca: PATH } with the authority of its certificate"
      : "keep MySQL in the same network, or take Postgres with tls: true";
  return [
    {
      path: ["metadataDatabase"],
      kind: "notice",
      message: `passwords and data cross the network in the clear; ${remedy}`,
    },
  ];
}

/** An existing broker that is reached without TLS. */
export const brokerInTheClear = ({ tls }: BrokerPart): readonly Finding[] =>
  tls
    ? []
    : [
        {
          path: ["broker"],
          kind: "notice",
          message: "tasks and the password cross the network in the clear; write tls: true",
        },
      ];
