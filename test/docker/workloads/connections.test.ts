// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's

import { Secrets } from "../../../lib/docker/secrets/secrets";
import { Connections } from "../../../lib/docker/workloads/connections";
import { containerOf, deployed, uploadOf, variablesOf } from "../../support/docker";
import { airflow, POOL } from "../../support/reading";
import { stackJson } from "../../support/terraform-json";

const WITH = (entries: string) => deployed(airflow(entries), POOL);
const upload = (entries: string, name: string) =>
  uploadOf(containerOf(WITH(entries), "worker-main-1"), `/run/secrets/${name}.json`);

test("a file with neither leaves Airflow's backend alone", () => {
  stackJson((stack) => {
    const none = new Connections({}, {}, new Secrets(stack, "secrets"));
    expect([none.variables, none.uploads()]).toEqual([{}, []]);
  });
  expect(variablesOf(containerOf(deployed(), "scheduler-1"))).not.toHaveProperty("AIRFLOW__SECRETS__BACKEND");
});

test("with one of them both files are served, by a backend that every process has", () => {
  const json = WITH("variables: { stage: test }");
  for (const name of ["webserver-1", "worker-main-1", "migration"])
    expect(variablesOf(containerOf(json, name))).toMatchObject({
      AIRFLOW__SECRETS__BACKEND: "airflow.secrets.local_filesystem.LocalFilesystemBackend",
      AIRFLOW__SECRETS__BACKEND_KWARGS: JSON.stringify({
        connections_file_path: "/run/secrets/connections.json",
        variables_file_path: "/run/secrets/variables.json",
      }),
    });
  expect(upload("variables: { stage: test }", "connections").content).toBe("${jsonencode({})}");
});

test("only root's group reads them", () => {
  expect(upload("variables: { stage: test }", "variables").permissions).toBe("0440");
});

test("a connection's secret may be a URI or JSON: JSON stays an object", () => {
  const { content } = upload("connections: { mysql: { secret: my } }", "connections");
  const secret = 'sensitive(trimspace(file(pathexpand("../../../secrets/my"))))';
  expect(content).toBe(`\${jsonencode({"mysql" = try(jsondecode(${secret}), ${secret})})}`);
});
