import { airflow, fileOf, placed, pool, said, saidInAll } from "../said";

test("a good file is good, and nothing is to be said about it", () => {
  expect(saidInAll()).toEqual([]);
});

test("all problems come at once, each at its line", () => {
  const text = fileOf("master: { address: 10.11.0.5 }", "network: { range: 10.10.0.7/24 }", "zone: us-east1-a");
  expect(placed(text).map((line) => line.split(" ")[0])).toEqual(["6:20", "7:19", "8:7"]);
});

test("the trap: two queues have consumers, and the tasks that name none wait for ever", () => {
  expect(saidInAll("workers: { worker1: { queues: [q_name1] }, worker2: { queues: [q_name2] } }")).toEqual([
    'workers: no pool consumes queue "default", where tasks go that name no queue: they would wait for ever. Write queues: [..., default] in one pool, or name a consumed queue: airflow.options.operators.default_queue: q_name1',
  ]);
  expect(saidInAll("workers: { worker1: { queues: [q_name1, default] }, worker2: { queues: [q_name2] } }")).toEqual([]);
});

test("a folder of this machine is refused by the rules about Airflow", () => {
  expect(saidInAll(airflow("dags: { folder: ./dags }"))).toEqual([
    "airflow.dags.folder: this target's machines do not see folders of this machine. Write git: REPOSITORY, or put the DAGs into the image",
  ]);
});

test("what Docker mounts is unknown here, with what to do instead", () => {
  expect(said("docker: { mounts: [{ source: /data, target: /data }] }")).toEqual([
    'unknown key "docker"; nothing of a machine\'s disk is mounted into Airflow here; put files into the image, and DAGs into it or into a repository: airflow.dags.git',
  ]);
  expect(said(pool("dockerSocket: true"))).toEqual([
    'workers.main: unknown key "dockerSocket"; a worker here is not given its machine\'s Docker socket; remove it',
  ]);
});

test.each([
  ["option", "options: { database: { sql_alchemy_conn: 'mysql+mysqlconnector://airflow@db/airflow' } }"],
  ["variable", "environment: { AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: 'mysql+mysqlconnector://airflow@db/airflow' }"],
])("a driver of MySQL that Airflow does not support, as %s", (_, entry) => {
  expect(saidInAll(airflow(entry))).toContainEqual(
    expect.stringMatching(
      /^airflow\.(options\.database\.sql_alchemy_conn|environment\.AIRFLOW__DATABASE__SQL_ALCHEMY_CONN): mysql\+mysqlconnector is a driver that Airflow's metadata database does not support; metadataDatabase\.engine: mysql writes the address with mysql\+mysqldb, which is mysqlclient: leave this out$/,
    ),
  );
});

test("a driver for results, and none that is supported", () => {
  const results = airflow("options: { celery: { result_backend: 'db+mysql+pymysql://airflow@db/airflow' } }");
  expect(said(results)).toEqual([
    "airflow.options.celery.result_backend: mysql+pymysql is a driver that Airflow's metadata database does not support; metadataDatabase.engine: mysql writes the address with mysql+mysqldb, which is mysqlclient: leave this out",
  ]);
  expect(said(airflow("options: { database: { sql_alchemy_conn: 'mysql+mysqldb://airflow@db/airflow' } }"))).toEqual(
    [],
  );
  expect(said(airflow("environment: { CRAWLER_DATABASE: 'mysql+pymysql://crawler@db/crawl' }"))).toEqual([]);
});

test("logs cannot be kept from their bucket by a variable either", () => {
  expect(saidInAll(airflow("environment: { AIRFLOW__LOGGING__REMOTE_LOGGING: no }"))).toEqual([
    "airflow.environment.AIRFLOW__LOGGING__REMOTE_LOGGING: an option of Airflow goes to airflow.options: write airflow.options.logging.remote_logging",
  ]);
});
