// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are compose's
import { compose, imported, refusals } from "./importing";

test("a service that extends another one, here and in another file", () => {
  const text = [
    "services:",
    "  base:",
    "    image: apache/airflow:3.3.2",
    "    environment: [AIRFLOW__CORE__EXECUTOR=CeleryExecutor, STAGE=test]",
    '    volumes: ["./dags:/opt/airflow/dags"]',
    "    command: scheduler",
    "  web:",
    "    extends: base",
    "    environment: { STAGE: test, EXTRA: x }",
    '    volumes: ["./more:/more"]',
    "    command: api-server",
    "  worker: { extends: { file: common/workers.yml, service: worker } }",
  ].join("\n");
  const other = [
    "services:",
    "  worker:",
    "    image: apache/airflow:3.3.2",
    "    command: celery worker -c 2",
    "    environment: { STAGE: test }",
    '    volumes: ["./models:/models"]',
  ].join("\n");
  const { value, report } = imported(text, { files: { "common/workers.yml": other } });
  expect(value["workers"]).toEqual({ default: { queues: ["default"], concurrency: 2 } });
  expect(value["airflow"]).toEqual({
    version: "3.3.2",
    dags: { folder: "./dags" },
    environment: { STAGE: "test", EXTRA: "x" },
  });
  expect(value["docker"]).toEqual({
    mounts: [
      { source: "./more", target: "/more", readOnly: false },
      { source: "./common/models", target: "/models", readOnly: false },
    ],
  });
  expect(report.carried).toContain("common/workers.yml:4 services.worker.command -> workers.default.queues");
});

test.each([
  [
    "services:\n  a: { extends: b }\n",
    'docker-compose.yml:2 services.a.extends: extends service "b", which is not there; write one that is',
  ],
  ["services:\n  a: { extends: b }\n  b: { extends: a }\n", /services extend one another in a circle; break it/],
  [
    "services:\n  a: { extends: { file: x.yml, service: b } }\n",
    "docker-compose.yml:2 services.a.extends: extends x.yml, which does not exist; put the file there",
  ],
])("%j", (text, expected) => {
  const [first] = refusals(text);
  if (typeof expected === "string") expect(first).toBe(expected);
  else expect(first).toMatch(expected);
});

test("!reset and !override of compose are read as their plain value", () => {
  const { value } = imported(compose({ webserver: ["ports: !override ['127.0.0.1:81:8080']"] }));
  expect(value["webserver"]).toEqual({ port: 81 });
});

const ENV_FILE = compose({ all: ["env_file: [app.env]"] });

test("an env_file that a deployment reads as compose does stays where it is", () => {
  const { value, secrets } = imported(ENV_FILE, {
    files: { "app.env": "# of the project\nA=b # why\nexport B='c d'\nC=$A\nD=\"x\ny\"\n" },
  });
  expect(value["airflow"]?.["envFile"]).toBe("./app.env");
  expect(secrets).toEqual([]);
});

test.each([
  ["options of Airflow", "A=b\nAIRFLOW__CORE__PARALLELISM=8\n", "A=b\n"],
  ["what only compose fills in", "A=x$NOWHERE\n", "A=x\n"],
  ["several lines in a value", "AIRFLOW__CORE__PARALLELISM=8\nA='x$\ny'\n", 'A="x\\$\ny"\n'],
])("an env_file with %s becomes one under secrets/", (_, text, content) => {
  const { value, secrets } = imported(ENV_FILE, { files: { "app.env": text } });
  expect(value["airflow"]?.["envFile"]).toBe("secrets/acme-env");
  expect(secrets).toEqual([{ path: "secrets/acme-env", content }]);
  const parallelism = text.includes("PARALLELISM") ? { core: { parallelism: 8 } } : undefined;
  expect(value["airflow"]?.["options"]).toEqual(parallelism);
});

test("lines of an env_file that compose or a shell refuses are named, without their values", () => {
  const { report, secrets } = imported(ENV_FILE, { files: { "app.env": "A=1\nB='x' hush\na.b=hush\nC\nD='hush" } });
  expect(report.left).toEqual([
    "docker-compose.yml:5 x-common.env_file[0]: app.env:2: text stands behind the closing '; compose refuses this line, so nothing of it is carried",
    "docker-compose.yml:5 x-common.env_file[0]: app.env:5: the ' before its value is never closed; compose refuses this line, so nothing of it is carried",
    'docker-compose.yml:5 x-common.env_file[0]: "a.b" is no name that a shell knows; choose another one',
  ]);
  expect(secrets.map(({ content }) => content)).toEqual(["A=1\n"]);
});

test("an env_file that is not there is named", () => {
  const { value, report } = imported(ENV_FILE);
  expect(value["airflow"]?.["envFile"]).toBe("./app.env");
  expect(report.left).toEqual([
    "docker-compose.yml:5 x-common.env_file[0]: app.env does not exist; put it there before you deploy, without options of Airflow in it",
  ]);
});

test.each([
  ["Data Platform", "data-platform"],
  ["42-airflow", "airflow"],
  ["x", "airflow-x"],
])("the stack is called after name: %s", (name, stack) => {
  const result = imported(`name: "${name}"\n${compose()}`, { asked: { name: undefined } });
  expect(result.stack).toBe(stack);
  expect(result.report.changed).toContain(
    `docker-compose.yml:1: the stack is called ${stack}, after "${name}"; --name gives it another name`,
  );
});
