import { held } from "../../../lib/gcp/machines/held";

const secret = [{ secret: "acme-token" }];

test("plain variables are lines, secret ones are files", () => {
  expect(held({ B: "2", A: "1" }, { TOKEN: secret })).toEqual({
    environment: { A: "1", B: "2" },
    secrets: { "environment/TOKEN": secret },
  });
});

test("they are in the order of their names: the same for the same file", () => {
  const { environment, secrets } = held({ B: "", A: "" }, { D: secret, C: secret });
  expect([Object.keys(environment), Object.keys(secrets)]).toEqual([
    ["A", "B"],
    ["environment/C", "environment/D"],
  ]);
});

test.each(["a\nb", "a\rb"])("a value of several lines, as %j, is a file: Docker's lines cannot hold it", (value) => {
  expect(held({ TEXT: value }, {})).toEqual({ environment: {}, secrets: { "environment/TEXT": [value] } });
});

test("what no shell can set is together in one file of JSON", () => {
  const { environment, secrets } = held({ "AIRFLOW_VAR_A B": 'x"y' }, { "AIRFLOW_CONN_A-B": secret });
  expect(environment).toEqual({});
  expect(secrets).toEqual({
    "variables.json": [
      '{"AIRFLOW_CONN_A-B":',
      { secret: "acme-token", encode: "json" },
      ',"AIRFLOW_VAR_A B":',
      '"x\\"y"',
      "}",
    ],
  });
});
