import { said } from "../said";

test.each([
  [
    "an account without quotes",
    ["account: 123456789012"],
    ['account: expected 12 digits in quotes, such as "123456789012", got 123456789012'],
  ],
  [
    "an account without quotes that begins with a zero",
    ["account: 012345678901"],
    [
      'account: got 012345678901 without quotes, which YAML takes for a number and shortens; write it in quotes: "012345678901"',
    ],
  ],
  ["an account that begins with a zero", ['account: "012345678901"'], []],
  [
    "an account with too few digits",
    ['account: "12345"'],
    ['account: expected 12 digits in quotes, such as "123456789012", got "12345"'],
  ],
  ["no account", ["account:"], ['account: missing; expected 12 digits in quotes, such as "123456789012"']],
  [
    "a city instead of a region",
    ["region: frankfurt"],
    ['region: expected a region such as eu-central-1, got "frankfurt"'],
  ],
  [
    "a zone instead of a region",
    ["region: eu-central-1a"],
    ['region: expected a region such as eu-central-1, got "eu-central-1a"'],
  ],
  ["no region", ["region:"], ["region: missing; expected a region such as eu-central-1"]],
  [
    "an ARN of another service",
    ["loadBalancer: { certificate: arn:aws:iam::123456789012:server-certificate/x, allow: [203.0.113.0/24] }"],
    [
      'loadBalancer.certificate: expected an ARN such as arn:aws:acm:eu-central-1:123456789012:certificate/11112222-3333-4444-5555-666677778888, got "arn:aws:iam::123456789012:server-certificate/x"',
    ],
  ],
  [
    "a certificate of another region",
    [
      "loadBalancer: { certificate: arn:aws:acm:us-east-1:123456789012:certificate/11112222-3333-4444-5555-666677778888, allow: [203.0.113.0/24] }",
    ],
    ["loadBalancer.certificate: a certificate of region us-east-1; write one of eu-central-1, where this file deploys"],
  ],
  [
    "a certificate of another account",
    [
      "loadBalancer: { certificate: arn:aws:acm:eu-central-1:210987654321:certificate/11112222-3333-4444-5555-666677778888, allow: [203.0.113.0/24] }",
    ],
    [
      "loadBalancer.certificate: a certificate of account 210987654321; write one of 123456789012, where this file deploys",
    ],
  ],
  [
    "a key of another region",
    ["encryptionKey: arn:aws:kms:us-east-1:123456789012:key/1"],
    ["encryptionKey: a key of region us-east-1; write one of eu-central-1, where this file deploys"],
  ],
  [
    "a key that is none",
    ["encryptionKey: mine"],
    [
      "encryptionKey: expected own, aws, or the ARN of a key such as arn:aws:kms:eu-central-1:123456789012:key/11112222-3333, got a text that may be a secret and is not shown",
    ],
  ],
  [
    "a topic of another region",
    ["alarms: { topic: arn:aws:sns:us-east-1:123456789012:on-call }"],
    ["alarms.topic: a topic of region us-east-1; write one of eu-central-1, where this file deploys"],
  ],
  [
    "resources of another partition",
    ["permissions: [{ actions: [s3:GetObject], resources: [arn:aws-cn:s3:::acme/*] }]"],
    [
      "permissions[0].resources[0]: begins with arn:aws-cn, and in region eu-central-1 ARNs begin with arn:aws; write that",
    ],
  ],
  [
    "malformed rights",
    ["permissions: [{ actions: [GetObject], resources: [acme] }]"],
    [
      'permissions[0].actions[0]: expected an action such as s3:GetObject, got "GetObject"',
      'permissions[0].resources[0]: expected an ARN, or * where the action has no resource, got "acme"',
    ],
  ],
  [
    "a role's name instead of its ARN",
    [
      "assumeRoles: [airflow-reader]",
      "workers: { main: { queues: [default], assumeRoles: [arn:aws-cn:iam::123456789012:role/x] } }",
    ],
    ['assumeRoles[0]: expected an ARN such as arn:aws:iam::210987654321:role/airflow-reader, got "airflow-reader"'],
  ],
  [
    "ARNs of the wrong partition in China",
    [
      "region: cn-north-1",
      "metadataDatabase: { host: pg.acme, password: { secret: pg }, tls: { ca: ./ca.pem } }",
      "encryptionKey: arn:aws:kms:cn-north-1:123456789012:key/1",
      "permissions: [{ actions: [s3:GetObject], resources: ['*', arn:aws-cn:s3:::acme/*] }]",
    ],
    ["encryptionKey: begins with arn:aws, and in region cn-north-1 ARNs begin with arn:aws-cn; write that"],
  ],
  [
    "a topic of a partition of its own",
    [
      "region: us-gov-west-1",
      "metadataDatabase: { host: pg.acme, password: { secret: pg }, tls: { ca: ./ca.pem } }",
      "alarms: { topic: arn:aws-us-gov:sns:us-gov-west-1:123456789012:on-call }",
    ],
    [],
  ],
  [
    "a bucket with a name that no bucket has",
    ["state: { bucket: Acme_State }"],
    ["state.bucket: expected a bucket's name: 3 to 63 lower-case letters, digits, '.' and '-', got \"Acme_State\""],
  ],
  [
    "a state that begins with a slash",
    ["state: { bucket: acme-state, key: /x }"],
    ["state.key: expected a name such as airflow/production.tfstate"],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
