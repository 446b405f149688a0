import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformOutput } from "cdktf";
import { airflowCfg } from "../../lib/encode/airflow-cfg";
import { Fn } from "../../lib/encode/functions";
import { terraform, withoutTerraform } from "../support/terraform";
import { stackJson } from "../support/terraform-json";

/** As people have them in files; none is known before Terraform plans. */
const VALUES: Readonly<Record<string, string>> = {
  password: "p%a(s)s%w0rd; # not a remark",
  json: '{\n  "type": "service_account",\n  "key": "-----BEGIN\\nabc=\\n"\n}\n',
  pem: "-----BEGIN PRIVATE KEY-----\nMIIEvQ\nIBADAN=\n-----END PRIVATE KEY-----\n",
  sections: "first\n[core]\nexecutor = SequentialExecutor\n; gone\n  # kept\n\n\n= \nend",
  blanks: "  both ends\t",
  percent: "a%(x)s\n%%(y)s %",
  windows: "one\r\ntwo\rthree",
  empty: "",
};
/** Python ends a line at a carriage return, and what Airflow reads has one kind of line end. */
const READ = { ...VALUES, windows: "one\ntwo\nthree" };

const PARSE = [
  "import configparser, json, sys",
  "read = configparser.ConfigParser()",
  "assert read.read(sys.argv[1])",
  "print(json.dumps({section: {key: read.get(section, key) for key in read.options(section)} for section in read.sections()}))",
].join("\n");

describe("airflow.cfg, as Terraform writes it and Python's configparser reads it", () => {
  const reason = withoutTerraform() ?? withoutPython();
  if (reason !== undefined) console.warn(`airflow.cfg was not tried: ${reason}`);
  const folder = mkdtempSync(join(tmpdir(), "airflow-cfg-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const known = reason === undefined ? read(folder) : undefined;

  test.each(Object.keys(VALUES))("a secret of the form %s is the same text", (name) => {
    if (known !== undefined) expect(known["custom"]?.[name]).toBe(READ[name as keyof typeof READ]);
  });

  test("a section that Airflow hands on whole gets no option more, and its JSON is the same JSON", () => {
    if (known === undefined) return;
    expect(Object.keys(known["celery_broker_transport_options"] ?? {})).toEqual(["sentinel_kwargs"]);
    const text = known["celery_broker_transport_options"]?.["sentinel_kwargs"] ?? "";
    expect(JSON.parse(text)).toEqual(JSON.parse(VALUES["json"] ?? ""));
  });

  test("a text of one line is written as ever", () => {
    if (known === undefined) return;
    expect(Object.keys(known["custom"] ?? {}).filter((key) => key.includes("password"))).toEqual(["password"]);
  });
});

function read(folder: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const options = Object.keys(VALUES).map((key) => ({
    section: "custom",
    key,
    value: Fn.file(join(folder, key)),
    free: true,
  }));
  const whole = { section: "celery_broker_transport_options", key: "sentinel_kwargs", free: true };
  const value = airflowCfg([...options, { ...whole, value: Fn.file(join(folder, "json")) }]);
  for (const [name, text] of Object.entries(VALUES)) writeFileSync(join(folder, name), text);
  const { output = {} } = stackJson((stack) => {
    new TerraformOutput(stack, "file", { value, staticId: true });
  });
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ locals: { file: output["file"]?.value } }));
  const { stdout, stderr } = terraform(folder, ["console"], "base64encode(local.file)\n");
  if (!/^"[\w+/=]+"\s*$/.test(stdout)) throw new Error(`${stdout}${stderr}`.slice(0, 3000));
  const config = join(folder, "airflow.cfg");
  writeFileSync(config, Buffer.from(stdout.trim().slice(1, -1), "base64"));
  const parsed = spawnSync("python3", ["-c", PARSE, config], { encoding: "utf8" });
  if (parsed.status !== 0) throw new Error(parsed.stderr);
  return JSON.parse(parsed.stdout) as Readonly<Record<string, Readonly<Record<string, string>>>>;
}

function withoutPython(): string | undefined {
  const { error, status } = spawnSync("python3", ["--version"]);
  return error === undefined && status === 0 ? undefined : "python3 does not start";
}
