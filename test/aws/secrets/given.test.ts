// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { referenced, SECRET, used, VERSION, written } from "../../support/aws-secrets";

const conditionsOf = ({ json }: ReturnType<typeof used>, name: string) => {
  const { lifecycle } = json.ephemeral?.[VERSION]?.[name] ?? {};
  return (
    lifecycle as { readonly postcondition: readonly { readonly condition: string; readonly error_message: string }[] }
  ).postcondition;
};

describe("a secret that exists", () => {
  const token = referenced("TOKEN", [{ given: { secret: "token" } }]);

  test("is referred to at its current version, which Terraform reads without the value", () => {
    expect(token.value).toBe(`\${data.${SECRET}.given-token.arn}:::\${local.given-token-version}`);
    expect(token.json["locals"]).toEqual({
      "given-token-version": `\${one([for version in data.aws_secretsmanager_secret_versions.given-token.versions : version.version_id if contains(version.version_stages, "AWSCURRENT")])}`,
    });
    expect(token.json.data?.[VERSION]).toBeUndefined();
  });

  test("is not copied", () => {
    expect(token.json.resource).toBeUndefined();
  });

  test("must have no space around it, because ECS hands it on as it is", () => {
    const [one] = conditionsOf(token, "given-token");
    expect(one?.condition).toContain("self.secret_string == trimspace(self.secret_string)");
    expect(one?.error_message).toContain("Secret token in Secrets Manager must be text without a space");
  });

  test("gives one key of its JSON, which must be there", () => {
    const keyed = referenced("TOKEN", [{ given: { secret: "all", key: "my-key.1" } }]);
    expect(keyed.value).toBe(`\${data.${SECRET}.given-all.arn}:my-key.1::\${local.given-all-version}`);
    expect(conditionsOf(keyed, "given-all").map(({ condition }) => condition)).toEqual([
      '${can(tostring(jsondecode(self.secret_string)["my-key.1"]))}',
    ]);
  });

  test("has all its keys checked, each once", () => {
    const of = (key: string) => ({ given: { secret: "all", key } });
    const keyed = used((secrets) => ["a", "b", "a"].map((key) => secrets.reference(key, [of(key)])));
    expect(conditionsOf(keyed, "given-all")).toHaveLength(2);
  });

  test("is copied where the key would end a part of ECS' reference", () => {
    const odd = referenced("ODD", [{ given: { secret: "all", key: "a:b" } }]);
    expect(odd.value).toBe(`\${${SECRET}.variable-odd.arn}:::\${${VERSION}.variable-odd.version_id}`);
    expect(written(odd, "variable-odd")["secret_string_wo"]).toContain('["a:b"]');
  });
});

describe("a secret by a name with slashes", () => {
  const token = referenced("TOKEN", [{ given: { secret: "prod/airflow/warehouse" } }]);
  const name = "given_prod-airflow-warehouse-2a70b560";

  test("is looked up by that name, and has an address that Terraform takes", () => {
    expect(token.json.data?.[SECRET]).toEqual({ [name]: { name: "prod/airflow/warehouse" } });
    expect(token.value).toBe(`\${data.${SECRET}.${name}.arn}:::\${local.${name}-version}`);
  });

  test("has an address of its own beside one that differs in little", () => {
    const { json } = used((secrets) =>
      ["prod/db", "prod.db", "prod-db", "prod_db"].map((secret) =>
        secrets.reference(`A_${secret.length}`, [{ given: { secret } }]),
      ),
    );
    expect(Object.keys(json.data?.[SECRET] ?? {})).toEqual([
      expect.stringMatching(/^given_prod-db-[0-9a-f]{8}$/),
      expect.stringMatching(/^given_prod-db-[0-9a-f]{8}$/),
      "given-prod-db",
      "given-prod_db",
    ]);
  });
});

describe("a secret by its ARN", () => {
  const ARN = "arn:aws:secretsmanager:eu-central-1:210987654321:secret:shared/db-AbCdEf";
  const keyed = referenced("TOKEN", [{ given: { secret: ARN, key: "password" } }]);

  test("is not looked up: what it is called is known, and another account lets nobody ask for more than needed", () => {
    expect(keyed.json.data?.[SECRET]).toBeUndefined();
    const [name = "", versions] =
      Object.entries(keyed.json.data?.["aws_secretsmanager_secret_versions"] ?? {})[0] ?? [];
    expect(versions).toEqual({ secret_id: ARN });
    expect(keyed.value).toBe(`${ARN}:password::\${local.${name}-version}`);
  });

  test("without the six characters that AWS added is looked up by its name", () => {
    const short = referenced("TOKEN", [{ given: { secret: ARN.replace("-AbCdEf", "") } }]);
    expect(Object.values(short.json.data?.[SECRET] ?? {})).toEqual([{ name: "shared/db" }]);
  });
});

test("secrets whose names go on with words of ours stand side by side", () => {
  const names = ["db", "db-secret", "db-version", "db-versions"];
  const { json } = used((secrets) =>
    names.map((secret, index) => secrets.reference(`A_${index}`, [{ given: { secret } }])),
  );
  expect(Object.keys(json.data?.[SECRET] ?? {})).toEqual(names.map((name) => `given-${name}`));
});
