import { secrets } from "../../../lib/airflow/rules/secrets";
import { writtenTexts } from "../../../lib/deployment/file/written-text";
import { fileOf } from "../../../lib/deployment/schema/schema";
import type { Finding } from "../../../lib/deployment/words/finding";

type Sections = Readonly<Record<string, unknown>>;
const NEVER = ", and a secret is never written into this file: ";
const REFERENCE =
  "write { secret: NAME } or { file: PATH }; if it is no secret, write { plain: TEXT, because: REASON }";
const refused = (path: Finding["path"], message: string): Finding => ({ path, kind: "secret", message });

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
        refused(["airflow", "environment", "DB_PASSWORD"], `"DB_PASSWORD" sounds like a secret${NEVER}${REFERENCE}`),
        refused(["airflow", "variables", "slack"], `the value looks like a Slack token${NEVER}${REFERENCE}`),
        refused(["airflow", "options", "kubernetes", "api_key"], `"api_key" sounds like a secret${NEVER}${REFERENCE}`),
        refused(
          ["airflow", "options", "sentry", "sentry_dsn"],
          `the value of this option may hold a secret${NEVER}${REFERENCE}`,
        ),
        refused(
          ["airflow", "image", "build", "args", "NPM_TOKEN"],
          `"NPM_TOKEN" sounds like a secret${NEVER}move it to airflow.image.build.secretArgs; if it is no secret, write { plain: TEXT, because: REASON }`,
        ),
        refused(
          ["airflow", "dags", "git"],
          `the value holds a URL with a password in it${NEVER}write the address without it, and dags.credentials: { password: { secret: NAME } }`,
        ),
        refused(["workers", "main", "environment", "apiKey"], `"apiKey" sounds like a secret${NEVER}${REFERENCE}`),
      ],
    ],
    [
      "a reason",
      {},
      {
        environment: { SENTRY_DSN: { plain: "https://abc@sentry.io/1", because: "a public DSN" } },
        variables: { greeting: { plain: "hello", because: "nothing looked like a secret here" } },
      },
      [
        {
          path: ["airflow", "environment", "SENTRY_DSN"],
          kind: "notice",
          message:
            "the value holds a URL with a user in it that may be a token, and the file says why it is none: a public DSN",
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = { airflow: { version: "3.3.2", ...airflow }, workers: { main: { queues: ["default"] } }, ...sections };
  expect(secrets(writtenTexts(fileOf("test", {}, {}), file))).toEqual(findings);
});
