import { answers, heartbeat, workerState } from "../../../lib/airflow/workloads/health";
import { healthCheck } from "../../../lib/aws/workloads/health";

const QUESTION = { asks: "", command: ["ask", "--now"], every: 30, timeout: 10, failures: 3, start: 300 };

test("the command is run as it is, without a shell", () => {
  expect(healthCheck(QUESTION)).toEqual({
    command: ["CMD", "ask", "--now"],
    interval: 30,
    timeout: 10,
    retries: 3,
    startPeriod: 300,
  });
});

test("longer times than ECS takes are its longest", () => {
  expect(healthCheck({ ...QUESTION, every: 600, timeout: 90, start: 900 })).toMatchObject({
    interval: 300,
    timeout: 60,
    startPeriod: 300,
  });
});

/** Source: Amazon ECS' API reference, HealthCheck. */
test.each([
  ["a web server", answers([8080, 8795], "/health")],
  ["a heartbeat", heartbeat("SchedulerJob")],
  ["a worker", workerState()],
])("the check of %s is within ECS' limits", (_, health) => {
  const { interval, timeout, retries, startPeriod } = healthCheck(health);
  expect([5 <= interval && interval <= 300, 2 <= timeout && timeout <= 60]).toEqual([true, true]);
  expect([1 <= retries && retries <= 10, startPeriod <= 300, timeout < interval]).toEqual([true, true, true]);
});
