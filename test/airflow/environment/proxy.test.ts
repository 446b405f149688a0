import { readFileSync } from "node:fs";
import { direct, proxied } from "../../../lib/airflow/environment/proxy";
import { program } from "../../../lib/airflow/files/program";
import type { Service } from "../../../lib/airflow/workloads/service";
import { recorded } from "../../support/recording-platform";
import { deployment } from "../rules/deployment";

type Values = Readonly<Record<string, string>>;

const cases: readonly (readonly [string, Values, string | null])[] = JSON.parse(
  readFileSync(program("airflow", "test", "cases", "proxy.json"), "utf8"),
);
const OWN = { AIRFLOW_CDKTF_DIRECT: "localhost,webserver" };

test.each(cases)("%s", (_, given, list) => {
  const before = { ...OWN, ...given };
  expect(direct(before)).toEqual(list === null ? before : { ...before, NO_PROXY: list, no_proxy: list });
});

test("a list that is a secret is left to the container", () => {
  const found = direct({ ...OWN, HTTP_PROXY: "http://p:1" }, { NO_PROXY: [] });
  expect(found).toEqual({ ...OWN, HTTP_PROXY: "http://p:1", no_proxy: "localhost,webserver" });
});

const ITSELF = "localhost,127.0.0.1,::1,169.254.169.254,169.254.170.2,metadata.google.internal";
/** Of the platform that records. */
const STACK = `${ITSELF},webserver.test,10.99.0.0/16`;

type Sections = Parameters<typeof deployment>[0];
const processes = (sections: Sections, airflow: Sections = {}) => {
  const { composition } = recorded(deployment(sections, airflow));
  const services = composition.services.map(({ service }): [string, Pick<Service, "plain">] => [service.name, service]);
  return new Map([...services, ["migration", composition.migration]]);
};
const lists = (sections: Sections, airflow: Sections = {}) =>
  Object.fromEntries(
    [...processes(sections, airflow)].map(([name, { plain }]) => [name, [plain["NO_PROXY"], plain["no_proxy"]]]),
  );
const ALL = ["webserver", "scheduler", "dag-processor", "triggerer", "worker-main", "migration"];
/** The webserver alone asks for logs of running tasks. */
const everywhere = (list: string | undefined) =>
  Object.fromEntries(
    ALL.map((name) => {
      const own = list !== undefined && name === "webserver" ? `${list},logs.test` : list;
      return [name, [own, own]];
    }),
  );

test("without a proxy no process has a list, and each knows the stack's names", () => {
  expect(lists({})).toEqual(everywhere(undefined));
  for (const { plain } of processes({}).values()) expect(plain["AIRFLOW_CDKTF_DIRECT"]).toBe(STACK);
});

test.each([
  ["a text", { HTTP_PROXY: "http://proxy.example.com:3128" }, STACK],
  ["a secret", { https_proxy: { secret: "proxy" } }, STACK],
  ["with a list", { ALL_PROXY: "http://p:1", no_proxy: "corp.example.com" }, `corp.example.com,${STACK}`],
])("a proxy of the environment, %s", (_, environment, list) => {
  expect(lists({}, { environment })).toEqual(everywhere(list));
});

test("a proxy of one pool is that pool's alone, with the list of all", () => {
  const pool = { queues: ["default"], environment: { HTTP_PROXY: "http://p:1", NO_PROXY: "b" } };
  expect(lists({ workers: { main: pool } }, { environment: { no_proxy: "a" } })).toEqual({
    ...Object.fromEntries(ALL.map((name) => [name, [undefined, "a"]])),
    "worker-main": [`b,a,${STACK}`, `b,a,${STACK}`],
  });
});

test("proxy: is in both spellings in every process", () => {
  const proxy = {
    http: "http://p.example.com:3128",
    https: "https://p.example.com:3129",
    noProxy: ["corp.example.com"],
  };
  const list = `corp.example.com,${STACK}`;
  for (const [name, { plain }] of processes({ proxy }))
    expect({ ...plain, ...(name === "webserver" ? { NO_PROXY: list, no_proxy: list } : {}) }).toMatchObject({
      HTTP_PROXY: proxy.http,
      http_proxy: proxy.http,
      HTTPS_PROXY: proxy.https,
      https_proxy: proxy.https,
      NO_PROXY: list,
      no_proxy: list,
    });
});

test("a webserver whose envFile may name a proxy knows where logs are", () => {
  const { plain } = recorded(deployment({}, { envFile: ".env" })).service("webserver");
  expect(plain["AIRFLOW_CDKTF_DIRECT"]).toBe(`${STACK},logs.test`);
  expect(plain).not.toHaveProperty("NO_PROXY");
});

test("what is no process of Airflow's is told of itself and the cloud alone", () => {
  const http = "http://p.example.com:3128";
  expect(proxied({ http, https: undefined, noProxy: [] }, ["s3.example.com"])).toEqual({
    HTTP_PROXY: http,
    http_proxy: http,
    NO_PROXY: `${ITSELF},s3.example.com`,
    no_proxy: `${ITSELF},s3.example.com`,
  });
  expect(proxied(undefined, ["s3.example.com"])).toEqual({});
});
