import { StorageBucket, type StorageBucketLifecycleRule } from "@cdktf/provider-google/lib/storage-bucket";
import { Construct } from "constructs";
import { digest } from "../../deployment/digest";
import { DAY_SECONDS } from "../../deployment/usual";
import { regionOf } from "../settings/scalars";
import type { Place } from "../words/place";

/** Days for which an object that was replaced or deleted can be had back, twice: as an old version, and after that. */
const OLD_DAYS = 7;
const UPLOAD_DAYS = 7;

/** Source: Cloud Storage, "Object naming guidelines: buckets". */
const MOST_CHARACTERS = 63;
const DIGEST_DIGITS = 8;

/**
 * A bucket's name is one in the world. A project's id is too, so its buckets begin with it; without a part that is made
 * up in the first deployment, so that the machines' documents can name the bucket.
 */
export function bucketName(project: string, stack: string, what: string): string {
  const name = `${project.replace(/[.:]/g, "-")}-${stack}-${what}`;
  if (name.length <= MOST_CHARACTERS) return name;
  // The project of an old domain, whose id may be long.
  return `${stack}-${what}-${digest(name, DIGEST_DIGITS)}`;
}

export interface BucketProps {
  /** In words, behind the stack's name. */
  readonly what: string;
  /** Days for which objects are kept. */
  readonly days: number;
}

/** A private bucket in the deployment's region, whose objects go with age. It keeps versions. */
export class Bucket extends Construct {
  /** Its name, for documents and commands: known before the bucket exists. */
  readonly bucket: string;
  /** The same as a reference: what names the bucket in Terraform comes after it. */
  readonly made: string;

  constructor(
    scope: Construct,
    id: string,
    { stack, settings, after }: Pick<Place, "stack" | "settings" | "after">,
    { what, days }: BucketProps,
  ) {
    super(scope, id);
    const { project, zone, protect } = settings;
    this.bucket = bucketName(project, stack, what);
    const bucket = new StorageBucket(this, "bucket", {
      name: this.bucket,
      location: regionOf(zone).toUpperCase(),
      storageClass: "STANDARD",
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: true },
      softDeletePolicy: { retentionDurationSeconds: OLD_DAYS * DAY_SECONDS },
      lifecycleRule: rules(days),
      forceDestroy: !protect,
      lifecycle: { preventDestroy: protect },
      dependsOn: [...after],
    });
    bucket.overrideLogicalId(what);
    this.made = bucket.name;
  }
}

const rules = (days: number): StorageBucketLifecycleRule[] => [
  { action: { type: "Delete" }, condition: { age: days, withState: "LIVE" } },
  { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: OLD_DAYS, withState: "ARCHIVED" } },
  { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: UPLOAD_DAYS } },
];
