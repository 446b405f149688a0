import { environmentIds } from "../../../../lib/airflow/rules/options/environment-ids";
import { deployment } from "../deployment";

const found = (airflow: Parameters<typeof deployment>[1]) => environmentIds({ deployment: deployment({}, airflow) });

test("connections that differ in case are one, and the second is to be renamed", () => {
  const secret = { secret: "a" };
  expect(found({ connections: { db: secret, other: secret, DB: secret } })).toEqual([
    { path: ["airflow", "connections", "DB"], message: expect.stringContaining('"DB" and "db" are one') },
  ]);
});

test("a connection and a variable of one name are two", () => {
  expect(found({ connections: { db: { secret: "a" } }, variables: { DB: "b" } })).toEqual([]);
});
