// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { referenced, SECRET, used, VERSION, written } from "../../support/aws-secrets";

describe("a file of the machine that deploys", () => {
  const file = referenced("TOKEN", [{ given: { file: "my/token.txt" } }]);
  const name = "file-my-token-txt-17842d";

  test("is a secret, without the space around it", () => {
    expect(file.value).toBe(`\${${SECRET}.${name}.arn}:::\${${VERSION}.${name}.version_id}`);
    expect(file.json["locals"]).toEqual({
      [name]: '${sensitive(trimspace(file(pathexpand("../../../my/token.txt"))))}',
    });
    expect(written(file, name)["secret_string_wo"]).toBe(`\${local.${name}}`);
  });

  test("is written again when it changes; the state learns 20 bits of a digest", () => {
    expect(written(file, name)["secret_string_wo_version"]).toBe(
      `\${nonsensitive(parseint(substr(sha256(join("|", [${SECRET}.${name}.arn, local.${name}])), 0, 5), 16))}`,
    );
  });

  test("gives one key of its JSON as it is", () => {
    const keyed = referenced("TOKEN", [{ given: { file: "all.json", key: "mysql" } }]);
    const [local] = Object.values(keyed.json["locals"] as Record<string, string>);
    expect(local).toBe('${sensitive(jsondecode(file(pathexpand("../../../all.json")))["mysql"])}');
  });

  test("is refused when Terraform plans if it is empty or longer than 64 KiB", () => {
    const { lifecycle } = written(file, name) as {
      lifecycle: { precondition: { condition: string; error_message: string }[] };
    };
    const digits = `length(replace(base64encode(local.${name}), "=", ""))`;
    expect(lifecycle.precondition[0]?.condition).toBe(`\${((${digits} >= 1) && (${digits} <= 87382))}`);
    expect(lifecycle.precondition[0]?.error_message).toContain("my/token.txt must hold 1 byte to 64 KiB");
  });

  test("of KEY=VALUE lines is one secret as it is", () => {
    const env = used((secrets) => [secrets.envFile(".env"), secrets.envFile(".env")]);
    expect(new Set(env.value as readonly string[]).size).toBe(1);
    expect(env.json["locals"]).toEqual({ "environment-file": '${sensitive(file(pathexpand("../../../.env")))}' });
  });
});
