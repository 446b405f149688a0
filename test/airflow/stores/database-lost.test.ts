import { readFileSync } from "node:fs";
import { join } from "node:path";
import { databaseLostVariables, resultEngine } from "../../../lib/airflow/stores/database-lost";

const program = readFileSync(join(__dirname, "../../../programs/airflow/src/airflow_cdktf/database_lost.py"), "utf8");

test.each(["postgres", "mysql"] as const)("%s: the variables name constants of the module", (engine) => {
  for (const value of Object.values(databaseLostVariables(engine))) {
    const [, name] = /^airflow_cdktf\.database_lost\.([A-Z]+)$/.exec(value) ?? [];
    expect(program).toContain(`\n${name}: Dict[str, Any] = `);
  }
});

test("only Postgres' client can be told to take a server that is written to", () => {
  expect(resultEngine("postgres")).toHaveProperty("connect_args.target_session_attrs", "read-write");
  expect(resultEngine("mysql")).toHaveProperty("connect_args", { connect_timeout: 10 });
});
