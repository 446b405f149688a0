import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDeployments } from "../../lib/synth/deployments";
import { targets } from "../../stacks/targets";

/** What people get to read of one file, beside which lie others. */
function said(text: string, beside: Readonly<Record<string, string>> = {}) {
  const root = mkdtempSync(join(tmpdir(), "options-"));
  mkdirSync(join(root, "configs"));
  writeFileSync(join(root, "configs/acme.yaml"), text);
  for (const [path, content] of Object.entries(beside)) writeFileSync(join(root, path), content);
  const { problems, notices } = readDeployments(root, "configs", targets);
  rmSync(root, { recursive: true, force: true });
  return { problems, notices };
}

const file = (version: string, options: string) => `target: docker
airflow:
  version: "${version}"
  dags: { folder: ./examples/dags }
  options: ${options}
workers: { default: { queues: [default] } }
`;

const LEVELS = "expected CRITICAL, FATAL, ERROR, WARN, WARNING, INFO or DEBUG";

test.each(["3.3.2", "2.11.2", "3.4.0"])("values that %s refuses are refused", (version) => {
  const { problems } = said(
    file(
      version,
      "{ logging: { logging_level: debug }, core: { load_examples: maybe }, database: { sql_alchemy_pool_size: ten } }",
    ),
  );
  expect(problems).toEqual([
    `configs/acme.yaml:5:40 airflow.options.logging.logging_level: ${LEVELS}, got "debug"; write DEBUG`,
    'configs/acme.yaml:5:72 airflow.options.core.load_examples: expected true or false, got "maybe"',
    'configs/acme.yaml:5:116 airflow.options.database.sql_alchemy_pool_size: expected a whole number, 0 or more, got "ten"',
  ]);
});

test.each(["3.3.2", "2.11.2"])("names that %s does not know are noticed, with the nearest one", (version) => {
  const { problems, notices } = said(
    file(version, "{ core: { paralelism: 64 }, schduler: { max_tis_per_query: 16 }, acme: { token_path: /x } }"),
  );
  const none = `neither Airflow ${version} nor a provider known here has`;
  const passed = "It is passed on as it is, for a plugin of your own";
  expect(problems).toEqual([]);
  expect(notices.filter((line) => line.includes("options"))).toEqual([
    `configs/acme.yaml:5:34 airflow.options.core.paralelism: ${none} an option [core] paralelism; did you mean parallelism? ${passed}`,
    `configs/acme.yaml:5:40 airflow.options.schduler: ${none} a section [schduler]; did you mean [scheduler]? ${passed}`,
    `configs/acme.yaml:5:77 airflow.options.acme: ${none} a section [acme]. ${passed}`,
  ]);
});

test("further wrong values, none of which is shown where it may be a secret", () => {
  const { problems } = said(
    file(
      "3.3.2",
      `
    api: { access_control_allow_origins: "https://a.example.com", log_config: "" }
    celery: { pool: prefork, task_track_started: "yes", mp_start_method: thread, result_backend_sqlalchemy_engine_options: "{'a': 's3cret'}" }
    core: { test_connection: enabled, default_task_weight_rule: Upstream, xcom_backend: acme/xcom.py, max_active_tasks_per_dag: "0x10" }
    metrics: { statsd_on: on, statsd_port: 81250 }
    scheduler: { scheduler_idle_sleep_time: 1s }
    triggerer: { capacity: 0 }
    database: { sql_alchemy_conn_cmd: cat /x }`,
    ),
  );
  const at = "airflow.options";
  expect(problems.map((line) => line.replace(/^configs\/acme\.yaml:\d+:\d+ /, ""))).toEqual([
    `${at}.celery.task_track_started: expected true or false, got "yes"; write true`,
    `${at}.celery.mp_start_method: expected fork, forkserver or spawn, got "thread"`,
    `${at}.celery.result_backend_sqlalchemy_engine_options: expected JSON`,
    `${at}.core.default_task_weight_rule: expected absolute, downstream or upstream, got "Upstream"; write upstream`,
    `${at}.core.xcom_backend: expected the path of a Python object, such as acme.module.name, got "acme/xcom.py"`,
    `${at}.core.max_active_tasks_per_dag: expected a whole number, got "0x10"; write 16`,
    `${at}.metrics.statsd_on: expected true or false, got "on"; write true`,
    `${at}.metrics.statsd_port: expected 1 to 65535, got "81250"`,
    `${at}.scheduler.scheduler_idle_sleep_time: expected a number, got "1s"`,
    `${at}.triggerer.capacity: expected 1 or more, got "0"`,
    `${at}.database.sql_alchemy_conn_cmd: [database] sql_alchemy_conn_cmd is set by this program; write metadataDatabase`,
  ]);
});

const ENV_FILE = `target: docker
airflow: { version: "3.3.2", dags: { folder: ./examples/dags }, envFile: .env }
workers: { default: { queues: [default] } }
`;

test("envFile: names of the deployment are refused with their line, the others are read as compose reads them", () => {
  const text =
    'AIRFLOW__CELERY__BROKER_URL=redis://elsewhere\n_AIRFLOW_WWW_USER_CREATE=true\n_PIP_ADDITIONAL_REQUIREMENTS=pandas\nA="x"\r\nB="y" # why\n';
  const at = "configs/acme.yaml:2:74 airflow.envFile:";
  expect(said(ENV_FILE, { ".env": text }).problems).toEqual([
    `${at} .env:1 AIRFLOW__CELERY__BROKER_URL: this variable is set by this program; write broker`,
    `${at} .env:2 _AIRFLOW_WWW_USER_CREATE: the database and the admin are made by this program; leave it out and see airflow.admin`,
    `${at} .env:3 _PIP_ADDITIONAL_REQUIREMENTS: packages are installed when the image is built: write airflow.image.build.requirements`,
  ]);
  expect(said(ENV_FILE, { ".env": text.split("\n").slice(3).join("\n") }).problems).toEqual([]);
  expect(said(ENV_FILE).problems).toEqual([]);
});
