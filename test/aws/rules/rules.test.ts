import { DIGEST, fileOf, placed, said, saidInAll } from "../said";

test("a good file is good, and nothing is to be said about it", () => {
  expect(saidInAll()).toEqual([]);
});

test("all problems come at once, each at its line", () => {
  const text = fileOf("protect: false", "loadBalancer: { allow: [203.0.113.0/24] }", "network: { zones: [a] }");
  expect(placed(text).map((line) => line.split(" ")[0])).toEqual(["10:1", "11:12"]);
});

test("an account without quotes stands at its place", () => {
  expect(placed(fileOf("account: 012345678901"))).toEqual([
    '9:10 got 012345678901 without quotes, which YAML takes for a number and shortens; write it in quotes: "012345678901"',
  ]);
});

test("a folder of this machine is refused by the rules about Airflow", () => {
  expect(saidInAll(`airflow: { version: "3.3.2", image: "${DIGEST}", dags: { folder: ./dags } }`)).toEqual([
    "airflow.dags.folder: this target's machines do not see folders of this machine. Write git: REPOSITORY, or put the DAGs into the image",
  ]);
});

test("logs cannot be kept from their bucket by a variable either", () => {
  const environment = "environment: { AIRFLOW__LOGGING__REMOTE_LOGGING: no }";
  expect(saidInAll(`airflow: { version: "3.3.2", image: "${DIGEST}", ${environment} }`)).toEqual([
    "airflow.environment.AIRFLOW__LOGGING__REMOTE_LOGGING: an option of Airflow goes to airflow.options: write airflow.options.logging.remote_logging",
  ]);
});

test("a pool of no workers is neither scaled nor waited for", () => {
  expect(said("workers: { main: { queues: [default] }, rest: { queues: [rest], replicas: 0 } }")).toEqual([]);
});
