import { compose, imported, refusals } from "./importing";

const DATABASE = "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN";
const BROKER = "AIRFLOW__CELERY__BROKER_URL";
const withVariables = (environment: readonly string[], more: readonly string[] = [], top: readonly string[] = []) =>
  imported(compose({ environment, more, top }));

test.each([
  [
    "postgresql+psycopg2://ops:p%40ss%2Fword@db.example.com:5433/meta",
    { host: "db.example.com", port: 5433, name: "meta", user: "ops", password: { secret: "acme-metadata-database" } },
    "p@ss/word",
  ],
  [
    "mysql+mysqldb://airflow:hush@10.0.0.5/airflow",
    { engine: "mysql", host: "10.0.0.5", password: { secret: "acme-metadata-database" } },
    "hush",
  ],
])("an existing database: %s", (url, expected, password) => {
  const { value, secrets, text, report } = withVariables([`${DATABASE}: ${url}`]);
  expect(value["metadataDatabase"]).toEqual(expected);
  expect(secrets).toEqual([{ path: "secrets/acme-metadata-database", content: password }]);
  expect(text + JSON.stringify(report)).not.toContain(password);
});

test("a database of the same file is a server of ours, by any name that it has", () => {
  for (const [host, lines] of [
    ["postgres", "postgres: { image: 'postgres:16' }"],
    ["pg", "db: { image: 'postgres:16', container_name: pg }"],
    ["pg", "db: { image: 'postgres:16', networks: { default: { aliases: [pg] } } }"],
  ]) {
    const { value, secrets } = withVariables([`${DATABASE}: postgresql://af:pw@${host}:5432/meta`], [lines ?? ""]);
    expect(value["metadataDatabase"]).toEqual({ image: "postgres:16", name: "meta", user: "af" });
    expect(secrets).toEqual([]);
  }
});

test.each([
  ["postgres:latest", "is no version that Airflow is tested with"],
  ["postgres:9.6", "is no version that Airflow is tested with"],
  ["bitnami/postgresql:16", "is not the official Postgres"],
])("%s becomes our own default, said", (image, why) => {
  const { value, report } = withVariables(
    [`${DATABASE}: postgresql://airflow:pw@db/airflow`],
    [`db: { image: "${image}", ports: ["5432:5432"], volumes: ["./data:/var/lib/postgresql/data"] }`],
  );
  expect(value["metadataDatabase"]).toBeUndefined();
  const place = "docker-compose.yml:16 services.db";
  expect(report.changed).toContain(
    `${place}.image: ${image} ${why}: our own default is started; write metadataDatabase.image for another Postgres`,
  );
  expect(report.changed).toContain(
    `${place}: the metadata database begins empty, with a generated password; the data of db stays where it is: to take it over dump it there and restore it (docs/import.md)`,
  );
  expect(report.left).toEqual([
    `${place}.ports[0]: the database is not published to the host; use docker exec, or an existing server with metadataDatabase.host`,
  ]);
});

test("an address in one of compose's secrets is read from its file", () => {
  const text = compose({
    environment: [`${DATABASE}_CMD: cat /run/secrets/db_url`, "AIRFLOW__SMTP__SMTP_HOST_CMD: cat /run/secrets/host"],
    top: ["secrets:", "  db_url: { file: ./secrets/db }", "  host: { file: ./secrets/host }"],
  });
  const { value, secrets } = imported(text, {
    files: { "secrets/db": "postgresql://airflow:pw@db.example.com/airflow\n" },
  });
  expect(value["metadataDatabase"]).toEqual({ host: "db.example.com", password: { secret: "acme-metadata-database" } });
  expect(secrets).toEqual([{ path: "secrets/acme-metadata-database", content: "pw" }]);
  expect(value["airflow"]?.["options"]).toEqual({ smtp: { smtp_host: { file: "./secrets/host" } } });
});

