import { engineProxy } from "../../../lib/gcp/machines/engine-proxy";
import { machines } from "./bash";

const machine = machines();
const PARTS = ["common", "engine"];
const CONF = "units/docker.service.d/airflow-proxy.conf";
const http = "http://proxy.example.com:3128";
const WITH = engineProxy({ http, https: http, noProxy: ["corp.example.com"] }).content;
const WITHOUT = engineProxy(undefined).content;

const booted = (conf: string, running = "") =>
  machine().write(CONF, conf).command("docker", `printf '%s' '${running}'`).command("systemctl");
const RESTART = ["systemctl daemon-reload", "systemctl restart docker.service"];

test("the engine is told its proxy, and reaches Google without it", () => {
  const list =
    "corp.example.com,localhost,127.0.0.1,::1,169.254.169.254,169.254.170.2,metadata.google.internal,googleapis.com,pkg.dev,gcr.io";
  expect(WITH.split("\n")).toEqual([
    "[Service]",
    `Environment="HTTP_PROXY=${http}"`,
    `Environment="http_proxy=${http}"`,
    `Environment="HTTPS_PROXY=${http}"`,
    `Environment="https_proxy=${http}"`,
    `Environment="NO_PROXY=${list}"`,
    `Environment="no_proxy=${list}"`,
    "",
  ]);
  expect(WITHOUT).toBe("[Service]\n");
});

test("without a proxy nothing is started anew", () => {
  const made = booted(WITHOUT);
  expect(made.run(PARTS, "engine_proxy")).toMatchObject({ status: 0, stderr: "" });
  expect(made.calls).toEqual([]);
});

test("with one it is started anew once, as long as nothing runs", () => {
  const made = booted(WITH);
  expect(made.run(PARTS, "engine_proxy; engine_proxy")).toMatchObject({ status: 0, stderr: "" });
  expect(made.calls).toEqual(["docker ps --quiet", ...RESTART]);
});

test("what runs goes on, and the machine says what it waits for; a proxy that goes is followed too", () => {
  const made = booted(WITH, "abc");
  expect(made.run(PARTS, "engine_proxy").status).toBe(0);
  expect(made.calls).toEqual(["docker ps --quiet"]);
  expect(made.read("run/notice-engine")).toBe(
    "images are still pulled by the proxy before, until this machine boots\n",
  );
  made.command("docker");
  expect(made.run(PARTS, "engine_proxy").status).toBe(0);
  expect(made.has("run/notice-engine")).toBe(false);
  made.write(CONF, WITHOUT);
  expect(made.run(PARTS, "engine_proxy").status).toBe(0);
  expect(made.calls.filter((call) => call.includes("restart"))).toHaveLength(2);
});
