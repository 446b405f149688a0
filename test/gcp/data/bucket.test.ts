import { bucketName } from "../../../lib/gcp/data/bucket";

test("a bucket's name begins with the project, whose id is one in the world", () => {
  expect(bucketName("acme-data", "prod", "logs")).toBe("acme-data-prod-logs");
});

test("the longest names fit into what Cloud Storage takes", () => {
  const name = bucketName("p".repeat(30), "s".repeat(20), "backups");
  expect(name).toBe(`${"p".repeat(30)}-${"s".repeat(20)}-backups`);
  expect(name.length).toBeLessThanOrEqual(63);
});

test("a project of an old domain loses what a name may not have", () => {
  expect(bucketName("example.com:data", "prod", "logs")).toBe("example-com-data-prod-logs");
});

test("one that is too long becomes a digest, and stays one in the world", () => {
  const long = (project: string) => bucketName(`${"d".repeat(60)}.com:${project}`, "s".repeat(20), "backups");
  expect(long("data")).toMatch(/^s{20}-backups-[0-9a-f]{8}$/);
  expect(long("data")).not.toBe(long("date"));
});
