import type { Moto } from "./moto";
import type { ContainerDefinition } from "./task-definition";

/** `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME` and what may follow it: `:KEY:STAGE:VERSION`. */
const REFERENCE = /^(arn:aws:secretsmanager:[^:]+:[^:]+:secret:[^:]+)(?::([^:]*):([^:]*):([^:]*))?$/;

interface SecretValue {
  readonly SecretString: string;
}

/** Values of a container's `secrets`, resolved as ECS does when a task starts, by the name of the variable. */
export async function resolved(
  moto: Moto,
  { secrets = [] }: ContainerDefinition,
): Promise<Readonly<Record<string, string>>> {
  const values = await Promise.all(
    secrets.map(async ({ name, valueFrom }) => [name, await resolve(moto, valueFrom)] as const),
  );
  return Object.fromEntries(values);
}

async function resolve(moto: Moto, reference: string): Promise<string> {
  const [, arn, key = "", stage = "", version = ""] = REFERENCE.exec(reference) ?? [];
  if (arn === undefined) throw new Error(`not a reference of Secrets Manager: ${reference}`);
  const { SecretString: text } = await moto.call<SecretValue>("secretsmanager", "get_secret_value", {
    SecretId: arn,
    ...(stage === "" ? {} : { VersionStage: stage }),
    ...(version === "" ? {} : { VersionId: version }),
  });
  if (key === "") return text;
  const value = (JSON.parse(text) as Readonly<Record<string, unknown>>)[key];
  if (typeof value !== "string") throw new Error(`${arn} has no text under key ${key}`);
  return value;
}

/** All values in Secrets Manager by the secret's name, scheduled for deletion or not. */
export async function allSecrets(moto: Moto): Promise<Readonly<Record<string, string>>> {
  const { SecretList: list } = await moto.call<{ SecretList: readonly { Name: string; ARN: string }[] }>(
    "secretsmanager",
    "list_secrets",
  );
  const values = await Promise.all(list.map(async ({ Name, ARN }) => [Name, await resolve(moto, ARN)] as const));
  return Object.fromEntries(values);
}
