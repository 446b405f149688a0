import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Kind, loadTable, TABLES } from "../../../lib/airflow/options/table";
import { expected } from "../../../lib/airflow/options/value";

/**
 * Whether each release reads a value, as probe.py saw it in the image. Again, for one of them:
 *   node -p 'JSON.stringify(require("./test/airflow/options/values.json")["3.3"], (k, v) => v)' > /tmp/values.json
 *   docker run --rm -i --entrypoint python -v "$PWD/test/airflow/options:/x:ro" apache/airflow:3.3.2 /x/probe.py < /tmp/values.json
 */
const seen: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, boolean>>>>>> = JSON.parse(
  readFileSync(join(__dirname, "values.json"), "utf8"),
);

/** Options that probe.py reads. */
const OPTIONS: Readonly<Record<string, string>> = {
  bool: "core.load_examples",
  int: "database.sql_alchemy_pool_size",
  float: "scheduler.scheduler_idle_sleep_time",
  seconds: "core.default_task_execution_timeout",
  json: "database.sql_alchemy_engine_args",
  import: "core.xcom_backend",
  enum: "logging.logging_level",
};

/** What only the image knows: an object that is not there. */
const UNKNOWABLE = new Set(["airflow.sdk.nothing.Here"]);
/** What Airflow reads and the next hand does not take: a pool of -1. */
const LESS = new Set(["-1"]);

const cases = Object.entries(seen).flatMap(([release, kinds]) =>
  Object.entries(kinds).flatMap(([kind, values]) =>
    Object.entries(values).map(([value, good]) => [release, kind, value, good] as const),
  ),
);

test("every release and every kind is in the table", () => {
  expect(Object.keys(seen)).toEqual(TABLES);
  for (const kinds of Object.values(seen)) expect(Object.keys(kinds)).toEqual(Object.keys(OPTIONS));
});

test.each(cases)("Airflow %s, %s %j: %j", (release, kind, value, good) => {
  const name = TABLES.find((one) => one === release);
  if (name === undefined) throw new Error(`no table ${release}`);
  const table = loadTable(name);
  const option = table.options[OPTIONS[kind] ?? ""];
  expect(option?.kind).toBe(kind satisfies string as Kind);
  const message = option && expected(OPTIONS[kind] ?? "", option, value, table);
  expect(message === undefined).toBe((good || UNKNOWABLE.has(value)) && !(kind === "int" && LESS.has(value)));
});
