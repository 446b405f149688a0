import { recorded } from "../../support/recording-platform";
import { deployment } from "../rules/deployment";

const FULL = { workers: { main: { queues: ["default"] } } };

describe("a webserver behind a proxy believes what the proxy says of people", () => {
  const server = (webserver: object, version: string) =>
    recorded(deployment({ ...FULL, webserver }, { version })).service("webserver");

  test.each([
    ["an address of https", { baseUrl: "https://airflow.example.com" }],
    ["two webservers", { replicas: 2 }],
  ])("%s", (_, webserver) => {
    const three = server(webserver, "3.3.2");
    expect(three.plain).toMatchObject({ AIRFLOW__FAB__ENABLE_PROXY_FIX: "True" });
    const two = server(webserver, "2.11.2");
    expect(two.command).toEqual(["webserver", "--pid", "/dev/shm/airflow-webserver.pid"]);
    expect(two.plain).toMatchObject({ AIRFLOW__WEBSERVER__ENABLE_PROXY_FIX: "True" });
  });

  test.each([
    ["one webserver on its own port", {}],
    ["an address of http", { baseUrl: "http://airflow.example.com" }],
  ])("not %s", (_, webserver) => {
    expect(Object.keys(server(webserver, "3.3.2").plain).filter((name) => /PROXY/.test(name))).toEqual([]);
  });

  test("but Airflow's own listener, where workers report, believes nobody", () => {
    const { command, plain } = server({ baseUrl: "https://airflow.example.com", replicas: 2 }, "3.3.2");
    expect(command).toEqual(["api-server", "--port", "8080"]);
    expect(Object.keys(plain).filter((name) => /FORWARDED/.test(name))).toEqual([]);
  });
});
