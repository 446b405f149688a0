import { looksSecret } from "../../../lib/deployment/secret/judge";

const url = "the value holds a URL with a password in it";
const sounds = (key: string) => `"${key}" sounds like a secret`;

test.each([
  ["DB_PASSWORD", "12345", sounds("DB_PASSWORD")],
  ["db-passwd2", "x", sounds("db-passwd2")],
  ["clientSecret", "x", sounds("clientSecret")],
  ["MY_API_KEY", "x", sounds("MY_API_KEY")],
  ["FERNET_KEY", "x", sounds("FERNET_KEY")],
  ["AWS_SECRET_ACCESS_KEY", "x", sounds("AWS_SECRET_ACCESS_KEY")],
  ["AWS_ACCESS_KEY_ID", "AKIAABCDEFGHIJKLMNOP", "the value looks like an AWS access key"],
  ["X", "mysql://root:pw@db/x", url],
  ["X", "redis://:pw@db:6379/0", url],
  ["X", '{"uri": "postgresql://a:b@c/d"}', url],
  ["X", "-----BEGIN RSA PRIVATE KEY-----", "the value looks like a private key"],
  ["X", "ghp_0123456789abcdefghij", "the value looks like a GitHub token"],
  ["X", "glpat-0123456789abcdefghij", "the value looks like a GitLab token"],
  ["X", "xoxb-123456789012", "the value looks like a Slack token"],
])("%s: %s is refused", (key, value, why) => {
  expect(looksSecret(key, value)).toBe(why);
});

test.each([
  ["DB_PASSWORD", ""],
  ["DB_PASSWORD_FILE", "/run/secrets/db"],
  ["TOKENIZERS_PARALLELISM", "false"],
  ["TOKEN_LIFETIME_SECONDS", "60"],
  ["REFRESH_TOKEN", "true"],
  ["MONKEY", "banana"],
  ["PWD", "/opt/airflow"],
  ["X", "mysql://root:$PASSWORD@db/x"],
  ["X", "https://example.com:443/a@b"],
  ["X", "git@github.com:acme/dags.git"],
  ["X", "-----BEGIN CERTIFICATE-----"],
])("%s: %s is accepted", (key, value) => {
  expect(looksSecret(key, value)).toBeUndefined();
});
