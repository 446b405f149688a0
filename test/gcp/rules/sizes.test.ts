import { airflow, pool, said } from "../said";

test.each([
  [
    "a master without memory for its roles",
    ["master: { machine: e2-small }"],
    [
      "master.machine: e2-small has 2GiB, and what runs there needs 2304MiB: system 512MiB, webserver 384MiB, scheduler 256MiB, dagProcessor 256MiB, triggerer 256MiB, metadataDatabase 256MiB, broker 128MiB, dump and cleaning 256MiB. Write e2-medium or larger",
    ],
  ],
  [
    "the same with MySQL, Flower and a pool that grows",
    [
      "master: { machine: e2-small }",
      "metadataDatabase: { engine: mysql }",
      "flower: {}",
      pool("replicas: { min: 1, max: 2 }"),
    ],
    [
      "master.machine: e2-small has 2GiB, and what runs there needs 3136MiB: system 512MiB, webserver 384MiB, scheduler 256MiB, dagProcessor 256MiB, triggerer 256MiB, flower 192MiB, metadataDatabase 768MiB, broker 128MiB, counting tasks 128MiB, dump and cleaning 256MiB. Write e2-medium or larger",
    ],
  ],
  [
    "servers elsewhere need nothing of the master",
    ["master: { machine: e2-small }", "cloudSql: {}", "memorystore: {}", "network: { serviceRange: 10.20.0.0/20 }"],
    [],
  ],
  [
    "memory that the file gives is counted",
    ["master: { machine: e2-standard-2 }", "webserver: { memory: 7GiB }"],
    [
      "master.machine: e2-standard-2 has 8GiB, and what runs there needs 9088MiB: system 512MiB, webserver 7GiB, scheduler 256MiB, dagProcessor 256MiB, triggerer 256MiB, metadataDatabase 256MiB, broker 128MiB, dump and cleaning 256MiB. Write e2-standard-4 or larger",
    ],
  ],
  [
    "2.11 with its git-sync",
    [
      "master: { machine: e2-small }",
      airflow('version: "2.11.2"', 'dags: { git: "https://example.com/d.git" }'),
      "gitSyncImage: git-sync:v4.4.2",
    ],
    [
      "master.machine: e2-small has 2GiB, and what runs there needs 2592MiB: system 512MiB, webserver 640MiB, scheduler 256MiB, dagProcessor 256MiB, triggerer 224MiB, metadataDatabase 256MiB, broker 128MiB, git-sync 64MiB, dump and cleaning 256MiB. Write e2-medium or larger",
    ],
  ],
  [
    "more tasks at once than a worker has memory for",
    [pool("machine: e2-small, concurrency: 32")],
    [
      "workers.main.machine: e2-small has 2GiB, and what runs there needs 2816MiB: system 512MiB, a worker with 32 tasks at once 2304MiB. Write e2-medium or larger, or a lower concurrency",
    ],
  ],
  ["as many as it has", [pool("machine: e2-small, concurrency: 16")], []],
  [
    "one task at once",
    [pool("machine: f1-micro, concurrency: 1")],
    [
      "workers.main.machine: f1-micro has 614MiB, and what runs there needs 832MiB: system 512MiB, a worker with 1 task at once 320MiB. Write e2-small or larger, or a lower concurrency",
    ],
  ],
  [
    "more cores than the machine has",
    ["webserver: { cpu: 5 }", pool("cpu: 2.5")],
    [
      "webserver.cpu: got 5, and e2-standard-4 has 4 cores; write 4 or less",
      "workers.main.cpu: got 2.5, and e2-standard-2 has 2 cores; write 2 or less",
    ],
  ],
  [
    "more tasks than any machine here has memory for",
    [pool("concurrency: 1000, machine: e2-standard-32"), airflow('version: "2.11.2"')],
    [
      "workers.main.machine: e2-standard-32 has 128GiB, and what runs there needs 152704MiB: system 512MiB, a worker with 1000 tasks at once 152192MiB. Write n2-highmem-32 or larger, or a lower concurrency",
    ],
  ],
  [
    "a kind that does not exist",
    ["master: { machine: e2-standrd-4 }"],
    [
      "master.machine: Google has no e2-standrd-4; write e2-standard-CORES or e2-highmem-CORES or e2-highcpu-CORES, such as e2-standard-4",
    ],
  ],
  [
    "a size that does not exist",
    ["master: { machine: e2-standard-6 }"],
    ["master.machine: Google has no e2-standard-6; e2 machines have 2, 4, 8, 16, 32 cores"],
  ],
  [
    "Arm",
    ["master: { machine: c4a-standard-4 }"],
    [
      "master.machine: c4a-standard-4 has Arm processors, and system and images here are made for x86; write e2-medium or larger",
    ],
  ],
  [
    "a machine with an accelerator",
    [pool("machine: g2-standard-4")],
    [
      "workers.main.machine: g2-standard-4 ends when Google mends its hardware, and tasks on it; machines here move while they run: write e2-small or larger",
    ],
  ],
  ["the same on Spot", [pool("machine: g2-standard-4, spot: { tasksMayRestart: true }")], []],
  ["a family that is not known here", ["master: { machine: m1-ultramem-40 }"], []],
  ["a custom machine", ["master: { machine: n2-custom-2-4096 }"], []],
  [
    "a custom machine without enough memory",
    ["master: { machine: n2-custom-2-2048 }"],
    [
      "master.machine: n2-custom-2-2048 has 2GiB, and what runs there needs 2304MiB: system 512MiB, webserver 384MiB, scheduler 256MiB, dagProcessor 256MiB, triggerer 256MiB, metadataDatabase 256MiB, broker 128MiB, dump and cleaning 256MiB. Write e2-medium or larger",
    ],
  ],
  [
    "a word that is no machine",
    ["master: { machine: large }"],
    ['master.machine: expected a machine type such as e2-standard-4, got "large"'],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
