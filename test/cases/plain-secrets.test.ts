import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";

/** Lines of one file, as a person reads them. */
function lines(...text: readonly string[]): readonly string[] {
  const result = readDeployment({ path: "configs/a.yaml", text: text.join("\n") }, targets);
  return (result.ok ? result.notices : result.problems).map(line);
}

const START = ["target: docker", "workers: { default: { queues: [default] } }"];
const inAirflow = (...text: readonly string[]) =>
  lines(...START, "airflow:", '  version: "3.3.2"', ...text.map((one) => `  ${one}`));

const NEVER = ", and a secret is never written into this file: ";
const REFERENCE =
  "write { secret: NAME } or { file: PATH }; if it is no secret, write { plain: TEXT, because: REASON }";
const TOKEN = "the value holds a URL with a user in it that may be a token";

test("a file full of plain secrets is refused line by line, and shows none", () => {
  const found = lines(
    "target: docker",
    "airflow:",
    '  version: "3.3.2"',
    '  dags: { git: "https://ghp-like-token@github.com/acme/dags.git" }',
    "  environment:",
    "    PGPASSWORD: hunter2",
    "    DBPASS: hunter2",
    "    SECRETKEY: hunter2",
    "    JWT: hunter2",
    '    SENTRY_DSN: "https://abc@sentry.io/1"',
    '    SLACK: "https://hooks.slack.com/services/T0/B0/hunter2"',
    '    AZ: "Endpoint=sb://x/;SharedAccessKey=hunter2="',
    "    SSH_KEY: hunter2",
    '  variables: { conf: \'{"host":"h","password":"hunter2"}\' }',
    "  options:",
    "    azure_remote_logging: { account_key: hunter2 }",
    '    elasticsearch_configs: { http_auth: "u:hunter2" }',
    'webserver: { baseUrl: "https://u:hunter2@airflow.example.com" }',
    'metadataDatabase: { host: "u:hunter2@db.example.com", password: { secret: x } }',
    'broker: { host: ":hunter2@redis.example.com" }',
    "workers: { default: { queues: [default] } }",
  );
  const env = "airflow.environment";
  expect(found).toEqual([
    `configs/a.yaml:4:16 airflow.dags.git: ${TOKEN}${NEVER}write the address without it, and dags.credentials: { password: { secret: NAME } }`,
    `configs/a.yaml:6:17 ${env}.PGPASSWORD: "PGPASSWORD" sounds like a secret${NEVER}${REFERENCE}`,
    `configs/a.yaml:7:13 ${env}.DBPASS: "DBPASS" sounds like a secret${NEVER}${REFERENCE}`,
    `configs/a.yaml:8:16 ${env}.SECRETKEY: "SECRETKEY" sounds like a secret${NEVER}${REFERENCE}`,
    `configs/a.yaml:9:10 ${env}.JWT: "JWT" sounds like a secret${NEVER}${REFERENCE}`,
    `configs/a.yaml:10:17 ${env}.SENTRY_DSN: ${TOKEN}${NEVER}${REFERENCE}`,
    `configs/a.yaml:11:12 ${env}.SLACK: the value looks like the address of a webhook, which is a secret${NEVER}${REFERENCE}`,
    `configs/a.yaml:12:9 ${env}.AZ: the value holds "SharedAccessKey=", which sounds like a secret${NEVER}${REFERENCE}`,
    `configs/a.yaml:13:14 ${env}.SSH_KEY: "SSH_KEY" sounds like a secret${NEVER}${REFERENCE}`,
    `configs/a.yaml:14:22 airflow.variables.conf: the value is JSON with "password", which sounds like a secret${NEVER}${REFERENCE}`,
    `configs/a.yaml:16:42 airflow.options.azure_remote_logging.account_key: "account_key" sounds like a secret${NEVER}${REFERENCE}`,
    `configs/a.yaml:17:41 airflow.options.elasticsearch_configs.http_auth: "http_auth" sounds like a secret${NEVER}${REFERENCE}`,
    `configs/a.yaml:18:23 webserver.baseUrl: the value holds a URL with a password in it${NEVER}write the address without it; people log in with airflow.admin and users of their own`,
    `configs/a.yaml:19:27 metadataDatabase.host: the value holds a user before the address${NEVER}write the address alone, and metadataDatabase.user and metadataDatabase.password: { secret: NAME } beside it`,
    `configs/a.yaml:20:17 broker.host: the value holds a user before the address${NEVER}write the address alone, and broker.user and broker.password: { secret: NAME } beside it`,
  ]);
  expect(found.join()).not.toMatch(/hunter2|ghp-like|abc@/);
});

