// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { ref } from "cdktf";
import { hole, inJson, inUrl, type Text } from "../../../lib/airflow/secrets/secret";
import { resourceOf } from "../../support/aws";
import { referenced, SECRET, used, VERSION, written } from "../../support/aws-secrets";

describe("a text with secrets in it", () => {
  const url: Text = ["postgresql://airflow:", inUrl(hole("metadata-database")), "@db:5432/airflow"];
  const made = referenced("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", url);

  test("is a secret of its own, named as the option", () => {
    expect(made.value).toBe(
      `\${${SECRET}.database-sql-alchemy-conn.arn}:::\${${VERSION}.database-sql-alchemy-conn.version_id}`,
    );
    expect(resourceOf(made.json, SECRET, "database-sql-alchemy-conn")).toMatchObject({
      name_prefix: "acme/database-sql-alchemy-conn-",
    });
  });

  test("is put together from what was read back", () => {
    expect(written(made, "database-sql-alchemy-conn")["secret_string_wo"]).toBe(
      `\${join("", ["postgresql://airflow:", replace(urlencode(ephemeral.${VERSION}.metadata-database.secret_string), "+", "%20"), "@db:5432/airflow"])}`,
    );
  });

  test("is written again when its words or a secret's version change, and not otherwise", () => {
    expect(written(made, "database-sql-alchemy-conn")["secret_string_wo_version"]).toBe(
      `\${parseint(substr(sha256(join("|", ["postgresql://airflow:", "text", ${VERSION}.metadata-database.version_id, "url", "@db:5432/airflow", "text"])), 0, 12), 16)}`,
    );
  });

  test("is one secret for equal texts, and two for two texts of one variable", () => {
    const { json, value } = used((secrets) => [
      secrets.reference("TOKEN", ["a:", hole("flower")]),
      secrets.reference("TOKEN", ["a:", hole("flower")]),
      secrets.reference("TOKEN", ["b:", hole("flower")]),
    ]);
    const [one, again, other] = value as readonly string[];
    expect([one === again, one === other]).toEqual([true, false]);
    expect(Object.keys(json.resource[SECRET] ?? {})).toEqual([
      "flower",
      "variable-token",
      expect.stringMatching(/^variable-token-[0-9a-f]{6}$/),
    ]);
  });

  test("may hold a reference to something that does not exist yet, and follows it", () => {
    const host = used((secrets) => {
      const address = ref("aws_db_instance.db.address").toString();
      return secrets.reference("URL", [hole("flower"), `@${address}:5432/%{x}?ssl=verify-full`]);
    });
    expect(written(host, "variable-url")).toMatchObject({
      secret_string_wo: expect.stringContaining('"@", aws_db_instance.db.address, ":5432/%%{x}?ssl=verify-full"'),
      secret_string_wo_version: expect.stringContaining("aws_db_instance.db.address"),
    });
  });

  test("quotes a secret inside JSON", () => {
    const json = referenced("AIRFLOW_CONN_GIT", ['{"password":', inJson({ given: { secret: "git" } }), "}"]);
    expect(written(json, "variable-airflow-conn-git")["secret_string_wo"]).toBe(
      `\${join("", ["{\\"password\\":", jsonencode(trimspace(ephemeral.${VERSION}.given-git.secret_string)), "}"])}`,
    );
  });
});
