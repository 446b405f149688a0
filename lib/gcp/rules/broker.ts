import { brokerInTheClear } from "../../airflow/rules/network/in-the-clear";
import { ownBroker } from "../../airflow/rules/servers/own-broker";
import type { BrokerPart } from "../../deployment/schema/data";
import type { Finding } from "../../deployment/words/finding";
import type { MemorystoreSettings } from "../settings/data";
import type { GcpReading } from "../settings/settings";

/** Our own broker, on the master or on Memorystore, or an existing one. */
export function broker({ deployment }: GcpReading): readonly Finding[] {
  const { broker: part } = deployment;
  if (part.host === undefined)
    return [
      ...ownBroker(part),
      ...(deployment.memorystore === false ? [] : onMemorystore(part, deployment.memorystore)),
    ];
  return [
    ...(deployment.memorystore === false ? [] : [{ path: ["memorystore"], message: UNUSED }]),
    ...brokerInTheClear(part),
  ];
}

const UNUSED = "broker.host names an existing server, so none is made; remove memorystore:, or host:";
const at = (key: keyof BrokerPart, message: string): Finding => ({ path: ["broker", key], message });

const onMemorystore = (
  { image, password }: BrokerPart,
  { highAvailability }: MemorystoreSettings,
): readonly Finding[] => [
  ...(image === undefined
    ? []
    : [at("image", "Memorystore runs our own broker, so it has no image; leave image: out")]),
  ...(password === undefined
    ? []
    : [
        at(
          "password",
          "Memorystore makes the password itself and takes none; leave password: out, or remove memorystore:",
        ),
      ]),
  ...(highAvailability
    ? []
    : [
        {
          path: ["memorystore", "highAvailability"],
          kind: "notice" as const,
          message:
            "without a copy the server's outage stops all queues, and tasks that wait there are lost; write highAvailability: true",
        },
      ]),
];