test("the same file in one line each, as somebody sent it", () => {
  const found = inAirflow(
    'dags: { git: "https://ghp-like-token@github.com/acme/dags.git" }',
    'environment: { PGPASSWORD: hunter2, DBPASS: hunter2, SENTRY_DSN: "https://abc@sentry.io/1" }',
  );
  expect(found.map((one) => one.split(": ")[0])).toEqual([
    "configs/a.yaml:5:16 airflow.dags.git",
    "configs/a.yaml:6:30 airflow.environment.PGPASSWORD",
    "configs/a.yaml:6:47 airflow.environment.DBPASS",
    "configs/a.yaml:6:68 airflow.environment.SENTRY_DSN",
  ]);
});

test("a literal Fernet key is refused, not printed", () => {
  const found = lines(
    ...START,
    'airflow: { version: "3.3.2", dags: { folder: ./examples/dags } }',
    'keys: { fernet: ["81HqDtbqAywKSOumSha3BhWNOdQ26slT6K0YaZeZyPs="] }',
  );
  expect(found).toEqual(["configs/a.yaml:4:18 keys.fernet[0]: expected a key number, or { secret: NAME }"]);
});

test("a Fernet key where a list of them belongs is not printed", () => {
  const found = lines(...START, 'airflow: { version: "3.3.2" }', "keys: { fernet: pass7w }");
  expect(found).toEqual(["configs/a.yaml:4:17 keys.fernet: expected a list"]);
});

test.each([
  ["airflow.image", 'image: "u:pw-hunter2@registry/x:1"'],
  ["airflow.image", 'image: { build: { context: ".", args: { NPM: "npm_0123456789abcdefghijabcdefghij012345" } } }'],
])("%s is not printed: %s", (_, text) => {
  const found = inAirflow(text);
  expect(found.length).toBeGreaterThan(0);
  expect(found.join()).not.toMatch(/hunter2|0123456789/);
});

test("a person overrules the rule by a word with a reason, and reads it in the notices", () => {
  const dsn = 'SENTRY_DSN: { plain: "https://abc@sentry.io/1", because: "a public DSN" }';
  expect(inAirflow(`environment: { ${dsn} }`)).toEqual([
    `configs/a.yaml:5:18 airflow.environment.SENTRY_DSN: ${TOKEN}, and the file says why it is none: a public DSN`,
  ]);
});

test.each([
  ["because: x", 'expected the reason why this is no secret, in a few words, got "x"'],
  ["because: ''", 'expected the reason why this is no secret, in a few words, got ""'],
  ["because: '....'", 'expected the reason why this is no secret, in a few words, got "...."'],
  ["because: 12345", "expected the reason why this is no secret, in a few words, got 12345"],
])("a reason is a few words: %s", (text, message) => {
  expect(inAirflow(`environment: { PGPASSWORD: { plain: hunter2, ${text} } }`)).toEqual([
    expect.stringContaining(`airflow.environment.PGPASSWORD.because: ${message}`),
  ]);
});

test("a reason must be there, and it holds no secret either", () => {
  expect(inAirflow("environment: { PGPASSWORD: { plain: hunter2 } }")).toEqual([
    "configs/a.yaml:5:18 airflow.environment.PGPASSWORD.because: missing; expected the reason why this is no secret, in a few words",
  ]);
  const found = inAirflow("environment: { A: { plain: b, because: it is ghp_0123456789abcdefghij of bob } }");
  expect(found.join()).toMatch(/airflow\.environment\.A\.because: the value looks like a GitHub token/);
  expect(found.join()).not.toMatch(/0123456789/);
});
