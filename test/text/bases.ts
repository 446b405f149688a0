/**
 * Good files that have, together, text at every place of the schema: a place that is in none of them fails the test. Values
 * are what the place takes at its shortest.
 */
const SHARED = `
  options:
    custom: { plain: x, secret: { secret: s1, key: k }, file: { file: ./f1 }, said: { plain: x, because: reason } }
  environment: { PLAIN: x, SECRET: { secret: s2, key: k }, FILE: { file: ./f2 }, SAID: { plain: x, because: reason } }
  connections: { first: { secret: s3, key: k }, second: { file: ./f3 } }
  variables: { plain: x, secret: { secret: s4, key: k }, file: { file: ./f4 }, said: { plain: x, because: reason } }
  slotPools: { some: { slots: 1, description: x } }
  maxTaskDuration: 1h
  timezone: utc
  envFile: ./env`;

const FILES = `
  files: { plugins: ./plugins, webserverConfig: ./webserver_config.py, localSettings: ./settings.py }`;

const PROCESSES = `
scheduler: { memory: 2GiB }
dagProcessor: { memory: 2GiB }
triggerer: { memory: 2GiB }`;

const PROXY =
  "proxy: { http: 'http://p.example.com:3128', https: 'http://p.example.com:3128', noProxy: [corp.example.com] }";
const OWN_FLOWER = "flower: { username: ops, memory: 1GiB, password: { secret: s6, key: k } }";
const FILE_FLOWER = "flower: { username: ops, password: { file: ./f6 } }";

const DATABASE =
  "metadataDatabase: { host: db.example.com, name: airflow, user: airflow, password: { secret: s7, key: k }, tls: { ca: ./ca.pem } }";
const BROKER =
  "broker: { host: redis.example.com, user: airflow, tls: { ca: ./redis.pem }, password: { secret: s8, key: k } }";
const ADMIN = "\n  admin: { username: ops, email: ops@example.com, password: { secret: s5, key: k } }";
const ADMIN_FILE = "\n  admin: { password: { file: ./f5 } }";
const WORKERS_ENVIRONMENT =
  "environment: { PLAIN: x, SECRET: { secret: s9, key: k }, FILE: { file: ./f9 }, SAID: { plain: x, because: reason } }";
const POOL = `queues: [default], maxTaskDuration: 1h, maxMemoryPerChild: 1GiB, memory: 4GiB, concurrency: 2, ${WORKERS_ENVIRONMENT}`;
const GIT = (password: string) =>
  `\n  dags: { git: "https://example.com/d.git", ref: main, subdir: dags, every: 60s, credentials: { username: git, password: ${password} } }`;

const HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICoGkz8wdCQHfaYkzsbOrXTTBYHNiTM3RgMeOSVoRE1m";
const OVER_SSH = (key: string, hosts = `"example.com ${HOST_KEY} c"`) =>
  `\n  dags: { git: "ssh://git@example.com/d.git", credentials: { sshKey: ${key}, knownHosts: ${hosts} } }`;

const DIGEST = `@sha256:${"0".repeat(64)}`;

const AWS = `target: aws-ecs
account: "123456789012"
region: eu-central-1
state: { bucket: acme-terraform-state, key: airflow/acme.tfstate, region: eu-central-1 }`;
const AWS_KEY = "encryptionKey: arn:aws:kms:eu-central-1:123456789012:key/1";
const AWS_WEB = `webserver: { baseUrl: "https://airflow.example.com", memory: 4GiB }`;
const AWS_CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/11112222-3333-4444-5555-666677778888";
const AWS_MORE = `permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::acme-data/*"] }]
assumeRoles: ["arn:aws:iam::123456789012:role/tasks"]
logs: { processes: 30d, tasks: 90d }
cleanAfter: 90d
upgradeFrom: "3.3.1"
tags: { team: data }`;
const AWS_POOL = `${POOL}, replicas: { min: 1, max: 2 }, scaling: { idle: 10m, timezone: UTC, schedules: [{ at: cron(0 8 * * ? *), min: 1, max: 2 }] }, permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::acme-data/*"] }], assumeRoles: ["arn:aws:iam::123456789012:role/pool"]`;

