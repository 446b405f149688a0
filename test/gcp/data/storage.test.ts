// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Storage } from "../../../lib/gcp/data/storage";
import { resourceOf } from "../../support/gcp";
import { placed } from "../../support/gcp-place";

const stored = (...entries: readonly string[]) =>
  placed(
    (stack, place) => new Storage(stack, "storage", place),
    ({ logs, backups }) => [logs.bucket, logs.made, logs.folder, backups.bucket, backups.made],
    ...entries,
  );
const { json, told } = stored();
const bucketOf = (of: typeof json, name: string) => resourceOf(of, "google_storage_bucket", name);
const BUCKETS = ["logs", "backups"];

test("documents name the buckets; what is Terraform's refers to them", () => {
  expect(told).toEqual([
    "acme-data-acme-logs",
    "${google_storage_bucket.logs.name}",
    "gs://acme-data-acme-logs/logs",
    "acme-data-acme-backups",
    "${google_storage_bucket.backups.name}",
  ]);
});

test.each(BUCKETS)("%s: nothing of it is ever public, and all of it is in the region", (name) => {
  expect(bucketOf(json, name)).toMatchObject({
    name: `acme-data-acme-${name}`,
    location: "EUROPE-WEST3",
    storage_class: "STANDARD",
    uniform_bucket_level_access: true,
    public_access_prevention: "enforced",
  });
});

test.each(BUCKETS)("%s: with protect nobody destroys it", (name) => {
  expect(bucketOf(json, name)).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
  expect(bucketOf(stored("protect: false").json, name)).toMatchObject({
    force_destroy: true,
    lifecycle: { prevent_destroy: false },
  });
});

test.each(BUCKETS)("%s: what was replaced or deleted can be had back for a week, and then for another", (name) => {
  expect(bucketOf(json, name)).toMatchObject({
    versioning: { enabled: true },
    soft_delete_policy: { retention_duration_seconds: 604_800 },
  });
  expect(bucketOf(json, name)["lifecycle_rule"]).toContainEqual({
    action: { type: "Delete" },
    condition: { days_since_noncurrent_time: 7, with_state: "ARCHIVED" },
  });
});

test.each([
  ["logs", "logs: { tasks: 90d }", 90],
  ["backups", "backups: { keep: 30d }", 30],
])("%s go with age", (name, entry, days) => {
  expect(bucketOf(stored(entry).json, name)["lifecycle_rule"]).toContainEqual({
    action: { type: "Delete" },
    condition: { age: days, with_state: "LIVE" },
  });
});

test.each(BUCKETS)("%s: an upload that nobody finished goes too", (name) => {
  expect(bucketOf(json, name)["lifecycle_rule"]).toContainEqual({
    action: { type: "AbortIncompleteMultipartUpload" },
    condition: { age: 7 },
  });
});
