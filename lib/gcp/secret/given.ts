import { DataGoogleSecretManagerSecretVersion } from "@cdktf/provider-google/lib/data-google-secret-manager-secret-version";
import type { Construct } from "constructs";
import { expression } from "../../encode/reference";
import { literal } from "../../encode/terraform";
import type { Source } from "./source";

/**
 * A secret that exists in the same project, at the version that is the newest when Terraform plans. Its value is not
 * read, so that a new version is seen without one in the state. The provider calls every version enabled; a destroyed
 * one has a time.
 */
export function given(scope: Construct, secret: string): Source {
  const name = `given-${secret}`;
  const newest = new DataGoogleSecretManagerSecretVersion(scope, name, {
    secret,
    fetchSecretData: false,
    lifecycle: {
      postcondition: [
        {
          condition: expression`coalesce(self.destroy_time, "none") == "none"`,
          errorMessage: literal(
            `The newest version of secret ${secret} in Secret Manager is destroyed. Add another one: printf %s VALUE | gcloud secrets versions add ${secret} --data-file=-`,
          ),
        },
      ],
    },
  });
  newest.overrideLogicalId(name);
  return { name, secret, id: secret, version: newest.version };
}
