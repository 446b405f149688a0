import { DataGoogleSecretManagerSecretVersion } from "@cdktf/provider-google/lib/data-google-secret-manager-secret-version";
import type { Construct } from "constructs";
import { givenId } from "../../encode/item-id";
import { expression } from "../../encode/reference";
import { literal } from "../../encode/terraform";
import { resourceOf, type SecretId } from "./secret-id";
import type { Source } from "./source";

/**
 * A secret that exists, at the version that is the newest when Terraform plans. Its value is not read, so that a new
 * version is seen without one in the state. The provider calls every version enabled; a destroyed one has a time.
 */
export function given(scope: Construct, id: SecretId): Source {
  const name = givenId(resourceOf(id));
  const { secret, project } = id;
  const newest = new DataGoogleSecretManagerSecretVersion(scope, name, {
    secret,
    project,
    fetchSecretData: false,
    lifecycle: {
      postcondition: [
        {
          condition: expression`coalesce(self.destroy_time, "none") == "none"`,
          errorMessage: literal(
            `The newest version of secret ${secret} in Secret Manager is destroyed. Add another one: printf %s VALUE | gcloud secrets versions add ${secret}${project === undefined ? "" : ` --project=${project}`} --data-file=-`,
          ),
        },
      ],
    },
  });
  newest.overrideLogicalId(name);
  return {
    name,
    secret: resourceOf(id),
    id: secret,
    ...(project === undefined ? {} : { project }),
    version: newest.version,
  };
}
