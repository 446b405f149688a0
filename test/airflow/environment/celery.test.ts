import type { Tls } from "../../../lib/airflow/endpoint";
import { celeryVariables, childVariables } from "../../../lib/airflow/environment/celery";
import { deployment } from "../rules/deployment";

const settings = (tls?: Tls): Readonly<Record<string, unknown>> => {
  const at = { host: "redis.test", port: "6379", shownAs: "redis", ...(tls === undefined ? {} : { tls }) };
  const { AIRFLOW__CELERY__EXTRA_CELERY_CONFIG: json = "{}" } = celeryVariables(deployment({}), at);
  return JSON.parse(json);
};

test("Celery learns how Flower reaches a broker with an authority of its own", () => {
  expect(settings({ ca: "placed", name: false })["broker_use_ssl"]).toMatchObject({ ssl_check_hostname: false });
});

test.each([undefined, {}])("and of no TLS that the URL alone says: %j", (tls) => {
  expect(settings(tls)).not.toHaveProperty("broker_use_ssl");
});

describe("limits of the processes that run a pool's tasks", () => {
  const at = { host: "redis.test", port: "6379", shownAs: "redis" };
  const own = (limits: Parameters<typeof childVariables>[0]) => childVariables(limits, deployment({}), at);

  test("are Celery's, memory in KiB, and everything else stays as every process has it", () => {
    const { AIRFLOW__CELERY__EXTRA_CELERY_CONFIG: json = "{}" } = own({
      maxTasksPerChild: 100,
      maxMemoryPerChild: 512,
    });
    expect(JSON.parse(json)).toEqual({
      ...settings(),
      worker_proc_alive_timeout: 60,
      worker_max_tasks_per_child: 100,
      worker_max_memory_per_child: 524_288,
    });
  });

  test("change nothing where a pool has none, or nothing is sent by Celery", () => {
    expect(own({})).toEqual({});
    expect(childVariables({ maxTasksPerChild: 1 }, deployment({}), undefined)).toEqual({});
  });
});
