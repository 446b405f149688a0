import { pool, said } from "../said";

test.each([
  [
    "a role twice, also in a pool",
    ["roles: [roles/bigquery.jobUser, roles/bigquery.jobUser]", pool("roles: [roles/bigquery.jobUser]")],
    [
      "roles[1]: roles/bigquery.jobUser is written twice; remove one",
      "workers.main.roles[0]: roles/bigquery.jobUser is in roles: at the top already, for every pool; remove one",
    ],
  ],
  [
    "a role of another project",
    ["roles: [projects/other-project/roles/crawler, projects/acme-data/roles/crawler]"],
    [
      "roles[0]: is a role of project other-project, which only that project can give; write one of acme-data, or of Google's",
    ],
  ],
  [
    "roles that can do all",
    [pool("roles: [roles/editor, roles/secretmanager.secretAccessor]")],
    [
      "workers.main.roles[0]: by roles/editor every DAG could read the secrets of this deployment, or change it; write a role for what the tasks do",
      "workers.main.roles[1]: by roles/secretmanager.secretAccessor every DAG could read the secrets of this deployment, or change it; write a role for what the tasks do",
    ],
  ],
  [
    "a word that is no role",
    ["roles: [editor]"],
    ['roles[0]: expected a role such as roles/bigquery.jobUser, got "editor"'],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
