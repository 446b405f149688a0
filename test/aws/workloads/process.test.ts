import { containerOf, containersOf, secretsOf, variablesOf } from "../../support/aws-containers";
import { airflow, deployed } from "../../support/aws-deployed";

const json = deployed("flower: {}");
const NAMES = ["webserver", "scheduler", "dag-processor", "triggerer", "flower", "worker-main"];

test.each(NAMES)("%s starts after its files have come and the database is as its release needs it", (name) => {
  const [files, first, main] = containersOf(json, name);
  expect([files?.name, first?.name, main?.name]).toEqual([
    "files",
    name === "scheduler" ? "migration" : "gate",
    "airflow",
  ]);
  expect(files).not.toHaveProperty("dependsOn");
  expect(first?.dependsOn).toEqual([{ containerName: "files", condition: "SUCCESS" }]);
  expect(main?.dependsOn).toEqual([{ containerName: first?.name, condition: "SUCCESS" }]);
});

test.each(NAMES)("only %s' own process ends its task: ECS takes no essential container that must end first", (name) => {
  const essential = containersOf(json, name).filter((container) => container.essential);
  expect(essential.map((container) => container.name)).toEqual(["airflow"]);
});

test("the gate waits for another process to migrate, with all that Airflow needs to look", () => {
  const gate = containerOf(json, "webserver", "gate");
  expect(gate.command).toEqual(["python", "/opt/airflow-cdktf/airflow_cdktf_gate.py"]);
  expect(variablesOf(gate)["AIRFLOW_CDKTF_GATE_SECONDS"]).toBe("1800");
  expect(secretsOf(gate)).toEqual(secretsOf(containerOf(json, "webserver", "airflow")));
});

test.each([
  ["webserver", [8795, 8080]],
  ["scheduler", []],
  ["triggerer", [8794]],
  ["flower", [5555]],
  ["worker-main", [8793]],
])("%s has each port once: %j", (name, ports) => {
  const { portMappings = [] } = containerOf(json, name, "airflow");
  expect(portMappings).toEqual(ports.map((port) => ({ containerPort: port, protocol: "tcp" })));
});

test("a worker holds its task against being stopped from before it takes the first task, and no other process does", () => {
  const extension = (name: string, container: string) =>
    variablesOf(containerOf(json, name, container))["AIRFLOW_CDKTF_WORKER_EXTENSIONS"];
  expect(extension("worker-main", "airflow")).toBe("airflow_cdktf_aws.worker_protection");
  for (const [name, container] of [
    ["worker-main", "gate"],
    ["scheduler", "airflow"],
  ] as const)
    expect(extension(name, container)).toBeUndefined();
});

test("a worker has the longest time to stop that Fargate gives, others what they need", () => {
  const seconds = NAMES.map((name) => containerOf(json, name, "airflow")["stopTimeout"]);
  expect(Object.fromEntries(NAMES.map((name, index) => [name, seconds[index]]))).toMatchObject({
    "worker-main": 120,
    webserver: 30,
    flower: 10,
  });
  for (const one of seconds) expect(Number(one)).toBeLessThanOrEqual(120);
});

test("the root file system is read-only, unless people may open a shell", () => {
  const readOnly = (all: typeof json) =>
    containersOf(all, "worker-main").map((container) => container["readonlyRootFilesystem"]);
  expect(readOnly(json)).toEqual([true, true, true]);
  expect(readOnly(deployed("exec: true"))).toEqual([true, false, false]);
});

test("a file of variables is one secret, which a start of our own takes apart", () => {
  const withFile = deployed(airflow("envFile: .env"));
  for (const name of ["gate", "airflow"]) {
    const container = containerOf(withFile, "worker-main", name);
    expect(container["entryPoint"]).toEqual(["bash", "/opt/airflow-cdktf/start.sh"]);
    expect(secretsOf(container)["AIRFLOW_CDKTF_ENV_FILE"]).toMatch(/environment-file/);
  }
  // Without such a file too: an image may bring a proxy, which is not to be asked for what runs inside the stack.
  expect(containerOf(json, "worker-main", "airflow")["entryPoint"]).toEqual(["bash", "/opt/airflow-cdktf/start.sh"]);
});

test("a secret variable is a reference, never a value", () => {
  const container = containerOf(json, "worker-main", "airflow");
  const references = Object.entries(secretsOf(container));
  expect(references.map(([name]) => name)).toContain("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN");
  for (const [name, reference] of references)
    expect([name, reference]).toEqual([name, expect.stringMatching(/^\$\{aws_secretsmanager_secret[^}]+\}:/)]);
});
