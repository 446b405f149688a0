import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { App, AssetType, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";
import type { Archive } from "./archive";

export interface Bucket {
  readonly stack: string;
  /** Name of a bucket that keeps versions. */
  readonly bucket: string;
  /** ARN of the key that encrypts it; undefined: AWS' own. */
  readonly key: string | undefined;
}

/**
 * An archive in the bucket. Its name stays and only its version changes, so that tasks of an older release still find
 * theirs. The state holds its digest, not the files.
 */
export function object(scope: Construct, { stack, bucket, key }: Bucket, name: string, archive: Archive): S3Object {
  const made = new S3Object(scope, name, {
    bucket,
    key: `${name}.json`,
    source: asset(scope, stack, name, archive),
    sourceHash: archive.sha256,
    contentType: "application/json",
    ...(key === undefined ? {} : { kmsKeyId: key, serverSideEncryption: "aws:kms" }),
  });
  made.overrideLogicalId(name);
  return made;
}

/** cdktf takes an asset from a file; this one lies beside the stacks, where publishing leaves it behind. */
function asset(scope: Construct, stack: string, name: string, { text }: Archive): string {
  const folder = join(resolve(App.of(scope).outdir), "archives", stack);
  const path = join(folder, `${name}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  return new TerraformAsset(scope, `${name}-archive`, { path, type: AssetType.FILE }).path;
}
