// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { join } from "node:path";
import { Files } from "../../../lib/docker/files/files";
import { containerOf, deployed, PROJECT, uploadOf, variablesOf } from "../../support/docker";
import { airflow, POOL } from "../../support/reading";
import { stackJson } from "../../support/terraform-json";

const json = deployed(
  airflow("envFile: .env", "environment: { PLAIN: '1', TOKEN: { secret: token } }"),
  POOL.replace("default]", "default], environment: { POOL_TOKEN: { secret: pool } }"),
);
const worker = containerOf(json, "worker-main-1");
const permissions = (file: string) => uploadOf(worker, file).permissions;

test("a file may be given as text, in which nothing is a template", () => {
  stackJson((stack) => {
    const [, file] = new Files(stack, "files").programs([{ target: "/opt/ca.pem", content: "a ${b} %{c}" }]);
    expect(file).toEqual({ file: "/opt/ca.pem", content: "a $${b} %%{c}", permissions: "0644" });
  });
});

test("programs are assets that everybody may read, secrets are for root's group", () => {
  expect(uploadOf(worker, "/opt/airflow-cdktf/start.sh").source).toMatch(/^assets\/.+\/start\.sh$/);
  expect(permissions("/opt/airflow-cdktf/start.sh")).toBe("0644");
  const secrets = worker.upload?.filter(({ file }) => file.startsWith("/run/secrets/")) ?? [];
  expect(secrets.map(({ file, permissions }) => [file, permissions])).toEqual([
    ["/run/secrets/airflow.cfg", "0440"],
    ["/run/secrets/environment/POOL_TOKEN", "0440"],
    ["/run/secrets/environment/TOKEN", "0440"],
    ["/run/secrets/env-file", "0440"],
  ]);
});

test("a secret variable is a file and no variable; a pool's own stays in the pool", () => {
  expect(variablesOf(worker)).toMatchObject({ PLAIN: "1" });
  expect(Object.keys(variablesOf(worker)).filter((name) => name.includes("TOKEN"))).toEqual([]);
  const files = containerOf(json, "scheduler-1").upload?.map(({ file }) => file);
  expect(files).toContain("/run/secrets/environment/TOKEN");
  expect(files).not.toContain("/run/secrets/environment/POOL_TOKEN");
});

test("envFile is read when Terraform plans, and its digest replaces the container", () => {
  expect(uploadOf(worker, "/run/secrets/env-file")).toMatchObject({
    source: '${pathexpand("../../../.env")}',
    source_hash: '${filesha256(pathexpand("../../../.env"))}',
  });
});

test("one file of many containers is one asset", () => {
  stackJson((stack) => {
    const files = new Files(stack, "files");
    const file = { source: join(PROJECT, "package.json"), target: "/opt/a.json" };
    const [once, again] = [files.programs([file]), files.programs([file])];
    expect(again).toEqual(once);
    expect(stack.node.findAll().filter(({ node }) => node.path.includes("a.json"))).toHaveLength(1);
  });
});

test("a_b.py and a/b.py are two", () => {
  stackJson((stack) => {
    const source = (name: string) => join(PROJECT, name);
    const [one, two] = new Files(stack, "files")
      .programs([
        { source: source("package.json"), target: "/opt/a_b.py" },
        { source: source("tsconfig.json"), target: "/opt/a/b.py" },
      ])
      .slice(1);
    expect(one?.source).not.toBe(two?.source);
  });
});
