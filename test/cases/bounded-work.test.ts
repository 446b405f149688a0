// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import type { App } from "cdktf";
import { readDeployment } from "../../lib/deployment/file/read";
import { looksSecret } from "../../lib/deployment/secret/judge";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { imported, refusals } from "../compose/importing";
import { within } from "../support/bounded";
import { inApp } from "../support/terraform-json";

/** Of CPU. */
const SECONDS = 10;

const read = (text: string) => {
  const result = readDeployment({ path: "configs/a.yaml", text }, targets);
  return (result.ok ? result.notices : result.problems).map(line);
};
const DOCKER = 'target: docker\nworkers: { default: { queues: [default] } }\nairflow:\n  version: "3.3.2"\n';

const LONG = 200_000;
const many = (text: string) => text.repeat(Math.ceil(LONG / text.length));

test.each([
  "a",
  "f0",
  "A",
  "_",
  "0",
  "://",
  "a://",
  "a:b@",
  "://a:",
  "a=",
  "a:",
  "@",
  "-----BEGIN ",
  "eyJ-",
  "eyJaaaaaaaa.",
  "sk-",
  '{"a":',
  "[",
  '"',
  " ",
  "\n",
  "a: b\n",
  "basic ",
  "authorization: ",
  "bearer ",
  "hooks/",
  "$",
  "{{",
  "a.b.",
  "Aa",
  "=&",
  "webhook.a",
])("the judge of secrets looks at each character a few times: %j", (text) => {
  within(SECONDS, () => looksSecret(many(text), many(text)));
  within(SECONDS, () => looksSecret("A", `x ${many(text)}\u0000`));
});

test.each([
  ["letters", "a".repeat(80_000)],
  ["hexadecimal digits", "0f".repeat(50_000)],
])("a value of 80 KB %s is read", (_, value) => {
  expect(within(SECONDS, () => read(`${DOCKER}  variables: { a: "${value}" }\n`))).toEqual([]);
});

test("a value of 120 KB is imported", () => {
  const value = "a".repeat(120_000);
  const text = [
    'x-e: &e { AIRFLOW__CORE__EXECUTOR: LocalExecutor, LONG: "%" }'.replace("%", value),
    "services:",
    '  webserver: { image: "apache/airflow:3.3.2", command: api-server, environment: *e }',
    '  scheduler: { image: "apache/airflow:3.3.2", command: scheduler, environment: *e }',
  ].join("\n");
  expect(within(SECONDS, () => imported(text)).value["airflow"]?.["environment"]).toEqual({ LONG: value });
});

test.each(["0", "-.", "|+", "1e", "f0"])("a stack of a file with 16 KB of %j is made", (unit) => {
  const value = unit.repeat(16_000 / unit.length);
  const result = readDeployment(
    { path: "configs/a.yaml", text: `${DOCKER}  dags: { folder: "./${value}" }\n  environment: { A: "${value}" }\n` },
    targets,
  );
  if (!result.ok) throw new Error(result.problems.map(line).join());
  const stack = (app: App) => targets["docker"]?.stack(app, "acme", { ...result, root: "." }).toTerraform();
  const json = within(SECONDS, () => inApp((app) => JSON.stringify(stack(app))));
  const text = json.replaceAll('${\\"\\"}', "").replaceAll('${\\\\\\"\\\\\\"}', "");
  expect(text.includes(`"A=${value}"`)).toBe(true);
});

const DEEP = 10_000;
const TOO_DEEP = "sections and lists stand more than 100 deep in one another; write them flat";

test.each([
  ["brackets", `airflow: ${"[".repeat(DEEP)}`, "2:110"],
  ["closed brackets", `airflow: ${"[".repeat(DEEP)}${"]".repeat(DEEP)}`, "2:110"],
  ["braces", `airflow: ${"{a: ".repeat(DEEP)}`, "2:"],
  ["dashes", `airflow:\n  ${"- ".repeat(DEEP)}x`, "3:"],
  ["question marks", `airflow:\n  ${"? ".repeat(DEEP)}x`, "3:"],
  ["lines", `airflow:\n${Array.from({ length: 300 }, (_, at) => `${" ".repeat(at + 1)}a:`).join("\n")}`, ""],
])("%s within one another are a line", (_, text, place) => {
  const [found = "", ...more] = within(SECONDS, () => read(`target: docker\n${text}`));
  expect(more).toEqual([]);
  expect(found).toContain(TOO_DEEP);
  expect(found.startsWith(`configs/a.yaml:${place}`)).toBe(true);
  const [imported = ""] = within(SECONDS, () => refusals(`services:\n${text}`));
  expect(imported).toContain(TOO_DEEP);
});

test("aliases of aliases are a line, wide or deep", () => {
  const wide = Array.from(
    { length: 12 },
    (_, at) =>
      `a${at}: &a${at} [${Array(12)
        .fill(at === 0 ? "x" : `*a${at - 1}`)
        .join(", ")}]`,
  );
  const deep = Array.from(
    { length: 900 },
    (_, at) => `a${at}: &a${at} [[[[[[[[[[${at === 0 ? "x" : `*a${at - 1}`}]]]]]]]]]]`,
  );
  for (const lines of [wide, deep]) {
    const found = within(SECONDS, () => read(`${lines.join("\n")}\ntarget: docker`));
    expect(found).toEqual(["configs/a.yaml:1:1 the aliases unfold into too much; write the values out"]);
  }
  const service = 'services: { scheduler: { image: "apache/airflow:3.3.2", command: scheduler, environment: *a11 } }';
  const [refused = ""] = within(SECONDS, () => refusals(`${wide.join("\n")}\n${service}`));
  expect(refused).toMatch(/the aliases unfold into too much; write the values out/);
});

test("variables in the defaults of variables are a line", () => {
  const open = "$" + "{A:-";
  const text = (value: string) =>
    `services:\n  scheduler: { image: "apache/airflow:3.3.2", command: scheduler, environment: { X: "${value}" } }`;
  const nested = within(SECONDS, () => refusals(text(`${open.repeat(3000)}x${"}".repeat(3000)}`)));
  expect(nested.join()).toMatch(
    /docker-compose.yml:2 .*: variables stand more than 20 deep in the defaults of others; write the values out/,
  );
  const [unclosed = ""] = within(SECONDS, () => refusals(text(open.repeat(20_000))));
  expect(unclosed).toMatch(/is no variable that compose knows/);
  expect(unclosed.length).toBeLessThan(400);
  within(SECONDS, () => refusals(text("$A".repeat(50_000))));
});

test("many keys, many lines and long lines are read in a time that grows with them", () => {
  const variables = Array.from({ length: 5000 }, (_, at) => `    k${at}: v`).join("\n");
  expect(within(SECONDS, () => read(`${DOCKER}  variables:\n${variables}\n`))).toEqual([]);
  const [first = ""] = within(SECONDS, () => read(`${DOCKER}  unknown${"x".repeat(LONG)}: 1\n`));
  expect(first.length).toBeLessThan(1000);
});
