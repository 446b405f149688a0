// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Encryption } from "../../../lib/aws/secrets/encryption";
import { awsSettings, awsStack, resourceOf, STACK } from "../../support/aws";
import { addresses, stackJson } from "../../support/terraform-json";

function encrypted(...entries: readonly string[]) {
  const keys: (string | undefined)[] = [];
  const json = awsStack((stack) => {
    keys.push(new Encryption(stack, "encryption", STACK, awsSettings(...entries)).key);
  });
  return { json, key: keys[0] };
}

const own = encrypted().json;
const policyOf = (json: typeof own) => String(resourceOf(json, "aws_kms_key", "encryption")["policy"]);

test("a key of the stack's own, and its name", () => {
  expect(addresses(own)).toEqual([
    "aws_kms_alias.encryption",
    "aws_kms_key.encryption",
    "terraform_data.encryption-key",
  ]);
  expect(resourceOf(own, "aws_kms_alias", "encryption")).toEqual({
    name: "alias/acme",
    target_key_id: "${aws_kms_key.encryption.key_id}",
  });
});

test("the key is rotated, and can be had back for a month", () => {
  expect(resourceOf(own, "aws_kms_key", "encryption")).toMatchObject({
    enable_key_rotation: true,
    deletion_window_in_days: 30,
  });
});

test("nobody destroys the key by accident", () => {
  const lifecycle = (json: typeof own) => resourceOf(json, "aws_kms_key", "encryption")["lifecycle"];
  expect(lifecycle(own)).toEqual({ prevent_destroy: true });
  expect(lifecycle(encrypted("protect: false").json)).toEqual({ prevent_destroy: false });
});

test.each([
  ["own", "own"],
  ["AWS' own", "aws"],
])("the file's choice, %s, is no more changed by accident than the key", (_, written) => {
  const choice = (...more: readonly string[]) =>
    resourceOf(encrypted(`encryptionKey: ${written}`, ...more).json, "terraform_data", "encryption-key");
  expect(choice()).toEqual({ triggers_replace: { encryptionKey: written }, lifecycle: { prevent_destroy: true } });
  expect(choice("protect: false")["lifecycle"]).toEqual({ prevent_destroy: false });
});

test("the account, CloudWatch Logs of the region and what writes to the topic may use it, and nobody else", () => {
  const policy = policyOf(own);
  expect(policy.match(/"Principal" = \{[^}]+\}/g)).toEqual([
    '"Principal" = {"AWS" = "arn:aws:iam::123456789012:root"}',
    '"Principal" = {"Service" = "logs.eu-central-1.amazonaws.com"}',
    '"Principal" = {"Service" = "cloudwatch.amazonaws.com"}',
    '"Principal" = {"Service" = "events.amazonaws.com"}',
  ]);
  expect(policy.match(/"Condition" = \{.*?\}\}/g)).toEqual([
    '"Condition" = {"ArnLike" = {"kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:eu-central-1:123456789012:log-group:*"}}',
    '"Condition" = {"StringEquals" = {"aws:SourceAccount" = "123456789012"}}',
  ]);
});

test.each([
  ["cn-north-1", "arn:aws-cn:iam::123456789012:root", "logs.cn-north-1.amazonaws.com.cn"],
  ["us-gov-west-1", "arn:aws-us-gov:iam::123456789012:root", "logs.us-gov-west-1.amazonaws.com"],
])("in %s AWS has other names", (region, root, logs) => {
  const policy = policyOf(encrypted(`region: ${region}`).json);
  expect(policy).toContain(`"${root}"`);
  expect(policy).toContain(`"${logs}"`);
});

const ARN = "arn:aws:kms:eu-central-1:123456789012:key/11112222-3333-4444-5555-666677778888";
test.each([
  ["one that exists is taken as it is", ARN, ARN],
  ["AWS' own is no key", "aws", undefined],
])("%s, and nothing is made", (_, written, key) => {
  const made = encrypted(`encryptionKey: "${written}"`);
  expect(made.key).toBe(key);
  expect(addresses(made.json)).toEqual(["terraform_data.encryption-key"]);
});

test("the ARN is the key's own attribute", () => {
  const json = stackJson((stack) => {
    const { key } = new Encryption(stack, "encryption", STACK, awsSettings());
    stack.addOverride("output.key", { value: key });
  });
  expect(json.output?.["key"]?.value).toBe("${aws_kms_key.encryption.arn}");
});
