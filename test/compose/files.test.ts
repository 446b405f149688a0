import { fixture, imported, refusals } from "./importing";

const FOLDERS = { "dags/a.py": "", "plugins/a.py": "", "config/airflow.cfg": "", "logs/a": "" };

test("the shape of Airflow's own file for 3.x", () => {
  const { text, report, secrets } = imported(fixture("official-3.yml"), { files: FOLDERS });
  expect(text).toBe(`# yaml-language-server: $schema=../schema/deployment.json
# Made from docker-compose.yml: comments say which part of it each value came from. Every key: docs/reference.md.
target: docker

airflow:
  version: "3.3.2" # from x-airflow-common.image
  dags:
    folder: ./dags # from x-airflow-common.volumes[0]
  options:
    core:
      dags_are_paused_at_creation: true # from x-airflow-common.environment
      load_examples: true # from x-airflow-common.environment
  files:
    plugins: ./plugins # from x-airflow-common.volumes[3]
  admin:
    username: airflow # from services.airflow-init.environment

workers:
  default:
    queues: [default] # from services.airflow-worker.command

metadataDatabase:
  image: postgres:16 # from services.postgres.image

broker:
  image: redis:7.2-bookworm # from services.redis.image

docker:
  storage:
    logs: ./logs # from x-airflow-common.volumes[1]
`);
  expect(report.left).toEqual([
    "docker-compose.yml:18 x-airflow-common.environment.AIRFLOW_CONFIG: AIRFLOW_CONFIG: options go to airflow.options; a configuration file of your own would hide what this program sets",
    "docker-compose.yml:22 x-airflow-common.volumes[2]: of ./config only airflow_local_settings.py is carried, by airflow.files.localSettings; write what its airflow.cfg changes under airflow.options",
    "docker-compose.yml:90 services.airflow-cli: its profile is not active; to carry it run again with --profile debug",
    "docker-compose.yml:94 services.flower: its profile is not active; to carry it run again with --profile flower",
  ]);
  expect(secrets).toEqual([]);
});

test("Flower comes with its profile", () => {
  const { value } = imported(fixture("official-3.yml"), { files: FOLDERS, asked: { profiles: ["flower"] } });
  expect(value["flower"]).toEqual({ port: 5555 });
});

test("the shape of Airflow's own file for 2.11", () => {
  const { value, report } = imported(fixture("official-2.yml"), {
    files: FOLDERS,
    environment: { AIRFLOW_UID: "1000" },
  });
  expect(value["airflow"]).toEqual({
    version: "2.11.2",
    dags: { folder: "./dags" },
    options: {
      core: { dags_are_paused_at_creation: true, load_examples: true },
      api: { auth_backends: "airflow.api.auth.backend.basic_auth,airflow.api.auth.backend.session" },
    },
    files: { plugins: "./plugins" },
    admin: { username: "airflow" },
  });
  expect(value["docker"]).toEqual({ storage: { logs: "./logs" }, user: 1000 });
  expect(value["broker"]).toBeUndefined();
  expect(report.changed).toContain(
    "docker-compose.yml:1: DAGs are parsed by a process of its own, no longer inside the scheduler",
  );
});

test("one host with docker-airflow needs a version to go to", () => {
  expect(refusals(fixture("one-host.yml"))).toEqual([
    "docker-compose.yml:47 services.scheduler.image: Airflow 1.10.3 is not supported; the nearest that is: 2.11.2. " +
      "Run again with --airflow 2.11.2, and read what Airflow says about the upgrade (docs/import.md)",
  ]);
});

test("one host with docker-airflow: ten workers, plugins, requirements, Flower", () => {
  const { value, report, text } = imported(fixture("one-host.yml"), {
    files: { ...FOLDERS, "requirements.txt": "pandas" },
    asked: { airflow: "3.3.2" },
  });
  expect(value).toEqual({
    target: "docker",
    keys: { fernet: [{ secret: "acme-fernet" }] },
    airflow: {
      version: "3.3.2",
      image: { build: { requirements: "./requirements.txt" } },
      dags: { folder: "./dags" },
      files: { plugins: "./plugins" },
    },
    workers: { default: { queues: ["default"], replicas: 10 } },
    flower: { port: 5555 },
    metadataDatabase: { maxConnections: 200 },
  });
  expect(text).not.toMatch(/letmein|bm90IGEg/);
  expect([...report.changed, ...report.left].join()).not.toMatch(/letmein|bm90IGEg/);
});

test("an image of one's own, with a private token and project variables", () => {
  const { value, secrets, report } = imported(fixture("own-image.yml"), {
    files: { "env.list": "MODEL=iris\n", Dockerfile: "FROM puckel/docker-airflow:1.10.9\n" },
    asked: { airflow: "2.11.2" },
  });
  expect(value["airflow"]).toEqual({
    version: "2.11.2",
    image: { build: { context: "./", secretArgs: { github_token: { secret: "acme-github-token" } } } },
    dags: { folder: "./airflow/dags" },
    environment: { PYTHONPATH: "/opt/airflow" },
    envFile: "./env.list",
  });
  expect(value["workers"]).toEqual({ worker1: { queues: ["default"] }, worker2: { queues: ["default"] } });
  expect(value["docker"]).toEqual({
    mounts: [{ source: "./scripts", target: "/opt/airflow/scripts", readOnly: false }],
  });
  expect(secrets).toEqual([
    { path: "secrets/acme-github-token", content: undefined },
    { path: "secrets/acme-fernet", content: expect.any(String) },
  ]);
  expect(report.changed).toContain(
    "docker-compose.yml:25 services.scheduler.build: Airflow 1.10.9 became 2.11.2: read its release notes, DAGs may need changes; " +
      "its Dockerfile must build on apache/airflow:2.11.2",
  );
});
