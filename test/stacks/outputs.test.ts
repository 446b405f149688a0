// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's

import { type App, type TerraformStack, Testing } from "cdktf";
import { AwsEcs } from "../../stacks/aws-ecs";
import { GcpVms } from "../../stacks/gcp-vms";
import { LocalDocker } from "../../stacks/local-docker";
import { awsReading } from "../support/aws";
import { airflow as onAws } from "../support/aws-deployed";
import { PROJECT } from "../support/docker";
import { gcpReading } from "../support/gcp";
import { IMAGE } from "../support/gcp-documents";
import { airflow, POOL, reading } from "../support/reading";
import { inApp, type StackJson } from "../support/terraform-json";

const outputs = (build: (app: App) => TerraformStack): Record<string, string> =>
  inApp((app) => {
    const { output = {} } = JSON.parse(Testing.synth(build(app))) as StackJson;
    return Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value]));
  });

const ADMIN = 'admin: { username: "a${b}" }';
const FLOWER = 'flower: { username: "%{c}" }';
const EXPECTED = { admin_user: "a$${b}", flower_user: "%%{c}" };

test("a name that looks like a template is shown as it is written: Docker", () => {
  const input = { ...reading(airflow(ADMIN), POOL, FLOWER), root: PROJECT };
  expect(outputs((app) => new LocalDocker(app, "acme", input))).toMatchObject(EXPECTED);
});

const PUBLISHED = `loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [203.0.113.7/32] } }`;
const aws = (...entries: readonly string[]) =>
  outputs((app) => new AwsEcs(app, "acme", { ...awsReading(...entries), root: PROJECT }));

test("a name that looks like a template is shown as it is written: AWS", () => {
  expect(aws(onAws(ADMIN), FLOWER, PUBLISHED)).toMatchObject(EXPECTED);
});

test("Flower's user and the command for its password are told where people reach it", () => {
  expect(Object.keys(aws(FLOWER, PUBLISHED)).filter((name) => name.startsWith("flower"))).toEqual([
    "flower_password_command",
    "flower_user",
  ]);
  expect(Object.keys(aws(FLOWER)).filter((name) => name.startsWith("flower"))).toEqual([]);
});

test("how to open a shell is told where it may be opened", () => {
  expect(aws("exec: true")["shell_command"]).toContain("--cluster acme --container airflow --interactive");
  expect(aws()).not.toHaveProperty("shell_command");
});

const gcp = (...entries: readonly string[]) =>
  outputs((app) => new GcpVms(app, "acme", { ...gcpReading(...entries), root: PROJECT }));

test("a name that looks like a template is shown as it is written: Google Cloud", () => {
  expect(gcp(`airflow: { version: "3.3.2", image: "${IMAGE}", ${ADMIN} }`, FLOWER)).toMatchObject(EXPECTED);
});

const WHERE = "--project=acme-data --zone=europe-west3-a";

test("machines without an address outside: how to get to them is told, by commands that one can copy", () => {
  expect(gcp("webserver: { port: 8988, baseUrl: 'http://localhost:8988' }")).toEqual({
    url: "http://localhost:8988",
    tunnel_command: `gcloud compute start-iap-tunnel acme-master 8988 --local-host-port=localhost:8988 ${WHERE}`,
    admin_user: "admin",
    admin_password_command: "gcloud secrets versions access latest --secret=acme-admin --project=acme-data",
    shell_command: `gcloud compute ssh acme-master --tunnel-through-iap ${WHERE}`,
    wait_command: "npm run wait acme",
  });
});

test("Flower's page is told where there is one", () => {
  expect(gcp("flower: { port: 15555, username: ops, password: { secret: flower } }")).toMatchObject({
    flower_url: "http://localhost:15555",
    flower_tunnel_command: `gcloud compute start-iap-tunnel acme-master 15555 --local-host-port=localhost:15555 ${WHERE}`,
    flower_user: "ops",
    flower_password_command: "gcloud secrets versions access latest --secret=flower --project=acme-data",
  });
});

test("paths are part of the addresses that are told", () => {
  const path = "options: { celery: { flower_url_prefix: flower/ } }";
  const shown = { url: "http://localhost:8988/team/airflow", flower_url: "http://localhost:5555/flower" };
  const web = "webserver: { port: 8988, baseUrl: 'http://localhost:8988/team/airflow/' }";
  const input = { ...reading(airflow(path), POOL, web, "flower: {}"), root: PROJECT };
  expect(outputs((app) => new LocalDocker(app, "acme", input))).toMatchObject(shown);
  expect(gcp(`airflow: { version: "3.3.2", image: "${IMAGE}", ${path} }`, web, "flower: {}")).toMatchObject(shown);
});

test("the address of a load balancer is told where there is one, for the record of its domain", () => {
  expect(gcp("access: { domain: airflow.example.com }")["load_balancer_address"]).toBe(
    "${google_compute_global_address.ui.address}",
  );
});

test.each<[string, readonly string[]]>([
  ["own servers", []],
  ["Google's", ["network: { serviceRange: existing }", "cloudSql: {}", "memorystore: {}"]],
])("no output holds a secret or a reference to one: %s", (_, entries) => {
  const found = gcp("flower: { password: { secret: flower } }", ...entries);
  expect(Object.values(found).filter((value) => /ephemeral|secret_data|auth_string/.test(value))).toEqual([]);
});
