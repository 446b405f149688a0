import { containerOf, containersOf, secretsOf, variablesOf } from "../../support/aws-containers";
import { deployed } from "../../support/aws-deployed";

const json = deployed(
  "workers: { main: { queues: [default, mail], replicas: { min: 1, max: 10 } }, slow: { queues: [slow], concurrency: 4, replicas: 2 } }",
);
const metrics = containerOf(json, "scheduler", "metrics");

test("it runs beside the scheduler only, once the database is migrated", () => {
  expect(metrics.dependsOn).toEqual([{ containerName: "migration", condition: "SUCCESS" }]);
  expect(containersOf(json, "worker-main").map(({ name }) => name)).not.toContain("metrics");
});

test("its end never ends the scheduler: ECS starts it again", () => {
  expect(metrics.essential).toBe(false);
  expect(metrics["restartPolicy"]).toEqual({ enabled: true, restartAttemptPeriod: 60 });
});

test("it is asked for every pool, in the words that its program reads", () => {
  const { AIRFLOW_CDKTF_METRICS: question = "" } = variablesOf(metrics);
  expect(JSON.parse(question)).toEqual({
    namespace: "Airflow/acme",
    cluster: "acme",
    every: 30,
    pools: [
      { pool: "main", service: "worker-main", queues: ["default", "mail"], slots: 16, min: 1, max: 10 },
      { pool: "slow", service: "worker-slow", queues: ["slow"], slots: 4, min: 2, max: 2 },
    ],
  });
});

test("of the scheduler's secrets it has the two that it reads by", () => {
  expect(Object.keys(secretsOf(metrics)).sort()).toEqual([
    "AIRFLOW__CELERY__BROKER_URL",
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
  ]);
});

test("it finds the authority of the database and our modules, as the scheduler does", () => {
  const { PGSSLROOTCERT, PYTHONPATH, AWS_REGION } = variablesOf(containerOf(json, "scheduler", "airflow"));
  expect(variablesOf(metrics)).toMatchObject({ PGSSLROOTCERT, PYTHONPATH, AWS_REGION });
  expect([PGSSLROOTCERT, PYTHONPATH, AWS_REGION]).not.toContain(undefined);
});

test("it starts without the image's own wait for the database", () => {
  expect(variablesOf(metrics)["CONNECTION_CHECK_MAX_COUNT"]).toBe("0");
});
