// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { TerraformOutput } from "cdktf";
import type { Hole, Text } from "../../../lib/airflow/secrets/secret";
import { Secrets } from "../../../lib/docker/secrets/secrets";
import { byAddress, stackJson } from "../../support/terraform-json";

const json = (use: (secrets: Secrets) => string) =>
  stackJson((stack) => {
    new TerraformOutput(stack, "value", { value: use(new Secrets(stack, "secrets")), staticId: true });
  });
const value = (filler: Hole) => json((secrets) => secrets.value(filler)).output?.["value"]?.value;
const text = (parts: Text) => json((secrets) => secrets.text(parts)).output?.["value"]?.value;

test("a password is made once, without characters that a URL or an ini file would change", () => {
  const made = json((secrets) => [secrets.value({ secret: "broker" }), secrets.value({ secret: "broker" })].join());
  expect(byAddress(made)).toEqual({ "random_password.broker": { length: 32, special: false } });
});

test.each<[Extract<Hole, { secret: unknown }>["secret"], Record<string, unknown>]>([
  ["api-2", { "random_password.api-2": { length: 64, special: false } }],
  ["jwt-1", { "random_password.jwt-1": { length: 64, special: false } }],
  ["metadata-database", { "random_password.metadata-database": { length: 32, special: false } }],
  ["fernet-3", { "random_bytes.fernet-3": { length: 32 } }],
])("%s", (secret, resources) => {
  expect(byAddress(json((secrets) => secrets.value({ secret })))).toEqual(resources);
});

test("a Fernet key is the URL-safe base64 of its bytes", () => {
  expect(value({ secret: "fernet-1" })).toBe('${replace(replace(random_bytes.fernet-1.base64, "+", "-"), "/", "_")}');
});

test("two Fernet keys are two resources in one text", () => {
  const made = json((secrets) => secrets.text([{ secret: "fernet-2" }, ",", { secret: "fernet-1" }]));
  expect(Object.keys(byAddress(made)).sort()).toEqual(["random_bytes.fernet-1", "random_bytes.fernet-2"]);
  expect(made.output?.["value"]?.value).toMatch(
    /^\$\{join\("", \[replace\(.*fernet-2.*, ",", replace\(.*fernet-1.*\]\)\}$/,
  );
});

test("text is joined by Terraform", () => {
  expect(text(["redis://:", { secret: "broker", encode: "url" }, "@broker:6379/0"])).toBe(
    '${join("", ["redis://:", replace(urlencode(random_password.broker.result), "+", "%20"), "@broker:6379/0"])}',
  );
});

test.each<[string, Hole, string]>([
  ["by name", { given: { secret: "mysql" } }, '${sensitive(trimspace(file(pathexpand("../../../secrets/mysql"))))}'],
  [
    "by path, relative to the project's folder",
    { given: { file: "keys/my.txt" } },
    '${sensitive(trimspace(file(pathexpand("../../../keys/my.txt"))))}',
  ],
  ["by an absolute path", { given: { file: "/etc/my" } }, '${sensitive(trimspace(file(pathexpand("/etc/my"))))}'],
  ["in the home folder", { given: { file: "~/my" } }, '${sensitive(trimspace(file(pathexpand("~/my"))))}'],
  [
    "one key of JSON",
    { given: { secret: "all", key: "mysql" } },
    '${sensitive(jsondecode(file(pathexpand("../../../secrets/all")))["mysql"])}',
  ],
  [
    "inside a URL",
    { given: { secret: "mysql" }, encode: "url" },
    '${replace(urlencode(sensitive(trimspace(file(pathexpand("../../../secrets/mysql"))))), "+", "%20")}',
  ],
])("a given secret %s is read when Terraform plans", (_, filler, expression) => {
  expect(value(filler)).toBe(expression);
  expect(json((secrets) => secrets.value(filler))).not.toHaveProperty("resource");
});
