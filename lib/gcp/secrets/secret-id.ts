/** A secret in Secret Manager, and its project where that is another one than the deployment's. */
export interface SecretId {
  readonly secret: string;
  /** Id or number. */
  readonly project?: string;
}

/** Source: Secret Manager, "CreateSecret". */
export const SECRET_NAME = /^[A-Za-z0-9_-]{1,255}$/;

const RESOURCE =
  /^projects\/([a-z0-9][a-z0-9.:-]{0,60}[a-z0-9])\/secrets\/([A-Za-z0-9_-]{1,255})(?:\/versions\/latest)?$/;

/**
 * What a file names: a secret of its project, or `projects/PROJECT/secrets/NAME` as Google writes it. Undefined: neither.
 * @param own the deployment's project
 */
export function secretId(text: string, own: string): SecretId | undefined {
  if (SECRET_NAME.test(text)) return { secret: text };
  const [, project, secret] = RESOURCE.exec(text) ?? [];
  if (project === undefined || secret === undefined) return undefined;
  return project === own ? { secret } : { secret, project };
}

/** As a machine asks for it. See host/python/machine_secrets.py. */
export const resourceOf = ({ secret, project }: SecretId): string =>
  project === undefined ? secret : `projects/${project}/secrets/${secret}`;
