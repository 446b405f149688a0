import { TerraformOutput } from "cdktf";
import type { Text } from "../../lib/airflow/secrets/secret";
import { Secrets } from "../../lib/aws/secrets/secrets";
import { type AwsJson, awsStack, resourceOf, STACK } from "./aws";

export const KEY = "arn:aws:kms:eu-central-1:123456789012:key/11112222-3333-4444-5555-666677778888";
export const SECRET = "aws_secretsmanager_secret";
export const VERSION = "aws_secretsmanager_secret_version";

interface Used {
  readonly json: AwsJson;
  readonly value: unknown;
}

/** A stack with these secrets, and what the use of them came to. */
export function used(use: (secrets: Secrets) => unknown, { key = KEY } = {}): Used {
  const json = awsStack((stack) => {
    const secrets = new Secrets(stack, "secrets", { stack: STACK, encryption: { key } });
    new TerraformOutput(stack, "value", { value: use(secrets), staticId: true });
  });
  const { value } = json["output"] as { readonly value: { readonly value: unknown } };
  return { json, value: value.value };
}

/** What one variable with this text comes to. */
export const referenced = (variable: string, text: Text): Used => used((secrets) => secrets.reference(variable, text));

/** The version that a deployment writes. */
export const written = ({ json }: Used, name: string) => resourceOf(json, VERSION, name);
