// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { AwsEcs } from "../../stacks/aws-ecs";
import { awsReading } from "../support/aws";
import { airflow } from "../support/aws-deployed";
import { PROJECT } from "../support/docker";
import { AWS_STACK, exampleFile } from "../support/example";
import { terraform, withoutTerraform } from "../support/terraform";

/** The release of the provider that this project's machines have; the stacks themselves ask for a newer one. */
const INSTALLED = "5.100.0";

const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/11112222-3333-4444-5555-666677778888";
const RIGHTS = "[{ actions: [s3:GetObject], resources: ['arn:aws:s3:::acme-data/*'] }]";
const ROLES = "[arn:aws:iam::210987654321:role/airflow-reader]";
const [PRIVATE, PUBLIC] = ["subnet-0a1b2c3d4e5f60718, subnet-0a1b2c3d4e5f60719", "subnet-0a1b2c3d, subnet-0a1b2c3e"];

/** Everything that a file can ask for, in two, so that the provider sees every argument that we write. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  own: [
    airflow(
      "envFile: .env",
      "connections: { a-b.c: { secret: my }, file: { file: token.txt } }",
      "variables: { key: value, nasty: 'a${b} %{c}', other: { secret: my, key: other } }",
      "environment: { NASTY: 'a${b} %{c}', TOKEN: { secret: my, key: token } }",
      "admin: { username: 'a${b} %{c}', email: '${b}@example.com', password: { secret: admin } }",
      "slotPools: { 'a${b}': { slots: 2 } }",
    ),
    `loadBalancer: { certificate: ${CERTIFICATE}, public: false, allow: [10.0.0.0/8], flower: { allow: [10.1.0.0/16] } }`,
    "network: { cidr: 10.20.0.0/16, zones: [a, b, c], nat: one }",
    "flower: { username: 'a${b}', password: { secret: flower } }",
    "metadataDatabase: { maxConnections: 400, password: { secret: pg } }",
    "broker: { password: { secret: redis } }",
    "keys: { fernet: [2, 1], api: 2, jwt: 2 }",
    'rds: { version: "16", class: db.m7g.large, storage: 50, maxStorage: 500, multiAz: false, backupDays: 35 }',
    "elastiCache: { engine: redis, node: cache.m7g.large, replicas: 2 }",
    "architecture: arm64",
    "exec: true",
    "encryptionKey: aws",
    `permissions: ${RIGHTS}`,
    `assumeRoles: ${ROLES}`,
    "alarms: { email: ops@example.com }",
    "logs: { processes: 90d, tasks: 90d }",
    "cleanAfter: 180d",
    "protect: false",
    'upgradeFrom: "3.3.1"',
    "tags: { team: data }",
    [
      "workers: { main: { queues: [default], replicas: { min: 0, max: 9 }, disk: 100,",
      `permissions: ${RIGHTS}, assumeRoles: ${ROLES}, spot: { tasksMayRestart: true, onDemand: 1 },`,
      "scaling: { idle: 30m, timezone: Europe/Berlin, schedules: [{ at: 'cron(0 7 ? * MON-FRI *)', min: 4, max: 9 }] } } }",
    ].join(" "),
  ],
  existing: [
    `network: { vpc: vpc-0a1b2c3d, privateSubnets: [${PRIVATE}], publicSubnets: [${PUBLIC}] }`,
    "metadataDatabase: { host: db.example.com, password: { secret: db }, tls: true }",
    "broker: { host: redis.example.com, password: { secret: redis, key: token }, tls: true }",
    "alarms: { topic: 'arn:aws:sns:eu-central-1:123456789012:on-call' }",
    "encryptionKey: arn:aws:kms:eu-central-1:123456789012:key/11112222-3333",
  ],
};

describe("with the real provider", () => {
  const root = mkdtempSync(join(tmpdir(), "validate-aws-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  let skipped = withoutTerraform();

  const folder = (stack: string) => join(root, "cdktf.out/stacks", stack);

  beforeAll(() => {
    if (skipped !== undefined) return;
    const app = new App({ outdir: join(root, "cdktf.out"), stackTraces: false, skipValidation: true });
    const { deployment } = exampleFile(AWS_STACK);
    const example = { deployment } as ReturnType<typeof awsReading>;
    const readings = {
      [AWS_STACK]: example,
      ...Object.fromEntries(Object.entries(FILES).map(([name, entries]) => [name, awsReading(...entries)])),
    };
    for (const [name, reading] of Object.entries(readings))
      new AwsEcs(app, name, { ...reading, root: PROJECT }).addOverride(
        "terraform.required_providers.aws.version",
        INSTALLED,
      );
    app.synth();
    for (const name of [".env", "token.txt"]) writeFileSync(join(root, name), "A=b");
    // Only a provider that is installed: a test downloads nothing.
    const { status, stderr } = terraform(
      folder(AWS_STACK),
      ["init", "-backend=false", "-input=false", "-no-color"],
      "",
      {
        HTTPS_PROXY: "http://127.0.0.1:9",
        TF_REGISTRY_DISCOVERY_RETRY: "0",
      },
    );
    if (status !== 0) skipped = `terraform init finds no provider on this machine: ${stderr.slice(-600)}`;
  }, 120_000);

  test.each([AWS_STACK, ...Object.keys(FILES)])(
    "Terraform finds %s valid",
    (stack) => {
      if (skipped !== undefined) {
        console.warn(`terraform validate did not run: ${skipped}`);
        return;
      }
      if (stack !== AWS_STACK)
        for (const name of [".terraform", ".terraform.lock.hcl"])
          cpSync(join(folder(AWS_STACK), name), join(folder(stack), name), { recursive: true });
      const { stdout } = terraform(folder(stack), ["validate", "-json", "-no-color"]);
      expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0, diagnostics: [] });
    },
    180_000,
  );
});