const GCP = `target: gcp-vms
project: acme-data
zone: europe-west3-a
state: { bucket: acme-terraform-state, prefix: airflow/acme }`;
const GCP_MORE = `os: cos-125-lts
roles: [roles/bigquery.dataViewer]
backups: { keep: 7d }
logs: { tasks: 90d, local: 7d }
cleanAfter: 90d
labels: { team: data }`;
const GCP_POOL = `${POOL}, machine: e2-standard-4, zones: [europe-west3-a], scaling: { idle: 10m }, replicas: { min: 1, max: 2 }, roles: [roles/bigquery.jobUser]`;

export const BASES: Readonly<Record<string, readonly string[]>> = {
  docker: [
    `target: docker
airflow:
  version: "3.3.2"
  dags: { folder: ./dags }
  image: { build: { context: ./context, dockerfile: docker/Dockerfile.prod, target: airflow, requirements: ./requirements.txt, args: { ARG: x, SAID: { plain: x, because: reason } }, secretArgs: { one: { secret: s0 }, two: { file: ./f0 } } } }${SHARED}${FILES}${ADMIN}
webserver: { baseUrl: "https://airflow.example.com", memory: 4GiB }${PROCESSES}
${OWN_FLOWER}
metadataDatabase: { image: "postgres:17", name: airflow, user: airflow, password: { file: ./f7 } }
broker: { image: "redis:8", password: { file: ./f8 } }
keys: { fernet: [1, { secret: s10, key: k }, { file: ./f10 }] }
${PROXY}
workers: { main: { ${POOL} } }
docker: { bindAddress: 127.0.0.1, mounts: [{ source: ./source, target: /target }], storage: { metadataDatabase: ./pg, broker: ./redis, logs: ./logs } }`,
    `target: docker
airflow:
  version: "2.11.2"
  image: "acme/airflow:1"${GIT("{ secret: s11, key: k }")}
${DATABASE}
${BROKER}
${PROXY}
workers: { main: { queues: [default] } }
docker: { gitSyncImage: "git-sync:v4.4.2" }`,
    `target: docker
airflow:
  version: "3.3.2"${GIT("{ file: ./f11 }")}${ADMIN_FILE}
${FILE_FLOWER}
workers: { main: { queues: [default] } }`,
    `target: docker
airflow: { version: "3.3.2", dags: { image: /opt/dags } }
workers: { main: { queues: [default] } }`,
    `target: docker
airflow:
  version: "2.11.2"${OVER_SSH("{ secret: s12, key: k }")}
workers: { main: { queues: [default] } }
docker: { gitSyncImage: "git-sync:v4.4.2" }`,
    `target: docker
airflow:
  version: "3.3.2"${OVER_SSH("{ file: ./f12 }", "{ file: ./known_hosts }")}
workers: { main: { queues: [default] } }`,
  ],
  "aws-ecs": [
    `${AWS}
${AWS_KEY}
airflow:
  version: "3.3.2"
  image: "registry.test/airflow${DIGEST}"${GIT("{ secret: s11, key: k }")}${SHARED}${FILES}${ADMIN}
${AWS_WEB}${PROCESSES}
${OWN_FLOWER}
${DATABASE}
${BROKER}
keys: { fernet: [1, { secret: s10, key: k }, { file: ./f10 }] }
network: { vpc: vpc-0123456789abcdef0, privateSubnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1], publicSubnets: [subnet-0123456789abcdef2, subnet-0123456789abcdef3] }
loadBalancer: { certificate: "${AWS_CERTIFICATE}", allow: [203.0.113.0/24], flower: { allow: [203.0.113.0/24] } }
alarms: { topic: "arn:aws:sns:eu-central-1:123456789012:alarms" }
${AWS_MORE}
workers: { main: { ${AWS_POOL} } }`,
    `${AWS}
airflow:
  version: "3.3.2"
  image: "registry.test/airflow${DIGEST}"
  dags: { image: /opt/dags }${ADMIN_FILE}
${AWS_WEB}
${FILE_FLOWER}
${PROXY}
rds: { version: "17", class: db.t4g.medium }
elastiCache: { node: cache.t4g.small }
metadataDatabase: { name: airflow, user: airflow, password: { file: ./f7 } }
broker: { password: { file: ./f8 } }
network: { cidr: 10.40.0.0/16, zones: [a, b] }
loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24] }
alarms: { email: ops@example.com }
workers: { main: { queues: [default] } }`,
    `${AWS}
airflow:
  version: "3.3.2"
  image: "registry.test/airflow${DIGEST}"${GIT("{ file: ./f11 }")}
${AWS_WEB}
loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24] }
workers: { main: { queues: [default] } }`,
    ...[OVER_SSH("{ secret: s12, key: k }"), OVER_SSH("{ file: ./f12 }", "{ file: ./known_hosts }")].map(
      (dags) => `${AWS}
airflow:
  version: "3.3.2"
  image: "registry.test/airflow${DIGEST}"${dags}
${AWS_WEB}
loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24] }
workers: { main: { queues: [default] } }`,
    ),
  ],
  "gcp-vms": [
    `${GCP}
airflow:
  version: "3.3.2"
  image: "registry.test/airflow${DIGEST}"${GIT("{ secret: s11, key: k }")}${SHARED}${FILES}${ADMIN}
webserver: { baseUrl: "https://airflow.example.com", memory: 1GiB }
scheduler: { memory: 1GiB }
dagProcessor: { memory: 1GiB }
triggerer: { memory: 1GiB }
${OWN_FLOWER}
${DATABASE}
${BROKER}
keys: { fernet: [1, { secret: s10, key: k }, { file: ./f10 }] }
network: { existing: { network: shared, subnet: airflow }, serviceRange: existing }
master: { machine: e2-standard-8, address: 10.10.0.10 }
access: { members: ["group:data@example.com"], domain: airflow.example.com }
${GCP_MORE}
upgradeFrom: "3.3.1"
workers: { main: { ${GCP_POOL} } }`,
    `${GCP}
gitSyncImage: "registry.test/git-sync${DIGEST}"
airflow:
  version: "2.11.2"
  image: "registry.test/airflow${DIGEST}"${GIT("{ file: ./f11 }")}${ADMIN_FILE}
webserver: { baseUrl: "http://localhost:8080" }
network: { range: 10.10.0.0/20 }
metadataDatabase: { engine: mysql, image: "mysql:8.4", name: airflow, user: airflow, password: { file: ./f7 } }
broker: { image: "redis:8", password: { file: ./f8 } }
databases: [crawl]
${PROXY}
${FILE_FLOWER}
workers: { main: { queues: [default] } }`,
    `${GCP}
airflow: { version: "3.3.2", image: "registry.test/airflow${DIGEST}", dags: { bucket: "gs://acme-dags/airflow", every: 60s } }
webserver: { baseUrl: "http://localhost:8080" }
network: { serviceRange: 10.20.0.0/20 }
cloudSql: { version: POSTGRES_17, tier: db-custom-2-7680 }
workers: { main: { queues: [default] } }`,
    `${GCP}
airflow: { version: "3.3.2", image: "registry.test/airflow${DIGEST}", dags: { image: /opt/dags } }
webserver: { baseUrl: "http://localhost:8080" }
workers: { main: { queues: [default] } }`,
    `${GCP}
gitSyncImage: "registry.test/git-sync${DIGEST}"
airflow:
  version: "2.11.2"
  image: "registry.test/airflow${DIGEST}"${OVER_SSH("{ secret: s12, key: k }")}
webserver: { baseUrl: "http://localhost:8080" }
workers: { main: { queues: [default] } }`,
    `${GCP}
airflow:
  version: "3.3.2"
  image: "registry.test/airflow${DIGEST}"${OVER_SSH("{ file: ./f12 }", "{ file: ./known_hosts }")}
webserver: { baseUrl: "http://localhost:8080" }
workers: { main: { queues: [default] } }`,
  ],
};

/** On gcp-vms a build is always refused. */
const BUILD = `airflow:
  version: "3.3.2"
  dags: { image: /opt/dags }
  image: { build: { context: ./context, dockerfile: docker/Dockerfile.prod, target: airflow, requirements: ./requirements.txt, args: { ARG: x, SAID: { plain: x, because: reason } }, secretArgs: { one: { file: ./f0 } } } }`;

/** Images of clouds are built before there is a stack: only reading is tried. */
export const BUILDS: Readonly<Record<string, string>> = {
  "aws-ecs": `${AWS}
${BUILD}
${AWS_WEB}
loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24] }
workers: { main: { queues: [default] } }`,
};
