import { todaysName } from "../../../lib/airflow/derived/option-names";

const at = (minor: number) => ({ major: 3, minor, patch: 0 });
const V2 = { major: 2, minor: 11, patch: 2 };

test.each([
  ["core.parallelism", at(3), undefined],
  ["webserver.base_url", V2, undefined],
  ["webserver.base_url", at(1), "api.base_url"],
  ["api.base_url", V2, "webserver.base_url"],
  ["scheduler.max_threads", V2, "scheduler.parsing_processes"],
  ["scheduler.max_threads", at(3), "dag_processor.parsing_processes"],
  ["webserver.page_size", at(1), "api.page_size"],
  ["webserver.page_size", at(3), "api.fallback_page_limit"],
  ["core.load_default_connections", at(3), null],
  ["webserver.expose_stacktrace", at(1), null],
  ["webserver.expose_stacktrace", at(3), "api.expose_stacktrace"],
])("%s on %j is %s", (option, version, name) => {
  expect(todaysName(option, version)).toBe(name);
});
