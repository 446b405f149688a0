import { TerraformOutput } from "cdktf";
import { Secrets } from "../../lib/gcp/secrets/secrets";
import { type GcpJson, gcpSettings, gcpStack, resourceOf, STACK } from "./gcp";

export const SECRET = "google_secret_manager_secret";
export const VERSION = "google_secret_manager_secret_version";

interface Used {
  readonly json: GcpJson;
  readonly value: unknown;
}

/**
 * A stack with these secrets, and what the use of them came to.
 * @param entries keys of the file, see gcpReading
 */
export function used(use: (secrets: Secrets) => unknown, ...entries: readonly string[]): Used {
  const json = gcpStack((stack) => {
    const secrets = new Secrets(stack, "secrets", { stack: STACK, settings: gcpSettings(...entries) });
    new TerraformOutput(stack, "value", { value: use(secrets), staticId: true });
  });
  const { value } = json["output"] as { readonly value: { readonly value?: unknown } };
  return { json, value: value.value };
}

/** The version that a deployment writes. */
export const written = ({ json }: Used, name: string) => resourceOf(json, VERSION, name);
