// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { hole, inUrl } from "../../../lib/airflow/secrets/secret";
import { SECRET, used, written } from "../../support/aws-secrets";

test("a role must read the secrets themselves, each once, whatever key or version is referred to", () => {
  const { value } = used((secrets) =>
    secrets.readable([
      secrets.reference("A", [{ given: { secret: "all", key: "a" } }]),
      secrets.reference("B", [{ given: { secret: "all", key: "b" } }]),
      secrets.reference("C", [hole("admin")]),
    ]),
  );
  expect(value).toEqual([`\${data.${SECRET}.given-all.arn}`, `\${${SECRET}.admin.arn}`]);
});

test("a reference of nobody's is no right", () => {
  expect(() => used((secrets) => secrets.readable(["arn:x:::1"]))).toThrow(
    "not a reference of this deployment's secrets",
  );
});

test("nothing in Terraform's JSON is a template that was not meant", () => {
  const { json } = used((secrets) => [
    secrets.reference("A", ["${x} %{y}", hole("flower")]),
    secrets.ephemeral(inUrl(hole("admin"))),
  ]);
  expect(JSON.stringify(json)).not.toMatch(/\$\$\{ephemeral/);
  expect(written({ json, value: undefined }, "variable-a")["secret_string_wo"]).toContain('"$${x} %%{y}"');
});
