import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { said as onAws, saidInAll } from "../aws/said";
import { saidInAll as saidInAllOnGcp } from "../gcp/said";
import { containerOf, deployed, variablesOf } from "../support/docker";

const FOLDER = "dags: { folder: ./examples/dags }";
const DEFAULT = "workers: { default: { queues: [default] } }";
const airflow = (version: string, more = "") => `airflow: { version: "${version}", ${FOLDER}${more} }`;
const AT = 'webserver: { baseUrl: "https://company.example/airflow" }';

/** Lines of one file, as a person reads them. */
function said(...lines: readonly string[]): readonly string[] {
  const text = ["target: docker", ...lines, ""].join("\n");
  const result = readDeployment({ path: "configs/a.yaml", text }, targets);
  return (result.ok ? result.notices : result.problems).map(line);
}

const healthOf = (name: string, ...lines: string[]): string =>
  String(containerOf(deployed(...lines), name).healthcheck?.["test"]).replace(
    /.*airflow_cdktf_health\.py (.*?) --.*/s,
    "$1",
  );

test("a path on 3.x: workers report below it, and the health check asks below it", () => {
  const file = [airflow("3.3.2"), AT, DEFAULT];
  expect(said(...file)).toEqual([]);
  const json = deployed(...file);
  for (const name of ["worker-default-1", "scheduler-1", "triggerer-1", "dag-processor", "webserver-1"])
    expect(variablesOf(containerOf(json, name))).toMatchObject({
      AIRFLOW__CORE__EXECUTION_API_SERVER_URL: "http://webserver:8080/airflow/execution/",
      AIRFLOW__API__BASE_URL: "https://company.example/airflow",
    });
  expect(healthOf("webserver-1", ...file)).toBe("http 8795,8080 /airflow/api/v2/version");
});

test("a path on 2.11", () => {
  const file = [airflow("2.11.2"), AT, DEFAULT];
  expect(said(...file)).toEqual([expect.stringContaining("airflow.version: Airflow 2.x is out of support")]);
  expect(healthOf("webserver-1", ...file)).toBe("http 8080 /airflow/api/v1/version");
  expect(variablesOf(containerOf(deployed(...file), "webserver-1"))).toMatchObject({
    AIRFLOW__WEBSERVER__BASE_URL: "https://company.example/airflow",
  });
});

const prefixed = (value: string) => airflow("3.3.2", `, options: { celery: { flower_url_prefix: ${value} } }`);

test.each(["/flower", "flower", "flower/", "/flower/"])("Flower below a path, written %s", (value) => {
  const file = [prefixed(value), "flower: {}", DEFAULT];
  expect(said(...file)).toEqual([]);
  expect(healthOf("flower", ...file)).toBe("http 5555 /flower/healthcheck");
});

test("without a path all is asked at the root", () => {
  const file = [airflow("3.3.2"), "flower: {}", DEFAULT];
  expect(healthOf("webserver-1", ...file)).toBe("http 8795,8080 /api/v2/version");
  expect(healthOf("flower", ...file)).toBe("http 5555 /healthcheck");
  expect(healthOf("flower", prefixed('""'), "flower: {}", DEFAULT)).toBe("http 5555 /healthcheck");
});

const PATH_FORM = "expected a path of at most 100 characters, A-Z a-z 0-9 . _ ~ and - between its slashes";

test.each([
  ["/", 'got "/", which is no path of its own; leave it out, or write it as text, such as /flower'],
  ["//", 'got "//", which is no path of its own; leave it out, or write it as text, such as /flower'],
  ["a//b", `${PATH_FORM}, got "a//b"; write it as text, such as /flower`],
  ["a b", `${PATH_FORM}, got "a b"; write it as text, such as /flower`],
  ["/a?b", `${PATH_FORM}, got "/a?b"; write it as text, such as /flower`],
  ["/a/../b", `${PATH_FORM}, got "/a/../b"; write it as text, such as /flower`],
  ["/(a|b)*", `${PATH_FORM}, got "/(a|b)*"; write it as text, such as /flower`],
  ["{ secret: prefix }", "a path is no secret; write it as text, such as /flower"],
])("Flower's path %s is refused", (value, message) => {
  const written = value.startsWith("{") ? value : JSON.stringify(value);
  const [first, ...more] = said(prefixed(written), "flower: {}", DEFAULT);
  expect([first?.replace(/^configs\/a\.yaml:2:\d+ /, ""), more]).toEqual([
    `airflow.options.celery.flower_url_prefix: ${message}`,
    [],
  ]);
});

