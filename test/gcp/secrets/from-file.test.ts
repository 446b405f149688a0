// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { resourceOf } from "../../support/gcp";
import { SECRET, used, written } from "../../support/gcp-secrets";

describe("a file of the machine that deploys", () => {
  const file = used((secrets) => secrets.pieces([{ given: { file: "my/token.txt" }, encode: "json" }]));
  const name = "file-my-token-txt-17842d";

  test("is a secret, without the space around it", () => {
    expect(file.value).toEqual([{ secret: `acme-${name}`, encode: "json" }]);
    expect(resourceOf(file.json, SECRET, name)["secret_id"]).toBe(`acme-${name}`);
    expect(file.json["locals"]).toEqual({
      [name]: '${sensitive(trimspace(file(pathexpand("../../../my/token.txt"))))}',
    });
    expect(written(file, name)["secret_data_wo"]).toBe(`\${local.${name}}`);
  });

  test("is written again when it changes; the state learns 20 bits of a digest", () => {
    expect(written(file, name)["secret_data_wo_version"]).toBe(
      `\${nonsensitive(parseint(substr(sha256(join("|", [${SECRET}.${name}.id, local.${name}])), 0, 5), 16))}`,
    );
  });

  test("gives one key of its JSON as it is, so that the secret holds no more", () => {
    const keyed = used((secrets) => secrets.pieces([{ given: { file: "all.json", key: "mysql" } }]));
    const [local] = Object.values(keyed.json["locals"] as Record<string, string>);
    expect(local).toBe('${sensitive(jsondecode(file(pathexpand("../../../all.json")))["mysql"])}');
    expect(keyed.value).toEqual([{ secret: expect.stringMatching(/^acme-file-all-json-mysql-[0-9a-f]{6}$/) }]);
  });

  test("has a name that Secret Manager takes, however long its path is", () => {
    const [{ secret }] = used((secrets) =>
      secrets.pieces([{ given: { file: `/srv/${"long.name/".repeat(40)}token` } }]),
    ).value as [{ secret: string }];
    expect(secret).toMatch(/^[A-Za-z0-9-]{1,255}$/);
    expect(secret).toMatch(/-token-[0-9a-f]{6}$/);
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
    expect(env.value).toEqual([[{ secret: "acme-environment-file" }], [{ secret: "acme-environment-file" }]]);
    expect(env.json["locals"]).toEqual({ "environment-file": '${sensitive(file(pathexpand("../../../.env")))}' });
  });
});
