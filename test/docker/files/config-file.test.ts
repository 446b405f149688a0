import { TerraformOutput } from "cdktf";
import type { Text } from "../../../lib/airflow/secrets/secret";
import { configFile, split } from "../../../lib/docker/files/config-file";
import { Secrets } from "../../../lib/docker/secrets/secrets";
import { stackJson } from "../../support/terraform-json";

const file = (secret: Readonly<Record<string, Text>>) =>
  stackJson((stack) => {
    const value = configFile(secret, new Secrets(stack, "secrets"));
    new TerraformOutput(stack, "file", { value, staticId: true });
  }).output?.["file"]?.value;

const given = (secret: string): Text => [{ given: { secret } }];

test("options go to airflow.cfg; the rest must be real variables", () => {
  const secret = { TOKEN: given("t"), AIRFLOW__SMTP__SMTP_PASSWORD: given("s"), AIRFLOW_CONN_DB: given("c") };
  expect(split(secret)).toEqual({ options: ["AIRFLOW__SMTP__SMTP_PASSWORD"], variables: ["AIRFLOW_CONN_DB", "TOKEN"] });
});

test("sections in order, keys in order, each section once", () => {
  const secret = {
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: given("b"),
    AIRFLOW__CORE__FERNET_KEY: given("a"),
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC: given("c"),
    TOKEN: given("d"),
  };
  const keys = file(secret)?.replaceAll(/ = .*/g, "");
  expect(keys).toBe(
    ["[core]", "fernet_key", "", "[database]", "sql_alchemy_conn", "sql_alchemy_conn_async", ""].join("\n"),
  );
});

test("a `%` of the value is doubled by Terraform, because Airflow interpolates the file", () => {
  expect(file({ AIRFLOW__CORE__FERNET_KEY: [{ secret: "fernet-1" }, "%"] })).toMatch(
    /^\[core\]\nfernet_key = \$\{replace\(join\("", \[.*\]\), "%", "%%"\)\}\n$/,
  );
});

test("the key of an option keeps its underscores, the section ends at the first two", () => {
  expect(split({ AIRFLOW__COMMON_IO__XCOM__PATH: given("x") }).options).toHaveLength(1);
  expect(file({ AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__SENTINEL_KWARGS: given("x") })).toMatch(
    /^\[celery_broker_transport_options\]\nsentinel_kwargs = /,
  );
});
