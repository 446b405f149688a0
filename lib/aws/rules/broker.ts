import { isDeepStrictEqual } from "node:util";
import { brokerInTheClear } from "../../airflow/rules/network/in-the-clear";
import { ownBroker } from "../../airflow/rules/servers/own-broker";
import type { BrokerPart } from "../../deployment/schema/data";
import type { Finding } from "../../deployment/words/finding";
import { type ElastiCacheSettings, elastiCache } from "../settings/data";
import type { AwsReading } from "../settings/settings";

/** Our own broker on ElastiCache, or an existing one. */
export function broker({ deployment }: AwsReading): readonly Finding[] {
  const { broker: part } = deployment;
  return part.host === undefined
    ? own(part, deployment.elastiCache)
    : [...unused(deployment.elastiCache), ...brokerInTheClear(part)];
}

function own(part: BrokerPart, { replicas }: ElastiCacheSettings): readonly Finding[] {
  const { image, password } = part;
  return [
    ...(image === undefined
      ? []
      : [
          {
            path: ["broker", "image"],
            message:
              "ElastiCache runs our own broker, so it has no image; leave image: out and write elastiCache.engine",
          },
        ]),
    ...ownBroker(part),
    ...(password === undefined
      ? []
      : [
          {
            path: ["broker", "password"],
            kind: "notice" as const,
            // Source: Amazon ElastiCache, "Authenticating with the Valkey and Redis OSS AUTH command".
            message:
              "ElastiCache takes 16 to 128 letters, digits and ! & # $ ^ < > -; leave password: out to have one made",
          },
        ]),
    ...(replicas > 0
      ? []
      : [
          {
            path: ["elastiCache", "replicas"],
            kind: "notice" as const,
            message:
              "without a copy the node's outage stops all queues, and tasks that wait there are lost; write replicas: 1",
          },
        ]),
  ];
}

const unused = (settings: ElastiCacheSettings): readonly Finding[] =>
  isDeepStrictEqual(settings, elastiCache.parse({}))
    ? []
    : [
        {
          path: ["elastiCache"],
          message: "broker.host names an existing server, so none is made; remove elastiCache:, or host:",
        },
      ];
