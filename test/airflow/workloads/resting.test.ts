import { resting } from "../../../lib/airflow/workloads/resting";

test("every two seconds while it starts; a healthy container's check rests by itself", () => {
  expect(resting({ command: "ask --now", timeout: 10, failures: 3, start: 300 })).toEqual({
    command: "[ ! -f /dev/shm/.healthy ] || sleep 25; ask --now && : > /dev/shm/.healthy",
    interval: 2,
    timeout: 35,
    retries: 3,
    startPeriod: 300,
  });
});
