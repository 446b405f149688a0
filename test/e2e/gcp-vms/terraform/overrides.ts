import type { Items } from "./evaluate";

/** What Google would make of a resource, where the run needs it: addresses of accounts, names and versions of secrets. */
const MADE: Readonly<Record<string, (name: string, project: string) => Readonly<Record<string, string>>>> = {
  google_service_account: (name, project) => {
    const email = `${name}@${project}.iam.gserviceaccount.com`;
    return { email, member: `serviceAccount:${email}`, id: `projects/${project}/serviceAccounts/${email}` };
  },
  google_secret_manager_secret: (name, project) => ({ id: `projects/${project}/secrets/${name}` }),
  google_project_iam_custom_role: (name, project) => {
    const id = `projects/${project}/roles/${name}`;
    return { id, name: id };
  },
};

/** The argument that names it. */
const NAMED: Readonly<Record<string, string>> = {
  google_service_account: "account_id",
  google_secret_manager_secret: "secret_id",
  google_project_iam_custom_role: "role_id",
};

/** A `.tftest.json` in which the run is one apply, and Google answers nothing. */
export function overrides(configuration: { readonly resource: Items }, project: string): object {
  const resources = Object.entries(configuration.resource).flatMap(([type, items]) => {
    const [made, argument] = [MADE[type], NAMED[type]];
    if (made === undefined || argument === undefined) return [];
    return Object.entries(items).map(([name, item]) => ({
      target: `${type}.${name}`,
      values: made(String(item[argument]), project),
    }));
  });
  // Not destroyed: a stack refuses a given secret whose newest version is.
  const version = { defaults: { version: "1", destroy_time: "" } };
  return {
    mock_provider: {
      google: {
        mock_resource: { google_secret_manager_secret_version: version },
        mock_data: { google_secret_manager_secret_version: version },
      },
    },
    override_resource: resources,
    run: { apply: { command: "apply" } },
  };
}
