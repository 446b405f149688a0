import { existsSync } from "node:fs";
import type { Project } from "../project";

/** The provider's version that constructs must keep to; the packages pin a newer one, which accepts more. */
export const PROVIDER = "5.100.0";

/** Of each call to moto. */
const TRIES = 4;

/** Synthesized text for Terraform, in the form of its override files. */
export type Override = Readonly<Record<string, unknown>>;

/**
 * What every plan of the test changes in the synthesized stack:
 * - the provider's version, the oldest that must do;
 * - few tries: a call that moto does not know would be repeated for ever, and a busy machine drops a connection.
 * All else is planned as it is, state in a bucket with a lock file included.
 */
export const FOR_MOTO: Override = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: PROVIDER } } },
  provider: { aws: [{ max_retries: TRIES }] },
};

/**
 * And what is applied leaves out the name of the database's authority, which is RDS' own choice: for it the provider
 * changes the database once more after it was made, and waits for another 80 s.
 */
export const QUICKER: Override = {
  ...FOR_MOTO,
  resource: { aws_db_instance: { "metadata-database": { ca_cert_identifier: null } } },
};

export function override(project: Project, stack: string, text: Override): void {
  const folder = `cdktf.out/stacks/${stack}`;
  if (!existsSync(project.path(folder))) throw new Error(`${folder} was not synthesized`);
  project.write(`${folder}/e2e_override.tf.json`, JSON.stringify(text, undefined, 2));
}
