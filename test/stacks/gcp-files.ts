// biome-ignore-all lint/suspicious/noTemplateCurlyInString: some look like Terraform's
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDeployment } from "../../lib/deployment/file/read";
import { narrowed } from "../../lib/deployment/schema/schema";
import { line } from "../../lib/deployment/words/problem";
import { type GcpReading, isGcp } from "../../lib/gcp/settings/settings";
import { targets } from "../../stacks/targets";
import { PROJECT } from "../support/docker";
import { gcpText } from "../support/gcp";

const IMAGE = `europe-west3-docker.pkg.dev/acme-data/airflow/airflow@sha256:${"1".repeat(64)}`;

const airflow = (version: string, ...more: readonly string[]) =>
  `airflow: { ${[`version: "${version}"`, `image: "${IMAGE}"`, "maxTaskDuration: 2h", ...more].join(", ")} }`;

/** A pool over two zones on spare capacity, that grows and shrinks, and one with nobody in it. */
const POOLS = [
  "workers: { main: { queues: [default], replicas: { min: 0, max: 9 }, disk: 100, machine: c3-standard-4,",
  "zones: [europe-west3-a, europe-west3-b], roles: [roles/bigquery.dataEditor], spot: { tasksMayRestart: true },",
  "scaling: { idle: 30m }, update: { surge: 2, unavailable: 2 } }, other: { queues: [slow], replicas: 0 } }",
].join(" ");

/** Everything that a file can ask for but one of two ways: servers on the master, or Google's. */
const EVERYTHING = [
  airflow(
    "3.3.2",
    "envFile: .env",
    "connections: { a-b.c: { secret: my }, file: { file: token.txt } }",
    "variables: { key: value, nasty: 'a${b} %{c}', other: { secret: my, key: other } }",
    "environment: { NASTY: 'a${b} %{c}', TOKEN: { secret: my, key: token } }",
    "admin: { username: 'a${b} %{c}', email: '${b}@example.com', password: { secret: admin } }",
    "slotPools: { 'a${b}': { slots: 2 } }",
    "dags: { bucket: gs://acme-dags/airflow }",
  ),
  "flower: { port: 15555, username: 'a${b}', password: { secret: flower } }",
  'webserver: { port: 8988, baseUrl: "https://airflow.example.com" }',
  "keys: { fernet: [2, 1], api: 2, jwt: 2 }",
  "databases: [crawl]",
  "access: { members: ['group:data@example.com', 'user:a@example.com'], domain: airflow.example.com }",
  "roles: [roles/bigquery.jobUser]",
  "backups: { hour: 18, keep: 30d }",
  "logs: { tasks: 90d, local: 3d }",
  "cleanAfter: 180d",
  "protect: false",
  'upgradeFrom: "3.3.1"',
  "labels: { cost-center: data }",
  "os: cos-121-lts",
  POOLS,
];

/** Files with all that one can ask for, in some, so that the provider sees every argument that we write. */
export const GCP_FILES: Readonly<Record<string, readonly string[]>> = {
  own: [
    ...EVERYTHING,
    'metadataDatabase: { engine: mysql, image: "mysql:9", password: { secret: my }, maxConnections: 400 }',
    "broker: { password: { secret: redis } }",
    "master: { machine: n2-standard-8, address: 10.10.0.77, disk: 60, dataDisk: 200 }",
  ],
  managed: [
    ...EVERYTHING,
    "network: { range: 10.30.0.0/22, serviceRange: 10.40.0.0/20 }",
    "master: { machine: n2-standard-8, address: 10.30.0.77, disk: 60, dataDisk: 200 }",
    "metadataDatabase: { password: { secret: my }, maxConnections: 400 }",
    "cloudSql: { version: POSTGRES_16, tier: db-custom-4-15360, disk: 50, backups: 30 }",
    "memorystore: { memory: 2 }",
  ],
  "managed-mysql": [
    ...EVERYTHING,
    "network: { range: 10.50.0.0/24, serviceRange: existing, existing: { network: shared, subnet: airflow } }",
    "metadataDatabase: { engine: mysql, maxConnections: 400 }",
    "cloudSql: { highAvailability: false }",
    "memorystore: { highAvailability: false }",
  ],
  existing: [
    airflow("2.11.2", "dags: { git: https://example.com/dags.git, credentials: { password: { secret: token } } }"),
    "gitSyncImage: registry.test/git-sync:v4.4.2",
    "metadataDatabase: { host: db.example.com, password: { secret: db }, tls: true }",
    "broker: { host: redis.example.com, password: { secret: redis, key: token }, tls: true }",
  ],
};

/** One of them as synth reads it, with all rules, or a file of configs/. */
export function gcpFile(name: string): GcpReading {
  const entries = GCP_FILES[name];
  const path = `configs/${name}.yaml`;
  const text = entries === undefined ? readFileSync(join(PROJECT, path), "utf8") : gcpText(...entries);
  const result = readDeployment({ path, text }, targets);
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  return { deployment: narrowed(isGcp, result.deployment) };
}
