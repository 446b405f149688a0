import { documentOf, documentsOf, IMAGE, unitIn } from "../../support/gcp-documents";

const SCALED = "workers: { main: { queues: [default], replicas: { min: 0, max: 3 } } }";
const names = (machine: string, ...args: Parameters<typeof documentsOf>) =>
  documentOf(machine, ...args).units.map(({ stage, name }) => `${stage} ${name}`);
const AT = { host: "metadata-database.acme.internal", port: "5432", shownAs: "x" };

test("there is a document of the master, and one of each pool", () => {
  const pools = "workers: { main: { queues: [default] }, second: { queues: [reports] } }";
  expect([...documentsOf([pools]).keys()]).toEqual(["master", "main", "second"]);
});

test("the master runs everything but the workers, in this order", () => {
  expect(names("master", ["flower: {}", SCALED], { database: AT })).toEqual([
    "gate migration",
    "airflow webserver",
    "airflow scheduler",
    "airflow dag-processor",
    "airflow triggerer",
    "airflow flower",
    "airflow metrics",
    "timer dump",
    "timer clean",
  ]);
});

test("a pool's machine waits for the migration, then runs its worker", () => {
  expect(names("main")).toEqual(["gate gate", "airflow worker-main"]);
});

test("nothing is counted where no pool grows", () => {
  expect(names("master")).not.toContain("airflow metrics");
});

test("no triggerer where the file wants none", () => {
  expect(names("master", ["triggerer: { replicas: 0 }"])).not.toContain("airflow triggerer");
});

test("with LocalExecutor there is the master alone, whose scheduler drains", () => {
  const documents = documentsOf(['airflow: { version: "3.3.2", executor: LocalExecutor }', "workers: {}"]);
  expect([...documents.keys()]).toEqual(["master"]);
  const scheduler = documents.get("master")?.units.find(({ name }) => name === "scheduler");
  expect(scheduler?.drainSeconds).toBeGreaterThan(0);
});

test("stores come first, with their images and files", () => {
  const unit = {
    name: "broker",
    stage: "store" as const,
    text: "",
    drainSeconds: 0,
    environment: {},
    secrets: {},
  };
  const store = { units: () => [unit], images: ["redis:8", IMAGE], files: [{ target: "/opt/x", content: "y" }] };
  const document = documentOf("master", [], { stores: [store] });
  expect(document.units[0]).toEqual(unit);
  expect(document.images).toEqual(["redis:8"]);
  expect(document.files["/opt/x"]).toBe("y");
  expect(documentOf("main", [], { stores: [store] }).images).toEqual([]);
});

test("an existing database is its owner's to dump, ours is dumped with the server's image", () => {
  expect(names("master")).not.toContain("timer dump");
  expect(documentOf("master", [], { database: AT }).images).toEqual(["postgres:17"]);
});

test("only the webserver finds the plugin that opens people's port, and knows whose addresses are workers'", () => {
  const { units, files } = documentOf("master");
  const finding = units.filter(({ environment }) => environment["PYTHONPATH"]?.includes("/webserver"));
  expect(finding.map(({ name }) => name)).toEqual(["webserver"]);
  expect(finding[0]?.environment["AIRFLOW_CDKTF_CALLERS"]).toBe("10.99.0.0/16");
  const programs = Object.keys(files).map((path) => path.replace("/opt/airflow-cdktf/", ""));
  expect(programs).toEqual(
    expect.arrayContaining([
      "webserver/airflow_cdktf_webserver-1.dist-info/METADATA",
      "webserver/airflow_cdktf_webserver-1.dist-info/entry_points.txt",
      "airflow_cdktf/webserver_plugin.py",
      "airflow_cdktf/people_port.py",
      "airflow_cdktf/execution_guard.py",
      "airflow_cdktf/execution_callers.py",
    ]),
  );
  expect(Object.keys(documentOf("main").files).filter((path) => path.includes("dist-info"))).toEqual([]);
});

test("the webserver knows how long a change of version waits for workers: as long as the longest task", () => {
  const pools = "workers: { main: { queues: [default] }, slow: { queues: [slow], maxTaskDuration: 6h } }";
  const { environment } = unitIn(documentOf("master", [pools]), "webserver");
  const { drainSeconds } = unitIn(documentOf("slow", [pools]), "worker-slow");
  expect(environment["AIRFLOW_CDKTF_QUIET_SECONDS"]).toBe(String(drainSeconds));
});

test("it says which version runs, and which may be replaced", () => {
  expect(documentOf("main", ['upgradeFrom: "3.3.1"'])).toMatchObject({
    version: "3.3.2",
    upgradeFrom: "3.3.1",
    machine: "main",
    stack: "acme",
    image: IMAGE,
  });
  expect(documentOf("main")).not.toHaveProperty("upgradeFrom");
});

test("people's ports are the master's alone", () => {
  const entry = "webserver: { port: 8988 }";
  expect(documentOf("master", [entry]).redirects).toEqual([{ port: 8988, to: 8795, from: ["35.235.240.0/20"] }]);
  expect(documentOf("main", [entry]).redirects).toEqual([]);
});

test("the same file gives the same documents", () => {
  expect([...documentsOf(["flower: {}"])]).toEqual([...documentsOf(["flower: {}"])]);
});

test("no secret is anywhere but by its name", () => {
  const { environment, text } = unitIn(documentOf("main"), "worker-main");
  const secret = /_CONN$|PASSWORD|SECRET_KEY$|FERNET_KEY$|BROKER_URL$|RESULT_BACKEND$/;
  expect(Object.keys(environment).filter((name) => secret.test(name))).toEqual([]);
  expect(text).not.toMatch(/:\/\/[^ ]*:[^ ]*@/);
});
