import { healthcheck } from "../../../lib/docker/workloads/health";

const question = { command: "ask --now", timeout: 10, failures: 3, start: 300 };

test("every two seconds while it starts; a healthy container's check rests by itself", () => {
  expect(healthcheck(question)).toEqual({
    test: ["CMD-SHELL", "[ ! -f /dev/shm/.healthy ] || sleep 25; ask --now && : > /dev/shm/.healthy"],
    interval: "2s",
    timeout: "35s",
    retries: 3,
    startPeriod: "5m0s",
  });
});

test.each([
  [30, "30s"],
  [60, "1m0s"],
  [90, "1m30s"],
  [3600, "1h0m0s"],
  [5025, "1h23m45s"],
])("%i seconds are %s, as the provider prints them: another text would be a change in every plan", (start, text) => {
  expect(healthcheck({ ...question, start }).startPeriod).toBe(text);
});
