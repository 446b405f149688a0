import { airflow, said } from "../said";

test.each([
  [
    "names that are one in capitals",
    [
      airflow(
        "connections: { mysql_test: { secret: a }, MYSQL_TEST: { secret: b } }, variables: { a: b, A: c, a=b: d }",
      ),
    ],
    [
      'airflow.connections.MYSQL_TEST: Airflow finds connections of the environment by their name in capitals, so "MYSQL_TEST" and "mysql_test" are one; rename one',
      'airflow.variables.A: Airflow finds variables of the environment by their name in capitals, so "A" and "a" are one; rename one',
      'airflow.variables["a=b"]: no variable of the environment has a = in its name; take another name',
    ],
  ],
  ["a connection as the seed has it", [airflow("connections: { mysql_test: { secret: airflow-mysql-test } }")], []],
  [
    "a secret's name that Secret Manager does not take",
    [airflow("connections: { mysql_test: { secret: airflow/mysql } }")],
    [
      "airflow.connections.mysql_test.secret: expected a secret's name in the project, at most 255 letters, digits, '_' and '-', or projects/PROJECT/secrets/NAME",
    ],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
