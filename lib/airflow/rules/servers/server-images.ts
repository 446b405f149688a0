import type { Deployment } from "../../../deployment/schema/schema";
import { SERVER_IMAGES } from "../../../deployment/usual";
import type { Finding } from "../../../deployment/words/finding";

/** Programs by the last part of an image's repository: those that everybody knows, and no image of somebody's own. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/^(postgres|postgresql|postgresql-repmgr|postgis|timescaledb|timescaledb-ha|pgvector)$/, "Postgres"],
  [/^(mysql|mysql-server|community-server|percona|percona-server)$/, "MySQL"],
  [/^(mariadb|mariadb-galera)$/, "MariaDB"],
  [/^(redis|redis-stack|redis-stack-server|valkey|keydb|dragonfly)$/, "Redis"],
  [/^(redis-sentinel|valkey-sentinel)$/, "Redis Sentinel"],
  [/^(redis-cluster|valkey-cluster)$/, "Redis Cluster"],
  [/^(pgbouncer|pgpool)$/, "a pool of connections"],
  [/^rabbitmq(-server)?$/, "RabbitMQ"],
  [/^(kafka|cp-kafka|redpanda)$/, "Kafka"],
  [/^(activemq|activemq-classic|activemq-artemis|artemis)$/, "ActiveMQ"],
  [/^(nats|nats-streaming|pulsar|mosquitto|emqx|nsq|localstack|elasticmq|elasticmq-native)$/, "another broker"],
  [/^memcached$/, "Memcached"],
  [/^(mongo|mongodb|mssql|oracle|cassandra|cockroach|clickhouse-server)$/, "another database"],
];

const nameOf = (image: string): string => image.split("@")[0]?.split("/").at(-1)?.split(":")[0] ?? "";

const programOf = (image: string): string | undefined => PROGRAMS.find(([known]) => known.test(nameOf(image)))?.[1];

/** Images of our own servers that hold another program than the one that is started in them. */
export const serverImages = ({ broker, metadataDatabase }: Deployment): readonly Finding[] => [
  ...queueServer(broker.image),
  ...database(metadataDatabase.image, metadataDatabase.engine),
];

function queueServer(image: string | undefined): readonly Finding[] {
  const program = image === undefined ? undefined : programOf(image);
  if (program === undefined || program === "Redis") return [];
  return [
    {
      path: ["broker", "image"],
      message: `${image} is ${program}, and tasks go through Redis or Valkey alone; write ${SERVER_IMAGES.redis} or leave image: out`,
    },
  ];
}

const ENGINES = { postgres: "Postgres", mysql: "MySQL" } as const;
const OTHER = { postgres: "mysql", mysql: "postgres" } as const;

function database(image: string | undefined, engine: keyof typeof ENGINES): readonly Finding[] {
  const program = image === undefined ? undefined : programOf(image);
  if (program === undefined || program === ENGINES[engine]) return [];
  const fits = program === ENGINES[OTHER[engine]] ? `, or write engine: ${OTHER[engine]} for this one` : "";
  return [
    {
      path: ["metadataDatabase", "image"],
      message: `${image} is ${program}, and engine: is ${engine}; write ${SERVER_IMAGES[engine]} or leave image: out${fits}`,
    },
  ];
}