test("addresses that a container understands otherwise", () => {
  const { report } = withVariables([
    `${DATABASE}: postgresql://airflow:pw@host.docker.internal/airflow?sslmode=require`,
    `${BROKER}: redis://cache:6379/0`,
  ]);
  const place = "docker-compose.yml:5 x-common.environment.AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: ";
  expect(report.left).toEqual([
    `${place}the parameters ?sslmode=... of the address; see airflow.options.database.sql_alchemy_connect_args`,
    "docker-compose.yml:6 x-common.environment.AIRFLOW__CELERY__BROKER_URL: cache may be a container elsewhere, which this deployment's network does not see; then write the address of its host to broker.host",
  ]);
});

test.each(["localhost", "127.0.0.1", "[::1]", "0.0.0.0"])("a server at %s is none that containers reach", (host) => {
  const text = compose({
    environment: [`${DATABASE}: postgresql://airflow:pw@${host}:5433/airflow`, `${BROKER}: redis://${host}:6379/1`],
  });
  const why = (key: string) =>
    `${host} is each container itself, so ${key} would lead nowhere; write host.docker.internal in its place, where the server must listen too, and import again`;
  expect(refusals(text)).toEqual([
    `docker-compose.yml:5 x-common.environment.${DATABASE}: ${why("metadataDatabase.host")}`,
    `docker-compose.yml:6 x-common.environment.${BROKER}: ${why("broker.host")}`,
  ]);
});

test("an IPv6 address comes in its brackets, with its port beside it", () => {
  const { value } = withVariables([
    `${DATABASE}: postgresql://airflow:pw@[2001:db8::1]:5433/airflow`,
    `${BROKER}: redis://[2001:db8::2]:6380/1`,
  ]);
  expect(value["metadataDatabase"]).toMatchObject({ host: "[2001:db8::1]", port: 5433 });
  expect(value["broker"]).toEqual({ host: "[2001:db8::2]", port: 6380, database: 1 });
});

test.each([
  ["redis://:@redis.example.com/0", { host: "redis.example.com" }, undefined],
  [
    "rediss://ops:s%3Acret@redis.example.com:6390/3",
    { host: "redis.example.com", port: 6390, database: 3, user: "ops", tls: true, password: { secret: "acme-broker" } },
    "s:cret",
  ],
])("an existing broker: %s", (url, expected, password) => {
  const { value, secrets } = withVariables([`${BROKER}: ${url}`]);
  expect(value["broker"]).toEqual(expected);
  expect(secrets).toEqual(password === undefined ? [] : [{ path: "secrets/acme-broker", content: password }]);
});

test("a broker of the same file, and its number of a database", () => {
  const { value } = withVariables([`${BROKER}: redis://:pw@redis:6379/1`], ["redis: { image: 'redis:7.4' }"]);
  expect(value["broker"]).toEqual({ image: "redis:7.4", database: 1 });
});

test("RabbitMQ is not carried", () => {
  const { value, report } = withVariables([`${BROKER}: amqp://guest:guest@mq:5672/`], ["mq: { image: 'rabbitmq:3' }"]);
  expect(value["broker"]).toBeUndefined();
  expect(report.changed).toContain(
    "docker-compose.yml:5 x-common.environment.AIRFLOW__CELERY__BROKER_URL: the broker was amqp; a Redis of our own takes its place, " +
      "and tasks that wait in the old one stay there: let it run empty first",
  );
  expect(report.left).toEqual([
    "docker-compose.yml:16 services.mq: a broker other than Redis or Valkey cannot be used here; nothing else of Airflow needs it",
  ]);
});

