// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformOutput } from "cdktf";
import { configFile } from "../../lib/docker/files/config-file";
import { Secrets } from "../../lib/docker/secrets/secrets";
import { fromProject, hostPath } from "../../lib/encode/paths";
import { literal } from "../../lib/encode/terraform";
import { containerOf, deployed, uploadOf } from "../support/docker";
import { airflow, POOL } from "../support/reading";
import { terraform, withoutTerraform } from "../support/terraform";
import { stackJson } from "../support/terraform-json";

/** All that Terraform, JSON, an ini file and a URL read in their own way. */
const NASTY = "a\"b\\c'd ${x} %{y} $${z} %%{w} #;\t%s/@:?ü";

const HTTP = '{"conn_type": "http"}';

test("text that Terraform must not read as a template", () => {
  expect(literal("${HOME} %{if} $5 100%")).toBe("$${HOME} %%{if} $5 100%");
});

test.each([
  ["dags", "../../../dags"],
  ["./dags", "../../.././dags"],
  ["/srv/dags", "/srv/dags"],
  ["~/dags", "~/dags"],
])("Terraform finds %s of the file at %s", (path, seen) => {
  expect(fromProject(path)).toBe(seen);
});

describe("as the real Terraform reads it", () => {
  const reason = withoutTerraform();
  const root = realpathSync(mkdtempSync(join(tmpdir(), "expression-")));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const values = reason === undefined ? evaluated(root) : undefined;
  if (reason !== undefined) console.warn(`Terraform's own reading of our text was not tried: ${reason}`);
  const read = (name: string, expected: string) => {
    if (values !== undefined) expect(values[name]).toBe(expected);
  };

  test("a variable of a container", () => read("literal", NASTY));
  test("plain text inside a secret", () => read("text", `<${NASTY}>${NASTY}`));
  test("a given password in a URL", () => read("url", `redis://:${encoded(NASTY)}@broker`));
  test("one key of a secret of JSON", () => read("key", "of my-key.1"));
  test("airflow.cfg, where a percent sign is written twice", () =>
    read("config", `[smtp]\nsmtp_password = ${NASTY.replaceAll("%", "%%")}\n`));
  test("a path of the file", () => read("path", join(root, "dags")));
  test("the password of Redis, in Redis' own grammar", () =>
    read("redis", `AUTH "${NASTY.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"\nPING\n`));
  test("variables of Airflow, plain and secret", () =>
    // JSON stays text here: Airflow would hand an object or a number to the task.
    read("variables", JSON.stringify({ given: NASTY, object: HTTP, plain: NASTY, text: '{"a": ["${b}"]}\nnext' })));
  test("a connection as a URI, and one as JSON", () =>
    read("connections", JSON.stringify({ json: { conn_type: "http" }, uri: "mysql://u:p%20w@h/db" })));
});

/** As in a URL before the `@`, where a space is never a plus; JavaScript's own leaves the quote alone. */
const encoded = (text: string) => encodeURIComponent(text).replaceAll("'", "%27");

/** The values of our expressions, read by Terraform where it would run: three folders below the project. */
function evaluated(root: string): Record<string, string> {
  const folder = join(root, "cdktf.out/stacks/acme");
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(root, "secrets"));
  writeFileSync(join(root, "secrets/nasty"), `${NASTY}\n`);
  writeFileSync(join(root, "secrets/uri"), "mysql://u:p%20w@h/db\n");
  writeFileSync(join(root, "secrets/json"), '{"conn_type": "http", "my-key.1": "of my-key.1"}');
  writeFileSync(join(root, "secrets/conn"), HTTP);
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ locals: { all: expressions() } }));
  const { stdout, stderr } = terraform(folder, ["console"], "nonsensitive(base64encode(jsonencode(local.all)))\n");
  if (!/^"[\w+/=]+"\s*$/.test(stdout)) throw new Error(`${stdout}${stderr}`.slice(0, 3000));
  return JSON.parse(Buffer.from(stdout.trim().slice(1, -1), "base64").toString()) as Record<string, string>;
}

function expressions(): Record<string, string> {
  const { output = {} } = stackJson((stack) => {
    const secrets = new Secrets(stack, "secrets");
    const nasty = { given: { secret: "nasty" } };
    const values = {
      literal: literal(NASTY),
      text: secrets.text([`<${NASTY}>`, nasty]),
      url: secrets.text(["redis://:", { ...nasty, encode: "url" }, "@broker"]),
      key: secrets.value({ given: { secret: "json", key: "my-key.1" } }),
      config: configFile({ AIRFLOW__SMTP__SMTP_PASSWORD: [nasty] }, secrets),
      path: hostPath("./dags"),
    };
    for (const [name, value] of Object.entries(values)) new TerraformOutput(stack, name, { value, staticId: true });
  });
  return { ...Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value])), ...ofStack() };
}

function ofStack() {
  const text = '{"a": ["${b}"]}\nnext';
  const json = deployed(
    airflow(
      "connections: { uri: { secret: uri }, json: { secret: conn } }",
      `variables: { given: { secret: nasty }, object: { secret: conn }, plain: ${JSON.stringify(NASTY)}, text: ${JSON.stringify(text)} }`,
    ),
    POOL,
    "broker: { password: { secret: nasty } }",
  );
  const worker = containerOf(json, "worker-main-1");
  return {
    redis: uploadOf(containerOf(json, "broker"), "/run/secrets/ping").content ?? "",
    variables: uploadOf(worker, "/run/secrets/variables.json").content ?? "",
    connections: uploadOf(worker, "/run/secrets/connections.json").content ?? "",
  };
}
