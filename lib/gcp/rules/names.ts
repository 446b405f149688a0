import type { SecretReference } from "../../deployment/schema/scalars";
import type { Finding } from "../../deployment/words/finding";
import { domainOf, MASTER, nameOf } from "../names";
import { secretId } from "../secrets/secret-id";
import type { GcpReading } from "../settings/settings";

/** Names that this target keeps for itself, by the file alone. */
export const names = ({ deployment }: GcpReading): readonly Finding[] =>
  Object.keys(deployment.workers)
    .filter((pool) => pool === MASTER)
    .map((pool) => ({
      path: ["workers", pool],
      message: `"${MASTER}" is the machine with webserver and scheduler; give the pool another name`,
    }));

/** Characters of a service account's id. Source: IAM's CreateServiceAccount. */
const ACCOUNT = { least: 6, most: 30 };

/** Names that are made of the stack's and a pool's. The stack is named as its file. */
export function accountNames(stack: string, pools: readonly string[]): readonly Finding[] {
  return [MASTER, ...pools].flatMap((machine) => {
    const name = nameOf(stack, machine);
    const over = name.length - ACCOUNT.most;
    const path = machine === MASTER ? [] : ["workers", machine];
    if (over > 0)
      return [
        {
          path,
          message: `its service account would be ${name}, of ${name.length} characters, and Google takes ${ACCOUNT.most}; shorten the pool's name or the file's by ${over}`,
        },
      ];
    if (name.length < ACCOUNT.least)
      return [
        {
          path,
          message: `its service account would be ${name}, of ${name.length} characters, and Google wants ${ACCOUNT.least}; write a longer name of the pool`,
        },
      ];
    return [];
  });
}

/** The metadata server and Google's names of machines are in these domains, which a domain of ours would hide. */
export function domainName(stack: string, project: string): readonly Finding[] {
  const hidden =
    stack === "google"
      ? "metadata.google.internal, where machines get their identity"
      : stack === project
        ? `ZONE.c.${project}.internal, where Google names the machines of the project`
        : undefined;
  if (hidden === undefined) return [];
  return [
    {
      path: [],
      message: `its private domain would be ${domainOf(stack)}, which hides ${hidden}; give the file another name`,
    },
  ];
}

/** Secrets of ours, without the number of a key's generation. See lib/airflow/secrets/secret.ts. */
const OURS = /^(metadata-database|broker|admin|flower|environment-file|file-.+|(fernet|api|jwt)-[0-9]+)$/;

interface Place {
  readonly stack: string;
  readonly project: string;
}

/** Secrets of the user's that have the name of one of ours: Terraform would find it taken. */
export const ownNames = (
  { stack, project }: Place,
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly Finding[] =>
  isReference(value)
    ? taken({ stack, project }, value, path)
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inside]) => ownNames({ stack, project }, inside, [...path, key]))
      : [];

const isReference = (value: unknown): value is SecretReference =>
  typeof value === "object" && value !== null && "secret" in value && typeof value.secret === "string";

function taken(
  { stack, project }: Place,
  { secret: written = "" }: SecretReference,
  path: readonly (string | number)[],
): readonly Finding[] {
  const prefix = nameOf(stack, "");
  const id = secretId(written, project);
  if (id === undefined || id.project !== undefined) return [];
  const { secret } = id;
  if (!secret.startsWith(prefix) || !OURS.test(secret.slice(prefix.length))) return [];
  return [{ path, message: `${secret} is the name of a secret that this stack makes itself; give yours another name` }];
}
