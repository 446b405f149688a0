import { tokenLife } from "../../../../lib/airflow/rules/time/token-life";
import { deployment, limits, release } from "../deployment";

function said(options: Readonly<Record<string, unknown>>, version = "3.3.2", more = {}): readonly string[] {
  const file = deployment({}, { version, options, ...more });
  return tokenLife(file, release(file), limits).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

const token = (seconds: string) => ({ execution_api: { jwt_expiration_time: seconds } });
const WHY = "a task that waits longer would find its token expired and fail";

test.each(
  (
    [
      [{}],
      [token("7200")],
      [token("4201")],
      [{ scheduler: { task_queued_timeout: "7200" } }],
      [{ ...token("200001"), scheduler: { task_queued_timeout: "200000" } }],
      [{ scheduler: { task_queued_timeout: "200000" } }, "2.11.2"],
    ] as [options: Readonly<Record<string, unknown>>, version?: string][]
  ).map(([given, version = "3.3.2"]) => [given, version] as const),
)("%j lives long enough on %s", (options, version) => {
  expect(said(options, version)).toEqual([]);
});

test("a token that ends before its task may start", () => {
  const at = "airflow.options.execution_api.jwt_expiration_time";
  expect(said(token("30"))).toEqual([
    `${at}: 30 s is not above 4200 s, the longest that a task may wait in its queue: ${WHY}. Leave it out (86400 s is set) or write more than 4200`,
  ]);
  expect(said(token("43260"), "3.3.2", { maxTaskDuration: "12h" })).toEqual([
    `${at}: 43260 s is not above 43860 s, the longest that a task may wait in its queue: ${WHY}. Leave it out (87720 s is set) or write more than 43860`,
  ]);
  expect(said({ ...token("600"), scheduler: { task_queued_timeout: "200000" } })).toEqual([
    `${at}: 600 s is not above 200000 s, the longest that a task may wait in its queue: ${WHY}. Write more than 200000`,
  ]);
});

test("a wait that is longer than the token that is set", () => {
  expect(said({ scheduler: { task_queued_timeout: "200000.5" } })).toEqual([
    `airflow.options.scheduler.task_queued_timeout: 200000.5 s is not below 86400 s, the life of a task's token: ${WHY}. Write less than 86400, or airflow.options.execution_api.jwt_expiration_time above it`,
  ]);
});

test("a token that expires while the webserver is away", () => {
  expect(said(token("3299"), "3.3.2", { maxTaskDuration: "15m" })).toEqual([
    "airflow.options.execution_api.jwt_expiration_time: 3299 s is too short: a running task's token is renewed when a fifth of its life is left, and would expire while the webserver is away, which may take 600 s. Leave it out (86400 s is set) or write 3300 or more",
  ]);
  expect(said(token("3300"), "3.3.2", { maxTaskDuration: "15m" })).toEqual([]);
});
