// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { MetadataDatabase } from "../../../lib/aws/data/metadata-database";
import { authorities } from "../../../lib/aws/data/rds-ca";
import { resourceOf } from "../../support/aws";
import { placed, SUBNETS } from "../../support/aws-place";
import { addresses } from "../../support/terraform-json";

const database = (...entries: readonly string[]) =>
  placed(
    (stack, place, { deployment }) => {
      const made = new MetadataDatabase(stack, "metadata-database", place, deployment.metadataDatabase);
      stack.addOverride("output.told", { value: [made.endpoint.host, made.arn] });
      return made;
    },
    ...entries,
  );
const { json, made } = database();
const instanceOf = (of: typeof json) => resourceOf(of, "aws_db_instance", "metadata-database");
const own = instanceOf(json);
const instance = (...entries: readonly string[]) => instanceOf(database(...entries).json);

test("it has these resources besides key, secret and security group", () => {
  expect(addresses(json).filter((address) => /^aws_(db|cloudwatch)/.test(address))).toEqual([
    "aws_cloudwatch_log_group.metadata-database-postgresql",
    "aws_cloudwatch_log_group.metadata-database-upgrade",
    "aws_db_instance.metadata-database",
    "aws_db_parameter_group.metadata-database",
    "aws_db_subnet_group.metadata-database",
  ]);
});

test("clients reach it at its own address and verify it by its region's authorities", () => {
  expect(json["output"]).toEqual({
    told: { value: ["${aws_db_instance.metadata-database.address}", "${aws_db_instance.metadata-database.arn}"] },
  });
  const { port, shownAs, tls } = made.endpoint;
  expect({ port, shownAs, tls }).toEqual({
    port: "5432",
    shownAs: "acme-metadata-database",
    tls: { ca: { content: authorities("eu-central-1") } },
  });
});

test("its certificate is signed by one of those that clients know", () => {
  expect(own["ca_cert_identifier"]).toBe("rds-ca-rsa2048-g1");
});

test("the name fits into RDS' 63 characters, with the longest name of a stack", () => {
  expect(made.identifier).toBe("acme-metadata-database");
  expect("s".repeat(20).length + made.identifier.length - "acme".length).toBeLessThanOrEqual(63);
});

test("the password goes from the secret to RDS and nowhere else, and again when it is another one", () => {
  const source = "aws_secretsmanager_secret_version.metadata-database";
  expect(own).not.toHaveProperty("password");
  expect(own["password_wo"]).toBe(`\${ephemeral.${source}.secret_string}`);
  expect(own["password_wo_version"]).toContain(`${source}.version_id`);
});

test("a given password", () => {
  const given = instance("metadataDatabase: { password: { secret: pg, key: word } }");
  expect(given["password_wo"]).toMatch(
    /^\$\{jsondecode\(ephemeral\.aws_secretsmanager_secret_version\..+\)\.word\}$|\["word"\]\}$/,
  );
});

test("it is encrypted with the stack's key, in private subnets, and nobody outside reaches it", () => {
  expect(own).toMatchObject({
    storage_encrypted: true,
    kms_key_id: "${aws_kms_key.encryption.arn}",
    performance_insights_kms_key_id: "${aws_kms_key.encryption.arn}",
    publicly_accessible: false,
    vpc_security_group_ids: ["${aws_security_group.metadata-database.id}"],
  });
  expect(resourceOf(json, "aws_db_subnet_group", "metadata-database")["subnet_ids"]).toEqual(SUBNETS);
  expect(instance("encryptionKey: aws")).not.toHaveProperty("kms_key_id");
});

const parameters = (of: typeof json) => resourceOf(of, "aws_db_parameter_group", "metadata-database");

test("Postgres refuses whoever comes without TLS, and takes the connections of the file", () => {
  const settings = (connections: string) => [
    { name: "rds.force_ssl", value: "1", apply_method: "pending-reboot" },
    { name: "max_connections", value: connections, apply_method: "pending-reboot" },
  ];
  expect(parameters(json)["parameter"]).toEqual(settings("100"));
  expect(parameters(database("metadataDatabase: { maxConnections: 300 }").json)["parameter"]).toEqual(settings("300"));
});

test("another major version is an upgrade in place, with parameters of its own", () => {
  const next = database('rds: { version: "18" }').json;
  expect(instanceOf(next)).toMatchObject({ engine_version: "18", allow_major_version_upgrade: true });
  expect(parameters(next)).toMatchObject({
    name_prefix: "acme-postgres18-",
    family: "postgres18",
    // In use until the maintenance window.
    lifecycle: { create_before_destroy: true },
    skip_destroy: true,
  });
  expect(parameters(database("protect: false").json)["skip_destroy"]).toBe(false);
});

test("changes that restart it, and newer minor versions, wait for the maintenance window", () => {
  expect(own).toMatchObject({
    apply_immediately: false,
    auto_minor_version_upgrade: true,
    maintenance_window: "sun:05:00-sun:06:00",
    backup_window: "03:00-04:00",
  });
});

test("size, standby and backups are the file's", () => {
  const written = "rds: { class: db.m7g.large, storage: 50, maxStorage: 500, multiAz: false, backupDays: 35 }";
  expect(instance(written)).toMatchObject({
    instance_class: "db.m7g.large",
    allocated_storage: 50,
    max_allocated_storage: 500,
    multi_az: false,
    backup_retention_period: 35,
  });
});

test("a disk that may not grow has no limit to grow to", () => {
  expect(instance("rds: { storage: 100, maxStorage: 100 }")).not.toHaveProperty("max_allocated_storage");
});

test("with protect neither a destroy nor a change that makes a new database gets through", () => {
  expect(own).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
  expect(instance("protect: false")).toMatchObject({
    deletion_protection: false,
    lifecycle: { prevent_destroy: false },
  });
});

test("with another key it is a new database: Terraform would leave it under a key that is about to go", () => {
  expect(own["lifecycle"]).toMatchObject({ replace_triggered_by: ["terraform_data.encryption-key"] });
});

test("a destroy leaves a snapshot, with and without protect, of a name that no later one has", () => {
  for (const some of [own, instance("protect: false")]) {
    expect(some).not.toHaveProperty("skip_final_snapshot");
    expect(some).toMatchObject({
      final_snapshot_identifier: "acme-metadata-database-${aws_security_group.metadata-database.id}",
      copy_tags_to_snapshot: true,
    });
  }
});

test("its log groups are there before RDS would make its own, which are kept for ever", () => {
  for (const log of ["postgresql", "upgrade"])
    expect(resourceOf(json, "aws_cloudwatch_log_group", `metadata-database-${log}`)).toEqual({
      name: `/aws/rds/instance/acme-metadata-database/${log}`,
      retention_in_days: 30,
      kms_key_id: "${aws_kms_key.encryption.arn}",
    });
  expect(own).toMatchObject({
    enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
    depends_on: [
      "aws_cloudwatch_log_group.metadata-database-postgresql",
      "aws_cloudwatch_log_group.metadata-database-upgrade",
    ],
  });
});