test("other services are listed, with who names them", () => {
  const { report } = withVariables(
    [
      `${DATABASE}: postgresql://airflow:pw@postgres/airflow`,
      "S3_ENDPOINT: http://minio:9000",
      "WAREHOUSE_HOST: postgres",
    ],
    ["minio: { image: 'minio/minio:1' }", "postgres: { image: 'postgres:16' }", "other: { image: 'postgres:16' }"],
  );
  expect(report.left).toEqual([
    "docker-compose.yml:18 services.minio: it is no part of Airflow (minio/minio:1): keep it in a compose file of its own; " +
      "S3_ENDPOINT named it: give it a published port and write the address of this host there",
    "docker-compose.yml:19 services.postgres: WAREHOUSE_HOST named it; it is called metadata-database now, with another password: keep data of your own on a server of your own",
    "docker-compose.yml:20 services.other: it is not Airflow's own database (postgres:16): keep it in a compose file of its own, with a published port",
  ]);
});

test("the short variables of docker-airflow name servers elsewhere, too", () => {
  const { value, secrets } = imported(
    compose({
      image: "puckel/docker-airflow:1.10.9",
      environment: [
        "POSTGRES_HOST: db.example.com",
        "POSTGRES_USER: ops",
        "POSTGRES_PASSWORD: 'p@ss'",
        "REDIS_HOST: redis.example.com",
        "REDIS_PASSWORD: hush",
        "LOAD_EX: y",
      ],
    }),
    { asked: { airflow: "3.3.2" } },
  );
  expect(value["metadataDatabase"]).toEqual({
    host: "db.example.com",
    port: 5432,
    user: "ops",
    password: { secret: "acme-metadata-database" },
  });
  expect(value["broker"]).toEqual({ host: "redis.example.com", database: 1, password: { secret: "acme-broker" } });
  expect(value["airflow"]).toEqual({ version: "3.3.2", options: { core: { load_examples: true } } });
  expect(secrets.map(({ content }) => content)).toEqual(["p@ss", "hush"]);
});

test("SQLite and no address at all: a Postgres of ours, said", () => {
  const said = /a Postgres of our own is started; write metadataDatabase\.host for an existing one/;
  for (const lines of [[], [`${DATABASE}: sqlite:////opt/airflow/airflow.db`]]) {
    const { value, report } = withVariables(lines);
    expect(value["metadataDatabase"]).toBeUndefined();
    expect(report.changed.join()).toMatch(said);
  }
});

const DATABASE_URL = `${DATABASE}: postgresql://airflow:pw@db/airflow`;

test.each([
  ["-c max_connections=300", 300, []],
  ["postgres -c max_connections=300 -c shared_buffers=1GB", 300, ["shared_buffers"]],
  ["postgres -N 300 --work-mem=8MB", 300, ["work_mem"]],
  ["postgres -c max_connections=100", undefined, []],
  ["postgres -c max_connections=5", undefined, ["max_connections"]],
  ["docker-entrypoint.sh postgres -cmax_connections=300 -B 5", 300, ["-B"]],
])("Postgres' command %s", (command, connections, listed) => {
  const { value, report } = withVariables([DATABASE_URL], [`db: { image: "postgres:16", command: ${command} }`]);
  expect(value["metadataDatabase"]?.["maxConnections"]).toBe(connections);
  expect(report.left).toEqual(
    listed.map(
      (name) =>
        `docker-compose.yml:16 services.db.command: setting ${name}; our own Postgres has its defaults; run a server of your own and write metadataDatabase.host to keep it`,
    ),
  );
});

test.each([
  ["redis-server --requirepass hush", []],
  ["redis-server --requirepass hush --maxmemory 1gb --appendonly yes", ["maxmemory", "appendonly"]],
  ["redis-server /etc/redis.conf", ["of the file redis.conf"]],
  ['sh -c "redis-server --requirepass hush --port 6380"', ["port"]],
])("Redis' command %s", (command, listed) => {
  const { report } = withVariables(
    [`${BROKER}: redis://:hush@redis:6379/0`],
    [`redis: { image: "redis:7", command: ${JSON.stringify(command)} }`],
  );
  expect(report.left).toEqual(
    listed.map(
      (name) =>
        `docker-compose.yml:16 services.redis.command: setting ${name}; our own Redis has settings of its own; run a server of your own and write broker.host to keep it`,
    ),
  );
});

