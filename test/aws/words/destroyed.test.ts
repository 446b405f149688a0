import { destroyed } from "../../../lib/aws/words/destroyed";
import { awsReading, STACK } from "../../support/aws";

const of = (...entries: string[]) => {
  const { lost, kept } = destroyed(STACK, awsReading(...entries));
  return { lost: lost.map(({ name }) => name), kept: kept.map(({ name }) => name) };
};

test("what goes, and what stays", () => {
  expect(of()).toEqual({
    lost: [
      "metadata database acme-metadata-database",
      "backups of the database",
      "broker acme-broker",
      "bucket with logs",
      "log groups /airflow/acme/*",
      "passwords and keys",
    ],
    kept: ["last snapshot", "certificate", "Terraform's state", "secrets of Secrets Manager"],
  });
});

test("existing servers stay, and have no snapshot of ours", () => {
  const { lost, kept } = of(
    "broker: { host: redis.acme, password: { secret: redis } }",
    "metadataDatabase: { host: pg.acme, password: { secret: pg } }",
  );
  expect(lost).toEqual(["bucket with logs", "log groups /airflow/acme/*", "passwords and keys"]);
  expect(kept.slice(0, 2)).toEqual(["metadata database", "broker"]);
});

test.each([
  ["network", "network: { vpc: vpc-0a1b2c3d4e5f60718 }"],
  ["encryption key", "encryptionKey: arn:aws:kms:eu-central-1:123456789012:key/11112222-3333-4444-5555-666677778888"],
  ["topic", "alarms: { topic: arn:aws:sns:eu-central-1:123456789012:on-call }"],
  ["image repository", 'airflow: { version: "3.3.2", image: { build: { context: ./image } } }'],
  [
    "image repository",
    `airflow: { version: "3.3.2", image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/a@sha256:${"0".repeat(64)}" }`,
  ],
])("%s stays", (name, entry) => {
  expect(of().kept).not.toContain(name);
  expect(of(entry).kept).toContain(name);
});
