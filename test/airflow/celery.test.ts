import { celeryVariables } from "../../lib/airflow/celery";
import type { Tls } from "../../lib/airflow/platform";
import { deployment } from "./rules/deployment";

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
