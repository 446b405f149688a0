import fc from "fast-check";
import { QUEUE, shortQueueName, takenQueue } from "../../../lib/deployment/schema/queue-name";
import { NAME } from "../../../lib/deployment/schema/scalars";

/** What queues could be called before all names of Celery were taken, and the form that they had where names are short. */
const BEFORE = /^[a-z][a-z0-9_.-]{0,18}[a-z0-9]$/;
const before = (queue: string) => queue.replace(/[_.-]+/g, "-");

test("the short form of every name that could be written before stays", () => {
  fc.assert(
    fc.property(fc.stringMatching(BEFORE), (queue) => {
      expect(QUEUE.test(queue)).toBe(true);
      expect(shortQueueName(queue)).toBe(before(queue));
    }),
    { numRuns: 2000 },
  );
});

test("every name has a short form that the strictest of all targets takes", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9._:/-]{1,100}$/), (queue) => {
      expect(shortQueueName(queue)).toMatch(NAME);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["team-a/etl:gpu.v2", "team-a-etl-27a37e4e"],
  ["GPU", "gpu-ea49523d"],
  ["2024", "queue-6557739a"],
  ["-", "queue-3973e022"],
  ["x", "x-2d711642"],
  ["q".repeat(100), "qqqqqqqqqqq-8fd9856b"],
])("%s is %s where names are short", (queue, short) => {
  expect(shortQueueName(queue)).toBe(short);
});

test("names that differ in little have short forms of their own", () => {
  const names = ["GPU", "gpu", "Gpu", "team/etl", "team:etl", "team.etl", "a".repeat(99), "a".repeat(100), "/", ":"];
  expect(new Set(names.map(shortQueueName)).size).toBe(names.length);
});

test.each([
  "unacked",
  "unacked_index",
  "unacked_mutex",
  "_kombu.binding.default",
  "celeryev",
  "celeryev.1f",
  "worker@host.celery.pidbox".replace("@", "-"),
  "reply.celery.pidbox",
  "celery.pidbox",
  "airflow-cdktf.consumers.default",
])("%s is taken", (queue) => {
  expect(takenQueue(queue)).toBeDefined();
});

test.each(["unacked2", "my_unacked", "kombu", "celery", "celery_events", "pidbox", "airflow-cdktf", "Unacked"])(
  "%s is free",
  (queue) => {
    expect(takenQueue(queue)).toBeUndefined();
  },
);
