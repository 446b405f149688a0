import { said } from "../said";

test.each([
  [
    "Spot without the words",
    ["workers: { main: { queues: [default], spot: true } }"],
    [
      "workers.main.spot: expected false, or { tasksMayRestart: true }: AWS takes Spot capacity back with two minutes' notice, got true",
    ],
  ],
  [
    "Spot with an empty section",
    ["workers: { main: { queues: [default], spot: {} } }"],
    [
      "workers.main.spot.tasksMayRestart: missing; expected true: a task that runs when AWS takes its worker back is killed and retried",
    ],
  ],
  [
    "Spot with a word that denies it",
    ["workers: { main: { queues: [default], spot: { tasksMayRestart: false } } }"],
    [
      "workers.main.spot.tasksMayRestart: expected true: a task that runs when AWS takes its worker back is killed and retried, got false",
    ],
  ],
  [
    "more workers on demand than there are",
    ["workers: { main: { queues: [default], replicas: 2, spot: { tasksMayRestart: true, onDemand: 3 } } }"],
    ["workers.main.spot.onDemand: got 3, and the pool has at most 2 workers; write 2 or less, or leave spot: out"],
  ],
  [
    "Spot as it should be",
    [
      "workers: { main: { queues: [default], replicas: { min: 1, max: 4 }, spot: { tasksMayRestart: true, onDemand: 1 } } }",
    ],
    [],
  ],
  [
    "max below min",
    ["workers: { main: { queues: [default], replicas: { min: 5, max: 2 } } }"],
    ["workers.main.replicas: expected min not above max, got { min: 5, max: 2 }"],
  ],
  [
    "a schedule of no kind",
    [
      "workers: { main: { queues: [default], replicas: { min: 2, max: 10 }, scaling: { timezone: berlin, schedules: [{ at: cron(0 7 * * *), min: 1, max: 20 }, { at: at(2027-02-30T07:00:00), min: 6, max: 4 }, { at: soon, min: 2, max: 3 }] } } }",
    ],
    [
      'workers.main.scaling.schedules[2].at: expected cron(...), at(...) or rate(...) as Application Auto Scaling reads it, got "soon"',
    ],
  ],
  [
    "schedules beyond the pool, and times that no clock has",
    [
      "workers: { main: { queues: [default], replicas: { min: 2, max: 10 }, scaling: { timezone: berlin, schedules: [{ at: cron(0 7 * * *), min: 1, max: 20 }, { at: at(2027-02-30T07:00:00), min: 6, max: 4 }] } } }",
    ],
    [
      'workers.main.scaling.timezone: no time zone is called "berlin"; write an IANA name such as Asia/Seoul',
      'workers.main.scaling.schedules[0].at: got "cron(0 7 * * *)"; expected cron(MINUTE HOUR DAY MONTH WEEKDAY YEAR) with ? for the day or the weekday, at(2027-01-31T07:00:00) or rate(2 hours)',
      "workers.main.scaling.schedules[0].min: got 1, and replicas.min is 2, which always run; write 2 or more, or a lower replicas.min",
      "workers.main.scaling.schedules[0].max: got 20, and replicas.max is 10, for which connections are counted; write 10 or less, or a higher replicas.max",
      'workers.main.scaling.schedules[1].at: got "at(2027-02-30T07:00:00)"; expected cron(MINUTE HOUR DAY MONTH WEEKDAY YEAR) with ? for the day or the weekday, at(2027-01-31T07:00:00) or rate(2 hours)',
      "workers.main.scaling.schedules[1].max: got 4, below min: 6; write 6 or more",
    ],
  ],
  [
    "a schedule as it should be",
    [
      "workers: { main: { queues: [default], replicas: { min: 1, max: 9 }, scaling: { timezone: Europe/Berlin, schedules: [{ at: cron(0 7 ? * MON-FRI *), min: 4, max: 9 }] } } }",
    ],
    [],
  ],
  [
    "schedules of a pool that does not scale",
    [
      "workers: { main: { queues: [default], replicas: 2, scaling: { schedules: [{ at: rate(1 hour), min: 1, max: 2 }] } } }",
    ],
    ["workers.main.scaling: the pool has 2 workers at all times; write replicas: { min, max }, or remove scaling:"],
  ],
  [
    "idle time that is no whole minutes",
    ["workers: { main: { queues: [default], replicas: 2, scaling: { idle: 90s } } }"],
    ['workers.main.scaling.idle: expected whole minutes up to 1d, such as 10m, got "90s"'],
  ],
  [
    "ranges of roles that do not scale",
    ["scheduler: { replicas: { min: 1, max: 2 } }", "triggerer: { replicas: { min: 0, max: 2 } }"],
    [
      "scheduler.replicas: only pools of workers grow and shrink by their tasks, and got { min: 1, max: 2 }; write one number",
      "triggerer.replicas: only pools of workers grow and shrink by their tasks, and got { min: 0, max: 2 }; write one number",
    ],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
