import type { Statement } from "../../airflow/words/built";
import type { Deployment } from "../../deployment/schema/schema";
import { SERVER_IMAGES } from "../../deployment/usual";
import type { CloudSqlSettings, MemorystoreSettings } from "../settings/data";
import type { GcpReading } from "../settings/settings";

type Engine = Deployment["metadataDatabase"]["engine"];

/** What Cloud SQL runs when the file names no version. */
const VERSIONS: Readonly<Record<Engine, string>> = { postgres: "POSTGRES_17", mysql: "MYSQL_8_4" };

/** Servers of our own: on the master, or as Google runs them. Nothing of those that exist. */
export function servers({ deployment }: GcpReading): Statement[] {
  const { metadataDatabase: database, broker } = deployment;
  const onMaster = (image: string) => `our own ${image} on the master's data disk`;
  return [
    ...(database.host === undefined
      ? [
          {
            name: "Metadata database",
            value:
              deployment.cloudSql === false
                ? onMaster(database.image ?? SERVER_IMAGES[database.engine])
                : cloudSqlWords(database.engine, deployment.cloudSql),
            path: ["metadataDatabase"],
          },
        ]
      : []),
    ...(broker.host === undefined
      ? [
          {
            name: "Broker",
            value:
              deployment.memorystore === false
                ? onMaster(broker.image ?? SERVER_IMAGES.redis)
                : memorystoreWords(deployment.memorystore),
            path: ["broker"],
          },
        ]
      : []),
  ];
}

const cloudSqlWords = (engine: Engine, { version, tier, highAvailability }: CloudSqlSettings): string =>
  `our own ${called(version ?? VERSIONS[engine])} on Cloud SQL, ${tier}, ${highAvailability ? "with a standby in another zone" : "in one zone"}`;

/** `POSTGRES_17` as people say it. */
const called = (version: string): string =>
  version.replace("POSTGRES_", "Postgres ").replace("MYSQL_", "MySQL ").replaceAll("_", ".");

const memorystoreWords = ({ memory, highAvailability }: MemorystoreSettings): string =>
  `our own Redis on Memorystore, ${memory} GiB, ${highAvailability ? "with a copy in another zone" : "without a copy"}`;
