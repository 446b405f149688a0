import { healthCheck } from "../../../../lib/gcp/network/load-balancer/health-check";
import { gcpStack, resourceOf, STACK } from "../../../support/gcp";

const json = gcpStack((stack) => {
  healthCheck(stack, { stack: STACK, after: [] }, "gpu");
});
const check = resourceOf(json, "google_compute_health_check", "gpu-health");

test("a group asks the machine itself, at the port where that answers for its worker", () => {
  expect(check).toMatchObject({ name: "acme-gpu-health", http_health_check: { port: 8796, request_path: "/" } });
});

test("a machine counts as gone after minutes of silence, not after one slow answer", () => {
  const { check_interval_sec: every, unhealthy_threshold: times, timeout_sec: timeout } = check;
  expect(Number(every) * Number(times)).toBeGreaterThanOrEqual(120);
  expect(Number(timeout)).toBeLessThanOrEqual(Number(every));
});

test("what became of a machine can be read afterwards", () => {
  expect(check["log_config"]).toEqual({ enable: true });
});
