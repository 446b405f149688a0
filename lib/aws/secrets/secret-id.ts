/** The ARN of a secret in its parts. Source: Secrets Manager, "Finding a secret from a partial ARN". */
export interface SecretArn {
  /** Without what ECS takes behind it. */
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
  /** It ends in the six characters that AWS adds to the name. */
  readonly whole: boolean;
  /** JSON key, stage and version, as ECS takes them behind it: `:password::`. */
  readonly more: string;
}

const ARN = /^(arn:[a-z0-9-]+:secretsmanager:([a-z0-9-]+):(\d{12}):secret:([A-Za-z0-9/_+=.@-]{1,519}))(:.*)?$/;

/** Undefined: it is no ARN of a secret. */
export function secretArn(text: string): SecretArn | undefined {
  const [, arn, region, account, name, more = ""] = ARN.exec(text) ?? [];
  if (arn === undefined || region === undefined || account === undefined || name === undefined) return undefined;
  return { arn, region, account, name, more, whole: /.-[A-Za-z0-9]{6}$/.test(name) };
}

/** What a secret may be called. Source: Secrets Manager, CreateSecret. */
export const SECRET_NAME = /^[A-Za-z0-9/_+=.@-]{1,512}$/;
