import { recorded } from "../support/recording-platform";
import { deployment } from "./rules/deployment";

const FULL = { workers: { main: { queues: ["default"] } } };

describe("a webserver behind a proxy believes what the proxy says of people", () => {
  const server = (webserver: object, version: string) =>
    recorded(deployment({ ...FULL, webserver }, { version })).service("webserver");

  test.each([
    ["an address of https", { baseUrl: "https://airflow.example.com" }],
    ["two webservers", { replicas: 2 }],
  ])("%s", (_, webserver) => {
    const three = server(webserver, "3.3.2");
    expect(three.command).toEqual(["api-server", "--proxy-headers"]);
    expect(three.plain).toMatchObject({ FORWARDED_ALLOW_IPS: "*", AIRFLOW__FAB__ENABLE_PROXY_FIX: "True" });
    const two = server(webserver, "2.11.2");
    expect(two.command).toEqual(["webserver", "--pid", "/tmp/airflow-webserver.pid"]);
    expect(two.plain).toMatchObject({ AIRFLOW__WEBSERVER__ENABLE_PROXY_FIX: "True" });
  });

  test.each([
    ["one webserver on its own port", {}],
    ["an address of http", { baseUrl: "http://airflow.example.com" }],
  ])("not %s", (_, webserver) => {
    expect(server(webserver, "3.3.2").command).toEqual(["api-server"]);
    expect(Object.keys(server(webserver, "3.3.2").plain).filter((name) => /PROXY|FORWARDED/.test(name))).toEqual([]);
  });
});
