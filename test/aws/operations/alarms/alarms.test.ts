// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { Alarms, alarmsOf, type Measured } from "../../../../lib/aws/operations/alarms/alarms";
import { awsStack, resourceOf, STACK } from "../../../support/aws";

const measured: Measured = {
  stack: STACK,
  pools: { main: { min: 1, max: 4 }, rare: { min: 0, max: 2 } },
  loadBalancer: { loadBalancer: "app/acme-web/1", webserverTargets: "targetgroup/acme-webserver/2" },
  database: { identifier: "acme-metadata-database", maxConnections: 200, storageGib: 20 },
  broker: { nodes: ["acme-broker-001", "acme-broker-002"] },
};
const all = alarmsOf(measured);
const of = (id: string) => {
  const found = all.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id} among ${all.map((one) => one.id).join(", ")}`);
  return found;
};

test("everything that stops tasks or people is watched", () => {
  expect(all.map(({ id }) => id)).toEqual([
    "worker-main-waiting",
    "worker-rare-waiting",
    "queues-without-consumer",
    "scheduler-heartbeat",
    "database-connections",
    "database-storage",
    "database-cpu",
    "broker-memory",
    "broker-evictions",
    "load-balancer-errors",
    "webserver-errors",
    "webserver-healthy",
  ]);
});

test("what is not ours is not watched", () => {
  const ids = alarmsOf({ ...measured, database: undefined, broker: undefined }).map(({ id }) => id);
  expect(ids.filter((id) => /database|broker/.test(id))).toEqual([]);
});

test.each(all)("$id says what it means and what to do first", ({ says }) => {
  expect(says).toMatch(/^[A-Z].*\. First: [a-z].*\.$/);
  expect(says.length).toBeLessThanOrEqual(1024);
});

test.each<[string, string, number, number, number]>([
  ["queues-without-consumer", "above", 0, 1, 5],
  ["scheduler-heartbeat", "above", 120, 1, 3],
  ["database-connections", "above", 160, 5, 1],
  ["database-storage", "below", 2 * 1024 ** 3, 5, 6],
  ["database-cpu", "above", 90, 5, 3],
  ["broker-memory", "above", 75, 5, 1],
  ["broker-evictions", "above", 0, 5, 1],
  ["load-balancer-errors", "above", 10, 5, 1],
  ["webserver-errors", "above", 10, 5, 1],
  ["webserver-healthy", "below", 1, 1, 3],
])("%s: %s %d, for data points of %d minutes, %d times", (id, when, threshold, minutes, times) => {
  expect(of(id)).toMatchObject({ when, threshold, minutes, times });
});

test("waiting tasks are told before Airflow gives them up after 600 s, and a first worker has its time", () => {
  expect(of("worker-main-waiting").threshold).toBe(300);
  expect(of("worker-rare-waiting").threshold).toBe(510);
});

test("of a large disk 5 GiB are enough", () => {
  const [, storage] = alarmsOf({
    ...measured,
    pools: {},
    database: { identifier: "a", maxConnections: 100, storageGib: 500 },
  }).filter(({ id }) => id.startsWith("database-"));
  expect(storage?.threshold).toBe(5 * 1024 ** 3);
});

const json = awsStack((stack) => {
  const service = new SnsTopic(stack, "service");
  new Alarms(stack, "alarms", { ...measured, topic: "arn:topic", after: [service] });
});

test("an alarm tells the topic of trouble and of its end", () => {
  expect(resourceOf(json, "aws_cloudwatch_metric_alarm", "worker-rare-waiting")).toEqual({
    alarm_name: "acme-worker-rare-waiting",
    alarm_description: of("worker-rare-waiting").says,
    comparison_operator: "GreaterThanThreshold",
    threshold: 510,
    evaluation_periods: 1,
    treat_missing_data: "notBreaching",
    namespace: "Airflow/acme",
    metric_name: "OldestQueuedSeconds",
    dimensions: { Pool: "rare" },
    statistic: "Maximum",
    period: 60,
    alarm_actions: ["arn:topic"],
    ok_actions: ["arn:topic"],
  });
});

test.each(["scheduler-heartbeat", "webserver-healthy"])("%s: silence is trouble, once the services run", (id) => {
  expect(resourceOf(json, "aws_cloudwatch_metric_alarm", id)).toMatchObject({
    treat_missing_data: "breaching",
    depends_on: ["aws_sns_topic.service"],
  });
});

test("of the broker's nodes the worst counts, whichever is the first one", () => {
  const node = (id: string, name: string) => ({
    id,
    metric: {
      namespace: "AWS/ElastiCache",
      metric_name: "DatabaseMemoryUsagePercentage",
      dimensions: { CacheClusterId: name },
      stat: "Maximum",
      period: 300,
    },
  });
  const alarm = resourceOf(json, "aws_cloudwatch_metric_alarm", "broker-memory");
  expect(alarm["metric_query"]).toEqual([
    { id: "largest", label: "DatabaseMemoryUsagePercentage", expression: "MAX([m1, m2])", return_data: true },
    node("m1", "acme-broker-001"),
    node("m2", "acme-broker-002"),
  ]);
  expect(alarm).not.toHaveProperty("metric_name");
});
