import { serverImages } from "../../../../lib/airflow/rules/servers/server-images";
import { deployment } from "../deployment";

const said = (sections: Readonly<Record<string, unknown>>) =>
  serverImages(deployment(sections)).map(({ path, message }) => `${path.join(".")}: ${message}`);

test.each([
  "redis:7.2",
  "valkey/valkey:8",
  "registry.test:5000/redis:8",
  "bitnami/redis:7.2",
  "eqalpha/keydb:6.3",
  "acme/rabbitmq-free-redis:1",
  "acme/queue:1",
])("%s may serve tasks", (image) => {
  expect(said({ broker: { image } })).toEqual([]);
});

test.each([
  ["rabbitmq:3", "RabbitMQ"],
  ["docker.io/bitnami/rabbitmq:3.13", "RabbitMQ"],
  ["rabbitmq:3-management", "RabbitMQ"],
  ["apache/kafka:3.7.0", "Kafka"],
  ["memcached:1.6", "Memcached"],
  ["bitnami/redis-sentinel:7.2", "Redis Sentinel"],
  ["postgres:17", "Postgres"],
  [`rabbitmq@sha256:${"0".repeat(64)}`, "RabbitMQ"],
])("%s does not serve tasks", (image, program) => {
  expect(said({ broker: { image } })).toEqual([
    `broker.image: ${image} is ${program}, and tasks go through Redis or Valkey alone; write redis:8 or leave image: out`,
  ]);
});

test.each([
  ["postgres", "postgres:16"],
  ["postgres", "registry.test/postgres:16"],
  ["postgres", "postgis/postgis:17-3.5"],
  ["postgres", "acme/mysql-and-more:1"],
  ["mysql", "mysql:8.4"],
])("engine: %s goes with %s", (engine, image) => {
  expect(said({ metadataDatabase: { engine, image } })).toEqual([]);
});

test.each([
  ["postgres", "mysql:8.4", "MySQL", "postgres:17 or leave image: out, or write engine: mysql for this one"],
  ["mysql", "postgres:17", "Postgres", "mysql:8.4 or leave image: out, or write engine: postgres for this one"],
  ["mysql", "mariadb:11", "MariaDB", "mysql:8.4 or leave image: out"],
  ["postgres", "redis:8", "Redis", "postgres:17 or leave image: out"],
  ["postgres", "edoburu/pgbouncer:1.23", "a pool of connections", "postgres:17 or leave image: out"],
])("engine: %s does not go with %s", (engine, image, program, remedy) => {
  expect(said({ metadataDatabase: { engine, image } })).toEqual([
    `metadataDatabase.image: ${image} is ${program}, and engine: is ${engine}; write ${remedy}`,
  ]);
});
