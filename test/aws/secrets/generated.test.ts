// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { hole } from "../../../lib/airflow/secrets/secret";
import { resourceOf } from "../../support/aws";
import { KEY, referenced, SECRET, used, VERSION, written } from "../../support/aws-secrets";

describe("a secret that is made here", () => {
  const jwt = referenced("AIRFLOW__API_AUTH__JWT_SECRET", [hole("jwt-1")]);

  test("is referred to by its ARN and version, so that another value is another task definition", () => {
    expect(jwt.value).toBe(`\${${SECRET}.jwt-1.arn}:::\${${VERSION}.jwt-1.version_id}`);
  });

  test("has a name that a deployment after a destroy does not meet again, and waits a month before it is gone", () => {
    expect(resourceOf(jwt.json, SECRET, "jwt-1")).toMatchObject({
      name_prefix: "acme/jwt-1-",
      kms_key_id: KEY,
      recovery_window_in_days: 30,
    });
  });

  test("is random text that Terraform writes and forgets", () => {
    expect(jwt.json.ephemeral?.["aws_secretsmanager_random_password"]).toEqual({
      "jwt-1": { password_length: 64, exclude_punctuation: true },
    });
    expect(written(jwt, "jwt-1")).toEqual({
      secret_id: `\${${SECRET}.jwt-1.arn}`,
      secret_string_wo: "${ephemeral.aws_secretsmanager_random_password.jwt-1.random_password}",
      secret_string_wo_version: 1,
    });
  });

  test.each([
    ["api-2", 64],
    ["metadata-database", 32],
    ["fernet-1", 32],
    ["admin", 32],
  ] as const)("%s has %d characters", (name, length) => {
    const { json } = used((secrets) => secrets.arn(hole(name)));
    expect(json.ephemeral?.["aws_secretsmanager_random_password"]?.[name]).toMatchObject({ password_length: length });
  });

  test("is URL-safe base64 of 32 bytes where it is a Fernet key", () => {
    const made = used((secrets) => secrets.arn(hole("fernet-3")));
    expect(written(made, "fernet-3")["secret_string_wo"]).toBe(
      '${replace(replace(base64encode(ephemeral.aws_secretsmanager_random_password.fernet-3.random_password), "+", "-"), "/", "_")}',
    );
  });

  test("is read back for a write-only argument, never taken from where it was made", () => {
    const made = used((secrets) => secrets.ephemeral(hole("metadata-database")));
    expect(made.value).toBe(`\${ephemeral.${VERSION}.metadata-database.secret_string}`);
    expect(made.json.ephemeral?.[VERSION]).toEqual({
      "metadata-database": {
        secret_id: `\${${SECRET}.metadata-database.arn}`,
        version_id: `\${${VERSION}.metadata-database.version_id}`,
      },
    });
  });

  test("has a number that follows its version", () => {
    expect(used((secrets) => secrets.version(hole("metadata-database"))).value).toBe(
      `\${parseint(substr(sha256(join("|", [${VERSION}.metadata-database.version_id])), 0, 12), 16)}`,
    );
  });

  test("is in the state only where it is asked for so", () => {
    const made = used((secrets) => [secrets.inState(hole("broker")), secrets.inState(hole("broker"))]);
    expect(made.value).toEqual(Array(2).fill(`\${data.${VERSION}.broker.secret_string}`));
    expect(jwt.json.data).toBeUndefined();
  });
});
