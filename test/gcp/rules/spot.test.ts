import { pool, said } from "../said";

test.each([
  [
    "a master on Spot",
    ["master: { spot: true }"],
    [
      "master.spot: expected false: Google takes a Spot machine back with 30 seconds' notice, and webserver, scheduler, database and queues are on the master; only a pool may have spot: { tasksMayRestart: true }, got true",
    ],
  ],
  [
    "a master on Spot with the words of a pool",
    ["master: { spot: { tasksMayRestart: true } }"],
    [
      "master.spot: expected false: Google takes a Spot machine back with 30 seconds' notice, and webserver, scheduler, database and queues are on the master; only a pool may have spot: { tasksMayRestart: true }, got a section",
    ],
  ],
  [
    "a preemptible master",
    ["master: { preemptible: true }"],
    ['master: unknown key "preemptible"; known: machine, address, disk, dataDisk, spot'],
  ],
  [
    "a pool on Spot without the words",
    [pool("spot: true")],
    [
      "workers.main.spot: expected false, or { tasksMayRestart: true }: Google takes a Spot machine back with 30 seconds' notice, got true",
    ],
  ],
  [
    "a pool on Spot whose tasks may not restart",
    [pool("maxTaskDuration: 6h, spot: { tasksMayRestart: false }")],
    [
      "workers.main.spot.tasksMayRestart: expected true: a task that runs when Google takes its machine back is killed and retried, got false",
    ],
  ],
  ["a pool on Spot with the words", [pool("maxTaskDuration: 6h, spot: { tasksMayRestart: true }")], []],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
