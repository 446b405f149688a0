import { compose, imported } from "../importing";

const command = (text: string, service: "webserver" | "scheduler" = "webserver") =>
  imported(compose({ [service]: [`command: ${text}`] }));

test.each([
  ["api-server --workers 8", { api: { workers: 8 } }],
  ["api-server -w 8 -T 300", { api: { workers: 8, worker_timeout: 300 } }],
  ["airflow api-server --worker-timeout=300 --pid /x -D", { api: { worker_timeout: 300 } }],
])("%s becomes options", (text, options) => {
  const { value, report } = command(text);
  expect(value["airflow"]?.["options"]).toEqual(options);
  expect(report.left).toEqual([]);
});

test("the same flag has the name of its release", () => {
  const text = compose({
    image: "apache/airflow:2.11.2",
    webserver: ["command: webserver --workers 2 -A -"],
    more: ["trigger: { <<: *common, command: triggerer --capacity=500 }"],
  });
  expect(imported(text).value["airflow"]?.["options"]).toEqual({
    webserver: { workers: 2, access_logfile: "-" },
    triggerer: { default_capacity: 500 },
  });
});

test("flags that have no place are named, their values are not", () => {
  const { report } = imported(
    compose({
      webserver: ["command: api-server --ssl-key hush1 --proxy-headers --new-thing hush2"],
      scheduler: ["command: scheduler --num-runs 100 -S /hush3"],
      workers: { main: ["command: celery worker -P gevent --without-mingle --max-tasks-per-child 5 -c4"] },
    }),
  );
  expect(report.left.map((line) => line.replace(/^\S+ services\./, ""))).toEqual([
    "webserver.command: flag --ssl-key of airflow webserver; put a proxy with the certificate before it and write webserver.baseUrl",
    "webserver.command: flag --proxy-headers of airflow webserver; write webserver.baseUrl with https://",
    "webserver.command: flag --new-thing of airflow webserver; nothing takes its place",
    "scheduler.command: flag --num-runs of airflow scheduler; it runs for ever; write airflow.options.scheduler.num_runs where it has to end",
    "scheduler.command: flag -S of airflow scheduler; write airflow.dags",
    "main.command: flag -P of airflow worker; workers run each task in a process of its own",
    "main.command: flag --without-mingle of airflow worker; workers have Celery's usual ways",
  ]);
  expect(JSON.stringify(report)).not.toContain("hush");
});
