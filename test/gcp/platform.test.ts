import { Airflow } from "../../lib/airflow/workloads/airflow";
import { GcpPlatform } from "../../lib/gcp/platform";
import { PROJECT } from "../support/docker";
import { gcpReading, gcpStack, resourceOf, STACK } from "../support/gcp";
import { deployed, documentIn } from "../support/gcp-deployed";
import { IMAGE } from "../support/gcp-documents";

const airflow = (more: string) => `airflow: { version: "3.3.2", image: "${IMAGE}", ${more} }`;

/** What the platform tells Airflow and the stack. */
function told<Value>(tell: (platform: GcpPlatform) => Value, ...entries: readonly string[]): Value {
  const values: Value[] = [];
  gcpStack((stack) => {
    const reading = gcpReading(...entries);
    const platform = new GcpPlatform(stack, "project", { stack: STACK, root: PROJECT, ...reading });
    new Airflow(stack, "airflow", { deployment: reading.deployment, platform, root: PROJECT });
    values.push(tell(platform));
  });
  const [only] = values;
  if (only === undefined) throw new Error("nothing was told");
  return only;
}

const environmentOf = (json: ReturnType<typeof deployed>, machine: string, name: string) =>
  documentIn(json, machine).units.find((unit) => unit.name === name)?.environment ?? {};

const json = deployed();

test("processes find the webserver by the master's name in the private domain", () => {
  const { AIRFLOW__CORE__EXECUTION_API_SERVER_URL: url } = environmentOf(json, "main", "worker-main");
  expect(url).toBe("http://master.acme.internal:8080/execution/");
  expect(resourceOf(json, "google_dns_record_set", "master")).toMatchObject({
    name: "master.acme.internal.",
    rrdatas: ["10.10.0.10"],
  });
});

test("whose addresses are workers': the cluster's", () => {
  expect(told(({ callers }) => callers, "network: { range: 10.20.0.0/22 }")).toBe("10.20.0.0/22");
});

test("a worker drains for a week at most, and the machine's own disk goes with it", () => {
  expect(told(({ limits }) => limits)).toEqual({
    drainSeconds: 7 * 86_400,
    hostFiles: false,
    diskSurvives: false,
    replaceSeconds: 300,
  });
});

test("a password is read by a command, of the generated secret or of the file's own", () => {
  expect(told((platform) => platform.readCommand(undefined, "admin"))).toBe(
    "gcloud secrets versions access latest --secret=acme-admin --project=acme-data",
  );
  expect(told((platform) => platform.readCommand({ secret: "ours" }, "admin"))).toContain("--secret=ours ");
});

test("database and broker of one's own run on the master, existing ones do not", () => {
  const units = (of: typeof json) => documentIn(of, "master").units.map(({ name }) => name);
  const stores = ["metadata-database", "broker"];
  expect(units(json)).toEqual(expect.arrayContaining(stores));
  const existing = deployed(
    "metadataDatabase: { host: db.example.com, password: { secret: db }, tls: true }",
    "broker: { host: redis.example.com, password: { secret: redis }, tls: true }",
  );
  expect(units(existing).filter((name) => stores.includes(name))).toEqual([]);
});

test("plain variables of the file reach every process", () => {
  const more = deployed(airflow("variables: { region: eu-central }"));
  expect(environmentOf(more, "master", "webserver")).toMatchObject({ AIRFLOW_VAR_REGION: "eu-central" });
  expect(environmentOf(more, "main", "worker-main")).toMatchObject({ AIRFLOW_VAR_REGION: "eu-central" });
});

test("connections of the file are secrets of every process", () => {
  const more = deployed(airflow("connections: { mysql_test: { secret: my } }"));
  const worker = documentIn(more, "main").units.find(({ name }) => name === "worker-main");
  expect(worker?.secrets["environment/AIRFLOW_CONN_MYSQL_TEST"]).toEqual([{ secret: "my" }]);
});

test("DAGs in a bucket are read as the machine itself", () => {
  const more = deployed(airflow("dags: { bucket: gs://acme-dags/airflow }"));
  expect(environmentOf(more, "main", "worker-main")).toMatchObject({
    AIRFLOW_CONN_AIRFLOW_CDKTF_DAGS: "google-cloud-platform://",
  });
  const rights = Object.values(more.resource["google_storage_bucket_iam_member"] ?? {});
  expect(rights.filter(({ bucket }) => bucket === "acme-dags")).toHaveLength(4);
});

test("people's rights are to the pages alone, where the file names people", () => {
  const more = deployed("access: { members: ['group:data@example.com'] }", "webserver: { port: 8988 }", "flower: {}");
  const { condition } = resourceOf(more, "google_iap_tunnel_instance_iam_binding", "master");
  expect(condition).toMatchObject({ expression: "destination.port == 8988 || destination.port == 5555" });
  expect(json.resource["google_iap_tunnel_instance_iam_binding"]).toBeUndefined();
});

test("a load balancer is made where there is a domain", () => {
  const domain = "access: { domain: airflow.example.com }";
  expect(told(({ loadBalancer }) => loadBalancer !== undefined, domain)).toBe(true);
  expect(told(({ loadBalancer }) => loadBalancer !== undefined)).toBe(false);
});

test("with LocalExecutor there is one machine", () => {
  const local = deployed(airflow("executor: LocalExecutor"), "workers: {}");
  expect(local.resource["google_compute_instance_template"]).toBeUndefined();
  expect(documentIn(local, "master").units.map(({ name }) => name)).toContain("scheduler");
});
