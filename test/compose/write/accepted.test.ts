import { attempt, compose, imported, refusals } from "../importing";

const left = (text: string) => imported(text).report.left.map((line) => line.replace(/^docker-compose\.yml:\d+ /, ""));
const AT = "x-common.environment";

/** Each is a value that the deployment file's rules refuse; beside it stands one that they take. */
test.each([
  [
    "AIRFLOW__CORE__LOAD_EXAMPLES: no",
    `${AT}.AIRFLOW__CORE__LOAD_EXAMPLES: airflow.options.core.load_examples is not written: expected true or false, got "no"; write false`,
  ],
  [
    "AIRFLOW__API__WORKERS: 0",
    `${AT}.AIRFLOW__API__WORKERS: airflow.options.api.workers is not written: expected 1 or more, got "0"`,
  ],
  [
    "AIRFLOW__CORE__DEFAULT_TIMEZONE: Europe/Nowhere",
    `${AT}.AIRFLOW__CORE__DEFAULT_TIMEZONE: airflow.timezone is not written: no time zone is called "Europe/Nowhere"; write an IANA name such as Asia/Seoul, or utc`,
  ],
  [
    "AIRFLOW__API__BASE_URL: nonsense",
    `${AT}.AIRFLOW__API__BASE_URL: webserver.baseUrl is not written: expected an address that begins with http:// or https://, got "nonsense"`,
  ],
  [
    "AIRFLOW__CORE__DEFAULT_TASK_EXECUTION_TIMEOUT: 99999999999999",
    `${AT}.AIRFLOW__CORE__DEFAULT_TASK_EXECUTION_TIMEOUT: airflow.maxTaskDuration is not written: expected a duration such as 90s, 15m, 1h or 2d, got "99999999999999s"`,
  ],
  [
    'CTRL: "a\\0b"',
    `${AT}.CTRL: airflow.environment.CTRL is not written: holds a control character (U+0000), which this value may not; write it without`,
  ],
  [
    'AIRFLOW_CONN_A B: "x"',
    `${AT}.AIRFLOW_CONN_A B: airflow.connections["a b"] is not written: expected a connection id of letters, digits, '_', '.' and '-', got "a b"`,
  ],
])("%s", (line, expected) => {
  const text = compose({ environment: [line, "OK: fine"] });
  expect(left(text)).toEqual([expected]);
  const { value, secrets } = imported(text);
  expect([value["airflow"], secrets]).toEqual([{ version: "3.3.2", environment: { OK: "fine" } }, []]);
});

test("the secret of a value that is not written is not asked for", () => {
  const secret = "postgresql://u:hush@db/x";
  const { secrets, value } = imported(compose({ environment: [`PYTHONPATH: ${secret}`, `OTHER: ${secret}`] }));
  expect(secrets.map(({ path }) => path)).toEqual(["secrets/acme-other"]);
  expect(value["airflow"]?.["environment"]).toEqual({ OTHER: { secret: "acme-other" } });
});

test("of several folders the good ones are mounted", () => {
  const text = compose({ all: ["volumes: ['./a:rel/path', './ok:/ok', './two:/ok', './c:/']"] });
  expect(left(text)).toEqual([
    'x-common.volumes[0]: the mount is not written: expected an absolute path inside the container, got "rel/path"',
    "x-common.volumes[2]: the mount is not written: /ok is already the target of docker.mounts[0]; write another folder",
    "x-common.volumes[3]: the mount is not written: / hides programs of the image; write another folder",
  ]);
  expect(imported(text).value["docker"]).toEqual({ mounts: [{ source: "./ok", target: "/ok", readOnly: false }] });
});

test.each([
  [{ webserver: ["ports: ['99999:8080']"] }, "webserver.port is not written: expected 1 to 65535, got 99999"],
  [{ scheduler: ["cpus: 9999"] }, "scheduler.cpu is not written: expected 0 to 256, got 9999"],
  [
    { more: ["trig: { <<: *common, command: triggerer --capacity 0 }"] },
    'airflow.options.triggerer.capacity is not written: expected 1 or more, got "0"',
  ],
])("%j", (parts, expected) => {
  expect(left(compose(parts)).join("\n")).toContain(expected);
});

test("a server that is wrong is not replaced by our own", () => {
  const environment = ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: postgresql+psycopg2://u:hush@db.example.com:99999/x"];
  const result = attempt(compose({ environment }));
  expect(result.ok && result.text).toMatch(/^ {2}port: 99999 /m);
  expect(() => imported(compose({ environment }))).toThrow("metadataDatabase.port: expected 1 to 65535, got 99999");
});

test("a queue of no good name is refused, in the words of the compose file", () => {
  expect(refusals(compose({ workers: { w: ["command: celery worker -q ü"] } })).join("\n")).toContain(
    'services.w.command: queue "ü" cannot be named here',
  );
});
