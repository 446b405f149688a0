import { DIGEST, said } from "../said";

const airflow = (rest: string) => `airflow: { version: "3.3.2", image: "${DIGEST}", ${rest} }`;

test("connections that differ in case are one for Airflow", () => {
  expect(said(airflow("connections: { db: { secret: a }, DB: { secret: b }, other: { secret: c } }"))).toEqual([
    'airflow.connections.DB: Airflow finds connections of the environment by their name in capitals, so "DB" and "db" are one; rename one',
  ]);
});

test("variables as well, and none has a = in its name", () => {
  expect(said(airflow("variables: { Region: eu, region: us, 'a=b': c }"))).toEqual([
    'airflow.variables.region: Airflow finds variables of the environment by their name in capitals, so "region" and "Region" are one; rename one',
    'airflow.variables["a=b"]: no variable of the environment has a = in its name; take another name',
  ]);
});
