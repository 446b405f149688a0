import { containerOf, containersOf, secretsOf, variablesOf } from "../../support/aws-containers";
import { airflow, deployed } from "../../support/aws-deployed";

const json = deployed(airflow("slotPools: { api: { slots: 2 } }"));
const migration = containerOf(json, "scheduler", "migration");

test("the scheduler's task migrates before its scheduler starts, and no other task does", () => {
  const tasks = Object.keys(json.resource["aws_ecs_task_definition"] ?? {}).map((name) => name.replace(/-task$/, ""));
  const migrating = tasks.filter((name) =>
    containersOf(json, name).some((container) => container.name === "migration"),
  );
  expect(migrating).toEqual(["scheduler"]);
  expect(containerOf(json, "scheduler", "airflow").dependsOn).toEqual([
    { containerName: "migration", condition: "SUCCESS" },
  ]);
});

test("it runs our program, with what the file wants in the database", () => {
  expect(migration.command).toEqual(["python", "/opt/airflow-cdktf/airflow_cdktf_migrate.py"]);
  expect(variablesOf(migration)).toMatchObject({
    AIRFLOW_CDKTF_AIRFLOW_VERSION: "3.3.2",
    AIRFLOW_CDKTF_QUEUES: "default",
    AIRFLOW_CDKTF_SLOT_POOLS: expect.stringContaining('"api"'),
  });
});

test("it alone gets the first person's password", () => {
  const readers = containersOf(json, "scheduler").filter(
    (container) => secretsOf(container)["AIRFLOW_CDKTF_ADMIN_PASSWORD"] !== undefined,
  );
  expect(readers.map(({ name }) => name)).toEqual(["migration"]);
});

test("a failed one ends the task: nothing waits for it in vain, and ECS counts the failure", () => {
  expect(migration.essential).toBe(false);
  expect(migration).not.toHaveProperty("restartPolicy");
});
