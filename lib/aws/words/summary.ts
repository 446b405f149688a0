import { buildWords } from "../../airflow/words/build-words";
import type { Statement } from "../../airflow/words/built";
import type { AwsReading } from "../settings/settings";

/**
 * What this target runs in place of images: its servers, and the processors that Airflow runs on.
 * @param reference the image of every process
 */
export function summary({ deployment }: AwsReading, reference: string): Statement[] {
  const { rds, elastiCache, architecture, metadataDatabase, broker } = deployment;
  const standby = rds.multiAz ? "with a standby in another zone" : "in one zone";
  const copies = elastiCache.replicas === 0 ? "without a copy" : `with ${many(elastiCache.replicas)} in other zones`;
  const { image } = deployment.airflow;
  return [
    ...(typeof image === "object"
      ? [{ name: "Image", value: `${buildWords(image.build)}: ${reference}`, path: IMAGE }]
      : []),
    ...(metadataDatabase.host === undefined
      ? [
          {
            name: "Metadata database",
            value: `our own Postgres ${rds.version} on Amazon RDS, ${rds.class}, ${standby}`,
            path: ["metadataDatabase"],
          },
        ]
      : []),
    ...(broker.host === undefined
      ? [
          {
            name: "Broker",
            value: `our own ${elastiCache.engine} on Amazon ElastiCache, ${elastiCache.node}, ${copies}`,
            path: ["broker"],
          },
        ]
      : []),
    { name: "Processor", value: `${architecture}, on Fargate`, path: ["architecture"] },
    { name: "Terraform's state", value: stateOf(deployment), path: ["state"] },
  ];
}

const IMAGE = ["airflow", "image"];

const many = (copies: number): string => (copies === 1 ? "a copy" : `${copies} copies`);

const stateOf = ({ state, region }: AwsReading["deployment"]): string =>
  `bucket ${state.bucket}${state.region === undefined || state.region === region ? "" : ` in ${state.region}`}`;