test("Flower's own variable for it goes past its health check", () => {
  expect(said(airflow("3.3.2", ", environment: { FLOWER_URL_PREFIX: /flower }"), "flower: {}", DEFAULT)).toEqual([
    expect.stringContaining(
      "airflow.environment.FLOWER_URL_PREFIX: Flower's path is an option of Airflow's, which its health check follows: write airflow.options.celery.flower_url_prefix",
    ),
  ]);
});

const ALONE = "expected scheme, host, port and path alone";
const PARTS =
  "a path has at most 100 characters, of A-Z a-z 0-9 . _ ~ and - between its slashes, and no part begins with a dot: write one such as https://data.example.com/airflow";

const REFUSED: readonly (readonly [string, string])[] = [
  ["https://company.example//airflow", "write https://company.example/airflow"],
  ["https://company.example/airflow//", "write https://company.example/airflow"],
  ["https://company.example/airflow?x=1", "write https://company.example/airflow"],
  ["https://company.example/?", "write https://company.example"],
  ["https://company.example/airflow/#top", "write https://company.example/airflow"],
  ["https://company.example/x/../airflow", "write https://company.example/airflow"],
  ["https://company.example./airflow", "write https://company.example/airflow"],
  ["https://company.example\\airflow", "write https://company.example/airflow"],
  ["https://company.example/my%20airflow", PARTS],
  ["https://company.example/.well-known", PARTS],
  ["https://company.example/a(b)", PARTS],
  ["https://-company.example/airflow", PARTS],
  ["https://company.example:0/airflow", PARTS],
];

test.each(REFUSED)("%s is refused with what to write", (baseUrl, remedy) => {
  const message = `${ALONE}, got ${JSON.stringify(baseUrl)}; ${remedy}`;
  expect(said(airflow("3.3.2"), `webserver: { baseUrl: ${JSON.stringify(baseUrl)} }`, DEFAULT)).toEqual([
    `configs/a.yaml:3:23 webserver.baseUrl: ${message}`,
  ]);
});

test("on every target in the same words", () => {
  const written = "webserver: { baseUrl: 'https://airflow.example.com/a//b' }";
  const message = `webserver.baseUrl: ${ALONE}, got "https://airflow.example.com/a//b"; write https://airflow.example.com/a/b`;
  expect(saidInAll(written)).toEqual([message]);
  const domain = "access: { domain: airflow.example.com, members: ['user:a@example.com'] }";
  expect(saidInAllOnGcp(written, domain)).toEqual([message]);
});

test("a path that is the execution API's own", () => {
  for (const path of ["/execution", "/Execution/airflow"])
    expect(said(airflow("3.3.2"), `webserver: { baseUrl: "https://company.example${path}" }`, DEFAULT)).toEqual([
      `configs/a.yaml:3:23 webserver.baseUrl: got "https://company.example${path}", and nobody comes through to paths that begin with /execution, where workers of 3.x report; write another path, such as /airflow`,
    ]);
});

test.each([
  "https://hunter2@company.example/airflow",
  "https://u:hunter2secret@company.example/airflow?x=1",
  "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX?x",
  `https://company.example/${"0123456789abcdef".repeat(4)}?x`,
])("no message repeats what may be a secret: %s", (baseUrl) => {
  const found = said(airflow("3.3.2"), `webserver: { baseUrl: ${JSON.stringify(baseUrl)} }`, DEFAULT);
  expect(found).toHaveLength(1);
  expect(found.join()).not.toMatch(/hunter2|XXXX|01234567/);
});

test("an address without a host that can be made out", () => {
  expect(said(airflow("3.3.2"), "webserver: { baseUrl: 'https://exa mple.com' }", DEFAULT)).toEqual([
    'configs/a.yaml:3:23 webserver.baseUrl: expected an address that begins with http:// or https://, got "https://exa mple.com"',
  ]);
});

test("a slash at the end is no other address, on any target", () => {
  expect(onAws("webserver: { baseUrl: 'https://airflow.example.com/team/airflow/' }")).toEqual([]);
});
