import { repository } from "../../../commands/image/repository";
import { setEnvironment } from "../../support/environment";
import { FakeEcr } from "../../support/fake-ecr";

const ecr = new FakeEcr();
beforeAll(() => ecr.start());
afterAll(() => ecr.stop());
beforeEach(() => ecr.answer());

const settings = {
  account: "123456789012",
  region: "eu-central-1",
  architecture: "x86_64",
  encryptionKey: "own",
  tags: { team: "data" },
} as const;
const made = (more: Partial<Parameters<typeof repository>[0]["settings"]> = {}) =>
  repository({ stack: "acme", settings: { ...settings, ...more } });

const TAGS = [
  { Key: "team", Value: "data" },
  { Key: "airflow-cdktf:stack", Value: "acme" },
];
const ARN = "arn:aws:ecr:eu-central-1:123456789012:repository/airflow/acme";
const there = { DescribeRepositories: () => ({ repositories: [{ repositoryArn: ARN }] }) };

test("a new repository: tags do not move, images are scanned, and it carries the file's tags", async () => {
  await made();
  expect(ecr.inputOf("CreateRepository")).toEqual({
    repositoryName: "airflow/acme",
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: { encryptionType: "AES256" },
    tags: TAGS,
  });
});

test("it is encrypted by the file's key where that exists", async () => {
  const encryptionKey = "arn:aws:kms:eu-central-1:123456789012:key/11112222-3333-4444-5555-666677778888";
  await made({ encryptionKey });
  expect(ecr.inputOf("CreateRepository")).toMatchObject({
    encryptionConfiguration: { encryptionType: "KMS", kmsKey: encryptionKey },
  });
});

test("one that is there is brought to the same settings", async () => {
  ecr.answer(there);
  await made();
  expect(ecr.calls.map(({ action }) => action)).toEqual([
    "GetAuthorizationToken",
    "DescribeRepositories",
    "PutImageTagMutability",
    "PutImageScanningConfiguration",
    "TagResource",
    "PutLifecyclePolicy",
  ]);
  expect(ecr.inputOf("PutImageTagMutability")).toEqual({
    repositoryName: "airflow/acme",
    imageTagMutability: "IMMUTABLE",
  });
  expect(ecr.inputOf("PutImageScanningConfiguration")).toMatchObject({
    imageScanningConfiguration: { scanOnPush: true },
  });
  expect(ecr.inputOf("TagResource")).toEqual({ resourceArn: ARN, tags: TAGS });
});

test("the newest 30 images are kept, the rule for all of them last", async () => {
  await made();
  const { lifecyclePolicyText } = ecr.inputOf("PutLifecyclePolicy") ?? {};
  const { rules } = JSON.parse(String(lifecyclePolicyText));
  expect(rules).toMatchObject([
    { rulePriority: 1, selection: { tagStatus: "untagged", countNumber: 14 } },
    { rulePriority: 2, selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 30 } },
  ]);
});

test("how to get in", async () => {
  expect(await made()).toEqual({
    host: "123456789012.dkr.ecr.eu-central-1.amazonaws.com",
    name: "airflow/acme",
    authorization: Buffer.from("AWS:token-of-ecr").toString("base64"),
  });
});

test("credentials of another account: nothing is made", async () => {
  await expect(made({ account: "210987654321" })).rejects.toThrow(
    "these credentials are of account 123456789012, and the file deploys to 210987654321; set AWS_PROFILE to one of 210987654321",
  );
  expect(ecr.calls.map(({ action }) => action)).toEqual(["GetAuthorizationToken"]);
});

const error =
  (name: string, message = "") =>
  () => ({ __type: name, message });

test.each([
  ["ExpiredTokenException", "", "the credentials of AWS have expired; log in again (aws sso login)"],
  ["UnrecognizedClientException", "", "AWS does not know these credentials; look at AWS_PROFILE and AWS_ACCESS_KEY_ID"],
  [
    "AccessDeniedException",
    "User: arn:x is not authorized to perform: ecr:CreateRepository",
    "these credentials may not use Amazon ECR: User: arn:x is not authorized to perform: ecr:CreateRepository (rights: docs/aws-ecs.md)",
  ],
  ["LimitExceededException", "too many repositories", "Amazon ECR says: too many repositories"],
])("%s", async (name, message, words) => {
  ecr.answer({ CreateRepository: error(name, message) });
  await expect(made()).rejects.toThrow(new Error(words));
});

test("no credentials", async () => {
  const before = { ...process.env };
  delete process.env["AWS_ACCESS_KEY_ID"];
  delete process.env["AWS_SECRET_ACCESS_KEY"];
  process.env["HOME"] = "/nonexistent";
  await expect(made()).rejects.toThrow("no credentials of AWS were found; log in (aws sso login), or set AWS_PROFILE");
  setEnvironment(before);
});

test("no answer", async () => {
  const before = { ...process.env };
  process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9";
  await expect(made()).rejects.toThrow("Amazon ECR in eu-central-1 does not answer (ECONNREFUSED)");
  setEnvironment(before);
});
