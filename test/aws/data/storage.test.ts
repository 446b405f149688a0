// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Storage } from "../../../lib/aws/data/storage";
import { resourceOf } from "../../support/aws";
import { placed } from "../../support/aws-place";
import { addresses } from "../../support/terraform-json";

const stored = (...entries: readonly string[]) =>
  placed(
    (stack, place) => {
      const { logs, files } = new Storage(stack, "storage", place);
      stack.addOverride("output.told", { value: [logs.name, logs.arn, logs.folder, files.name, files.arn] });
      return logs;
    },
    ...entries,
  ).json;
const json = stored();
const BUCKETS = ["logs", "files"];

test("two buckets, each with all that makes it private", () => {
  const kinds = ["", "_lifecycle_configuration", "_policy", "_public_access_block", "_versioning"];
  const wanted = [...kinds, "_server_side_encryption_configuration"].flatMap((kind) =>
    BUCKETS.map((name) => `aws_s3_bucket${kind}.${name}`),
  );
  expect(addresses(json).filter((address) => address.startsWith("aws_s3_"))).toEqual(wanted.sort());
});

test("others learn ARNs, the folder as Airflow takes it, and names only once the bucket keeps versions", () => {
  expect(json["output"]).toEqual({
    told: {
      value: [
        "${aws_s3_bucket_versioning.logs.bucket}",
        "${aws_s3_bucket.logs.arn}",
        "s3://${aws_s3_bucket_versioning.logs.bucket}/logs",
        "${aws_s3_bucket_versioning.files.bucket}",
        "${aws_s3_bucket.files.arn}",
      ],
    },
  });
});

test.each(BUCKETS)("%s: AWS completes the name; with protect nobody destroys it", (name) => {
  expect(resourceOf(json, "aws_s3_bucket", name)).toEqual({
    bucket_prefix: `acme-${name}-`,
    force_destroy: false,
    lifecycle: { prevent_destroy: true },
  });
  expect(resourceOf(stored("protect: false"), "aws_s3_bucket", name)).toMatchObject({
    force_destroy: true,
    lifecycle: { prevent_destroy: false },
  });
});

test("a prefix fits into what S3 allows, with the longest name of a stack", () => {
  const longest = Math.max(...BUCKETS.map((name) => `${"s".repeat(20)}-${name}-`.length));
  expect(longest).toBeLessThanOrEqual(37);
});

test.each(BUCKETS)("%s: nothing of it is ever public", (name) => {
  expect(resourceOf(json, "aws_s3_bucket_public_access_block", name)).toEqual({
    bucket: `\${aws_s3_bucket.${name}.bucket}`,
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
});

test.each(BUCKETS)("%s: without TLS everybody is refused", (name) => {
  const { policy, depends_on } = resourceOf(json, "aws_s3_bucket_policy", name);
  for (const part of [
    '"Effect" = "Deny"',
    '"Principal" = "*"',
    '"Action" = "s3:*"',
    `"Resource" = [aws_s3_bucket.${name}.arn, "\${aws_s3_bucket.${name}.arn}/*"]`,
    '"Condition" = {"Bool" = {"aws:SecureTransport" = "false"}}',
  ])
    expect(policy).toContain(part);
  expect(depends_on).toEqual([`aws_s3_bucket_public_access_block.${name}`]);
});

test("encrypted with the stack's key, or with S3's own", () => {
  const rule = (of: typeof json) =>
    resourceOf(of, "aws_s3_bucket_server_side_encryption_configuration", "logs")["rule"];
  expect(rule(json)).toEqual([
    {
      apply_server_side_encryption_by_default: {
        sse_algorithm: "aws:kms",
        kms_master_key_id: "${aws_kms_key.encryption.arn}",
      },
      bucket_key_enabled: true,
    },
  ]);
  expect(rule(stored("encryptionKey: aws"))).toEqual([
    { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" }, bucket_key_enabled: false },
  ]);
});

describe("how long things are kept", () => {
  const rules = (of: typeof json, name: string) =>
    resourceOf(of, "aws_s3_bucket_lifecycle_configuration", name)["rule"];
  const old = (days: number) =>
    expect.objectContaining({
      noncurrent_version_expiration: [{ noncurrent_days: days }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      status: "Enabled",
    });

  test("logs as long as the file says, and a week longer for whoever deleted one", () => {
    expect(rules(stored("logs: { tasks: 90d }"), "logs")).toEqual([
      { id: "age", status: "Enabled", filter: [{ prefix: "" }], expiration: [{ days: 90 }] },
      old(7),
    ]);
  });

  test("files for ever, and a replaced one as long as a rollback may want it", () => {
    expect(rules(json, "files")).toEqual([old(90)]);
  });

  test("versions come first: without them S3 refuses rules about old ones", () => {
    expect(resourceOf(json, "aws_s3_bucket_versioning", "logs")).toMatchObject({
      versioning_configuration: { status: "Enabled" },
    });
    expect(resourceOf(json, "aws_s3_bucket_lifecycle_configuration", "logs")["bucket"]).toBe(
      "${aws_s3_bucket_versioning.logs.bucket}",
    );
  });
});
