import { secrets } from "../../../lib/airflow/rules/secrets";
import type { Finding } from "../../../lib/deployment/finding";
import { deployment } from "./deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    [
      "nothing secret",
      {},
      {
        environment: {
          TOKENIZERS_PARALLELISM: "false",
          MAX_TOKEN_LIMIT: "3",
          TOKEN_URL: "https://example.com",
          PASSWORD_FILE: "/run/x",
          USE_SECRET: "true",
          PWD: "/x",
        },
        variables: { greeting: "hello" },
      },
      [],
    ],
    [
      "references",
      {},
      { environment: { DB_PASSWORD: { secret: "db" } }, variables: { api_key: { file: "key.txt" } } },
      [],
    ],
    [
      "in every place",
      { workers: { main: { queues: ["default"], environment: { apiKey: "abc" } } } },
      {
        environment: { DB_PASSWORD: "hunter2" },
        variables: { slack: "xoxb-123456789012" },
        options: { kubernetes: { api_key: "abc" }, sentry: { sentry_dsn: "https://x" } },
        image: { build: { context: "image", args: { NPM_TOKEN: "abc" } } },
        dags: { git: "https://me:hunter2@example.com/dags.git" },
      },
      [
        {
          path: ["airflow", "options", "kubernetes", "api_key"],
          message:
            '"api_key" sounds like a secret, and a secret is never written into this file: write { secret: NAME } or { file: PATH }; if it is no secret, { file: PATH } takes it as well',
        },
        {
          path: ["airflow", "environment", "DB_PASSWORD"],
          message:
            '"DB_PASSWORD" sounds like a secret, and a secret is never written into this file: write { secret: NAME } or { file: PATH }; if it is no secret, { file: PATH } takes it as well',
        },
        {
          path: ["airflow", "variables", "slack"],
          message:
            "the value looks like a Slack token, and a secret is never written into this file: write { secret: NAME } or { file: PATH }; if it is no secret, { file: PATH } takes it as well",
        },
        {
          path: ["airflow", "image", "build", "args", "NPM_TOKEN"],
          message:
            '"NPM_TOKEN" sounds like a secret, and a secret is never written into this file: move it to airflow.image.build.secretArgs',
        },
        {
          path: ["workers", "main", "environment", "apiKey"],
          message:
            '"apiKey" sounds like a secret, and a secret is never written into this file: write { secret: NAME } or { file: PATH }; if it is no secret, { file: PATH } takes it as well',
        },
        {
          path: ["airflow", "dags", "git"],
          message:
            "the value holds a URL with a password in it, and a secret is never written into this file: write the address without it, and dags.credentials: { password: { secret: NAME } }",
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(secrets(file)).toEqual(findings);
});
