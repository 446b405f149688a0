// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { VERSION_LABEL } from "../../../lib/docker/names";
import { containerOf, deployed, labelOf, uploadOf, variablesOf } from "../../support/docker";
import { airflow, POOL } from "../../support/reading";

const json = deployed(airflow(), POOL, "flower: {}");
const migration = containerOf(json, "migration");

test("the provider makes the container and does not start it; the engine never starts it again", () => {
  expect(migration).toMatchObject({ start: false, must_run: false, restart: "no", wait: false });
  expect(migration).not.toHaveProperty("healthcheck");
});

test("the engine's own client starts it, so that its exit code is the migration's and a plain apply runs it again", () => {
  expect(json.resource["terraform_data"]?.["migrated"]).toEqual({
    triggers_replace: { container: "${docker_container.migration.id}" },
    provisioner: [{ "local-exec": { command: "docker start --attach ${docker_container.migration.name}" } }],
  });
});

test("database, then migration, then everything at once", () => {
  expect(migration.depends_on).toEqual(["docker_container.metadata-database"]);
  for (const [name, { depends_on }] of Object.entries(json.resource.docker_container))
    if (!["metadata-database", "broker", "migration"].includes(name))
      expect([name, depends_on]).toEqual([name, ["terraform_data.migrated", "docker_container.broker"]]);
});

test("it runs as the other processes do: start.sh, no new privileges, the release's label", () => {
  expect(migration).toMatchObject({
    command: ["python", "/opt/airflow-cdktf/airflow_cdktf_migrate.py"],
    entrypoint: ["/bin/sh", "/opt/airflow-cdktf/start.sh"],
    security_opts: ["no-new-privileges:true"],
  });
  expect(labelOf(migration, VERSION_LABEL)).toBe("3.3.2");
});

test("the admin's password is a file of this container alone", () => {
  const file = "/run/secrets/environment/AIRFLOW_CDKTF_ADMIN_PASSWORD";
  expect(uploadOf(migration, file)).toEqual({
    file,
    content: '${join("", [random_password.admin.result])}',
    permissions: "0440",
  });
  expect(variablesOf(migration)["AIRFLOW_CDKTF_ADMIN_USERNAME"]).toBe("admin");
  for (const [name, { upload = [] }] of Object.entries(json.resource.docker_container))
    if (name !== "migration") expect(upload.map((entry) => entry.file)).not.toContain(file);
});
