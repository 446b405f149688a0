import { connectionVariables } from "../../../lib/airflow/environment/connections";

test("a connection is a secret variable in capital letters, whatever else its id holds", () => {
  expect(
    connectionVariables({
      connections: { mysql_test: { secret: "my" }, "ware-house.1": { file: "w" } },
      variables: {},
    }),
  ).toEqual({
    plain: {},
    secret: {
      AIRFLOW_CONN_MYSQL_TEST: [{ given: { secret: "my" } }],
      "AIRFLOW_CONN_WARE-HOUSE.1": [{ given: { file: "w" } }],
    },
  });
});

test("a variable is plain where the file writes text, and secret where it names a secret", () => {
  const variables = { stage: "prod", "größe x": "", token: { secret: "all", key: "token" } };
  expect(connectionVariables({ connections: {}, variables })).toEqual({
    plain: { AIRFLOW_VAR_STAGE: "prod", "AIRFLOW_VAR_GRÖSSE X": "" },
    secret: { AIRFLOW_VAR_TOKEN: [{ given: { secret: "all", key: "token" } }] },
  });
});

test("a file with neither adds nothing", () => {
  expect(connectionVariables({ connections: {}, variables: {} })).toEqual({ plain: {}, secret: {} });
});
