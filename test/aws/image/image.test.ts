import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ecrOf, imageOf } from "../../../lib/aws/image/image";
import { lockFile, lockText } from "../../../lib/aws/image/image-lock";
import { awsReading, STACK } from "../../support/aws";

const root = mkdtempSync(join(tmpdir(), "image-"));
mkdirSync(join(root, "configs"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const DIGEST = `sha256:${"a".repeat(64)}`;
const of = (image: string) =>
  imageOf({ ...awsReading(`airflow: { version: "3.3.2", image: ${image} }`), stack: STACK, root });

test("an image of another registry is used as it is written, and needs no right of ours", () => {
  expect(of(`"registry.test/airflow@${DIGEST}"`)).toEqual({
    reference: `registry.test/airflow@${DIGEST}`,
    repository: undefined,
  });
});

test("an image in ECR comes with the repository that must be read", () => {
  const reference = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/data/airflow@${DIGEST}`;
  expect(of(`"${reference}"`)).toEqual({
    reference,
    repository: "arn:aws:ecr:eu-central-1:123456789012:repository/data/airflow",
  });
});

test("an image that is built here is the one of the lock", () => {
  const image = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/airflow/acme@${DIGEST}`;
  const lock = { image, architecture: "x86_64", airflow: "3.3.2", inputs: "b".repeat(64) } as const;
  writeFileSync(join(root, lockFile(STACK)), lockText(lock));
  expect(of("{ build: { context: ./image } }").reference).toBe(image);
});

test.each([
  ["123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/a@x", "cn-north-1"],
  ["123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/a@x", "us-gov-west-1"],
  ["123456789012.dkr-ecr.eu-west-1.on.aws/a@x", "eu-west-1"],
  ["public.ecr.aws/a/airflow@x", undefined],
  ["dkr.ecr.eu-west-1.amazonaws.com.example.com/a@x", undefined],
])("the registry of %s", (reference, region) => {
  expect(ecrOf(reference)?.region).toBe(region);
});
