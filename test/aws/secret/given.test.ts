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