test("MySQL of the file: the engine changes, and its dump is not read", () => {
  const { value, report } = withVariables(
    [`${DATABASE}: mysql+mysqldb://airflow:pw@db/airflow`],
    ["db: { image: 'mysql:8.4', environment: { MYSQL_USER: airflow } }"],
  );
  expect(value["metadataDatabase"]).toBeUndefined();
  expect(report.changed).toContain(
    "docker-compose.yml:16 services.db: the engine changes from MySQL to Postgres, since our own server on Docker is Postgres: " +
      "it begins empty, and a dump of MySQL is not read by Postgres; to keep MySQL and its data run it on its own and write " +
      "metadataDatabase: { engine: mysql, host: ADDRESS, password: { secret: NAME } }",
  );
});

test("servers that Airflow does not use, also where it uses none of the file", () => {
  const { report } = withVariables(
    [`${DATABASE}: postgresql://airflow:pw@db.example.com/airflow`, `${BROKER}: redis://r.example.com/0`],
    [
      "cache: { image: 'valkey/valkey:8', command: valkey-server --x 1 }",
      "app: { image: 'postgres:16', mem_limit: 1g }",
    ],
  );
  expect(report.left).toEqual([
    "docker-compose.yml:17 services.cache: it is not Airflow's own broker (valkey/valkey:8): keep it in a compose file of its own, with a published port",
    "docker-compose.yml:18 services.app: it is not Airflow's own database (postgres:16): keep it in a compose file of its own, with a published port",
  ]);
});

test("Sentinel's several addresses are said", () => {
  const { value, report } = withVariables(
    [`${BROKER}: sentinel://:pw@s1:26379;sentinel://s2:26379`],
    ["redis: { image: 'redis:7' }"],
  );
  expect(value["broker"]).toBeUndefined();
  expect(report.changed).toContain(
    "docker-compose.yml:5 x-common.environment.AIRFLOW__CELERY__BROKER_URL: the broker was sentinel with an address that is not one of Redis; " +
      "a Redis of our own takes its place, and tasks that wait in the old one stay there: let it run empty first",
  );
});

test("a server by the name that a link gives it", () => {
  const { value } = withVariables(
    [`${DATABASE}: postgresql://airflow:pw@postgres/airflow`],
    ["db: { image: 'postgres:16' }", "other: { image: 'alpine:3', links: [ 'db:postgres' ] }"],
  );
  expect(value["metadataDatabase"]).toEqual({ image: "postgres:16" });
});

test("parameters and TLS of an address of our own broker, and results elsewhere", () => {
  const { report } = withVariables(
    [
      `${DATABASE}: postgresql://airflow:pw@db/airflow?sslmode=disable`,
      `${BROKER}: rediss://:pw@redis:6379/0?ssl_cert_reqs=none`,
      "AIRFLOW__CELERY__RESULT_BACKEND: db+postgresql://airflow:pw@db/results",
    ],
    ["db: { image: 'postgres:16' }", "redis: { image: 'redis:7' }"],
  );
  const place = "docker-compose.yml:6 x-common.environment.AIRFLOW__CELERY__BROKER_URL: ";
  expect(report.left).toEqual([
    "docker-compose.yml:5 x-common.environment.AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: the parameters ?sslmode=... of the address; see airflow.options.database.sql_alchemy_connect_args",
    `${place}the parameters ?ssl_cert_reqs=... of the address; the server's certificate is always checked`,
  ]);
  expect(report.changed).toEqual(
    expect.arrayContaining([
      `${place}the way to our own Redis is not encrypted; it does not leave the deployment's network`,
      "docker-compose.yml:7 x-common.environment.AIRFLOW__CELERY__RESULT_BACKEND: Celery's results had a database of their own; now they are in the metadata database",
    ]),
  );
});
