import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { jsonencoded } from "../../encode/functions";
import type { Place } from "../words/place";

const UPLOAD_DAYS = 7;

export interface BucketProps {
  /** In words, behind the stack's name: at most 16 characters, because S3 allows 37 in a prefix. */
  readonly what: string;
  /** Days for which objects are kept. Default: for ever. */
  readonly days?: number;
  /** Days for which an object that was replaced or deleted can be had back. */
  readonly oldDays: number;
}

/**
 * A private bucket: encrypted, reached over TLS only, with versions. Its name is unique in the world by its end, so
 * that a deployment after a destroy never waits for the old name.
 */
export class Bucket extends Construct {
  /** Known once the bucket keeps versions: an object that came before would have none that a task could name. */
  readonly name: string;
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    { stack, settings, encryption }: Pick<Place, "stack" | "settings" | "encryption">,
    props: BucketProps,
  ) {
    super(scope, id);
    const { what } = props;
    const bucket = new S3Bucket(this, "bucket", {
      bucketPrefix: `${stack}-${what}-`,
      forceDestroy: !settings.protect,
      lifecycle: { preventDestroy: settings.protect },
    });
    bucket.overrideLogicalId(what);
    this.arn = bucket.arn;
    this.closed(what, bucket);
    this.encrypted(what, bucket, encryption.key);
    this.name = this.kept(props, bucket);
  }

  private closed(what: string, { bucket, arn }: S3Bucket): void {
    const block = new S3BucketPublicAccessBlock(this, "public-access", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    block.overrideLogicalId(what);
    const policy = new S3BucketPolicy(this, "policy", {
      bucket,
      policy: jsonencoded({ Version: "2012-10-17", Statement: [tlsOnly(arn)] }),
      // S3 refuses two changes of one bucket's access at a time.
      dependsOn: [block],
    });
    policy.overrideLogicalId(what);
  }

  private encrypted(what: string, { bucket }: S3Bucket, key: string | undefined): void {
    const byDefault = key === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: key };
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      // A key for the bucket: one call of KMS for many logs.
      rule: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: key !== undefined }],
    });
    encryption.overrideLogicalId(what);
  }

  private kept({ what, days, oldDays }: BucketProps, { bucket }: S3Bucket): string {
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    versioning.overrideLogicalId(what);
    const old: S3BucketLifecycleConfigurationRule = {
      id: "old-versions",
      status: "Enabled",
      filter: [{ prefix: "" }],
      noncurrentVersionExpiration: [{ noncurrentDays: oldDays }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: UPLOAD_DAYS }],
    };
    const aged = { id: "age", status: "Enabled", filter: [{ prefix: "" }], expiration: [{ days }] };
    const lifecycle = new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: versioning.bucket,
      rule: days === undefined ? [old] : [aged, old],
    });
    lifecycle.overrideLogicalId(what);
    return versioning.bucket;
  }
}

const tlsOnly = (arn: string) => ({
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
