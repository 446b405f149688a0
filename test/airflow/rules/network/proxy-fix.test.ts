import { proxyFix } from "../../../../lib/airflow/rules/network/proxy-fix";
import { deployment, release } from "../deployment";

function said(webserver: Readonly<Record<string, unknown>>, value: string, version = "3.3.2"): readonly string[] {
  const section = version.startsWith("2") ? "webserver" : "fab";
  const file = deployment({ webserver }, { version, options: { [section]: { enable_proxy_fix: value } } });
  return proxyFix(file, release(file)).map(({ path, message }) => `${path.slice(2).join(".")}: ${message}`);
}

const HTTPS = { baseUrl: "https://airflow.example.com" };

test("where no proxy is known, and where the option says the same", () => {
  expect([said({}, "False"), said({ baseUrl: "http://airflow.lan" }, "no"), said(HTTPS, "True")]).toEqual([[], [], []]);
});

test.each([
  ["3.3.2", "fab"],
  ["2.11.2", "webserver"],
])("a proxy that is not believed, on %s", (version, section) => {
  expect(said(HTTPS, "false", version)).toEqual([
    `${section}.enable_proxy_fix: got false, but webserver.baseUrl is https, so a proxy with TLS stands before the webserver; without believing it people would be led from https to http. Leave it out (True is set), or write the http address that people type`,
  ]);
  expect(said({ replicas: 2 }, "0", version)).toEqual([
    `${section}.enable_proxy_fix: got 0, but webserver.replicas is 2, so a proxy stands before the webservers; without believing it all people would have its address. Leave it out (True is set)`,
  ]);
});
