import { airflowContainer, unitOf } from "../../../lib/gcp/workloads/process";
import { around, IMAGE, runOf, serviceOf, valuesOf } from "../../support/gcp-documents";

const part = { command: ["scheduler"], plain: { A: "1" }, secret: {}, files: [] };
const more = { name: "scheduler", description: "x", stage: "airflow", stopSeconds: 60 } as const;

test("a process starts through start.sh, as the image's own user", () => {
  const words = runOf(airflowContainer(part, around(), more));
  expect(words.slice(-3)).toEqual([IMAGE, "/opt/airflow-cdktf/start.sh", "scheduler"]);
  expect(words).toContain("--entrypoint=sh");
  expect(words.join(" ")).not.toContain("--user");
});

test("it writes its logs to the machine's disk", () => {
  const unit = airflowContainer(part, around(), more);
  expect(runOf(unit)).toContain("--mount=type=bind,source=/var/lib/airflow/logs,target=/opt/airflow/logs");
  expect(valuesOf(unit.text, "ExecStartPre")).toContain("mkdir -p -m 0775 /var/lib/airflow/logs");
});

test("it gets connections of the file, and the file of variables, as secrets", () => {
  const { secrets } = airflowContainer(
    part,
    around({
      secret: { AIRFLOW_CONN_DB: [{ given: { secret: "db" } }] },
      envFile: [{ secret: "acme-environment-file" }],
    }),
    more,
  );
  expect(secrets).toEqual({
    "environment/AIRFLOW_CONN_DB": [{ secret: "db" }],
    "env-file": [{ secret: "acme-environment-file" }],
  });
});

test("a folder of DAGs is read only", () => {
  const dags = [{ source: "/var/lib/airflow/dags", target: "/opt/airflow/git" }];
  const unit = airflowContainer(part, around({ dags }), more);
  expect(runOf(unit)).toContain("--mount=type=bind,source=/var/lib/airflow/dags,target=/opt/airflow/git,readonly");
});

test("its health is Airflow's own question, which rests by itself", () => {
  const { text } = unitOf(serviceOf("scheduler"), around());
  expect(text).toContain("sleep 25; python -S -E /opt/airflow-cdktf/airflow_cdktf_health.py heartbeat SchedulerJob");
  expect(text).toContain("--health-start-period=300s");
});

test("a worker drains as long as a task may take and a minute more, others do not", () => {
  const task = 'airflow: { version: "3.3.2", maxTaskDuration: 2h }';
  expect(unitOf(serviceOf("worker-main", task), around())).toMatchObject({
    name: "worker-main",
    stage: "airflow",
    drainSeconds: 7260,
  });
  expect(unitOf(serviceOf("webserver", task), around()).drainSeconds).toBe(0);
});

test("limits are those of the file", () => {
  const words = (entry: string) => runOf(unitOf(serviceOf("scheduler", entry), around()));
  expect(words("scheduler: { cpu: 1.5, memory: 2GiB }")).toEqual(
    expect.arrayContaining(["--cpus=1.5", "--memory=2048m"]),
  );
  expect(words("scheduler: {}").join(" ")).not.toMatch(/--cpus|--memory/);
});
