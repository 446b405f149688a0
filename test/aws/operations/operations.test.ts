import { deployed } from "../../support/aws-deployed";

const namesOf = (type: string, json: ReturnType<typeof deployed>) => Object.keys(json.resource[type] ?? {}).sort();

const json = deployed(
  "workers: { main: { queues: [default], replicas: { min: 1, max: 5 } }, slow: { queues: [slow], replicas: 2 } }",
);

test("a pool with a range is scaled, one with a number stays", () => {
  expect(namesOf("aws_appautoscaling_target", json)).toEqual(["worker-main"]);
});

test("every pool is watched, scaled or not", () => {
  expect(namesOf("aws_cloudwatch_metric_alarm", json)).toEqual(
    expect.arrayContaining(["worker-main-waiting", "worker-slow-waiting"]),
  );
});

test("there are a dashboard, a clean-up at night and a backup", () => {
  for (const type of ["aws_cloudwatch_dashboard", "aws_scheduler_schedule", "aws_backup_plan"])
    expect([type, namesOf(type, json).length]).toEqual([type, 1]);
});

test("an existing database and broker are looked after by their owners", () => {
  const existing = deployed(
    "metadataDatabase: { host: db.example.com, password: { secret: db }, tls: true }",
    "broker: { host: redis.example.com, password: { secret: redis }, tls: true }",
  );
  expect(namesOf("aws_backup_plan", existing)).toEqual([]);
  expect(namesOf("aws_cloudwatch_metric_alarm", existing).filter((name) => /^(database|broker)-/.test(name))).toEqual(
    [],
  );
  expect(namesOf("aws_cloudwatch_metric_alarm", json).filter((name) => /^(database|broker)-/.test(name))).not.toEqual(
    [],
  );
});
