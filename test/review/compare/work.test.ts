import { called, edited, told } from "../../support/review-compare";

const two = { min: 2, max: 2 };

test.each([
  ["more workers", { replicas: { min: 4, max: 4 } }, ["pool gpu: 2 -> 4 workers"]],
  ["a range of workers", { replicas: { min: 1, max: 10 } }, ["pool gpu: 2 -> 1 to 10 workers"]],
  ["one worker", { replicas: { min: 1, max: 1 } }, ["pool gpu: 2 -> 1 worker"]],
  ["slots of a worker", { concurrency: 3 }, ["pool gpu: 1 -> 3 slots in each worker"]],
  ["size", { size: "2 cores, 4GiB" }, ["pool gpu: size of a worker no limit -> 2 cores, 4GiB"]],
  ["stop", { drainSeconds: 21_660 }, ["pool gpu: a stop waits for its tasks 6 h -> 6 h 1 min"]],
  ["a setting that goes", { settings: [] }, ["pool gpu: Docker socket: group 999 -> nothing"]],
  [
    "a setting that changes",
    { settings: [{ name: "Docker socket", value: "group 1" }] },
    ["pool gpu: Docker socket: group 999 -> group 1"],
  ],
  [
    "a setting that comes",
    {
      settings: [
        { name: "Docker socket", value: "group 999" },
        { name: "Spot", value: "yes" },
      ],
    },
    ["pool gpu: Spot: yes, which is new"],
  ],
  ["its queues alone", { queues: ["training", "gpu"] }, []],
])("a pool: %s", (_, edit, words) => {
  expect(told(({ pools }) => ({ pools: edited(pools, called("gpu"), edit) }))).toEqual(words);
});

test("a pool that goes: its worker and its queue say nothing twice", () => {
  const words = told(({ pools, processes, ports, queues }) => ({
    pools: pools.filter(({ name }) => name !== "training"),
    processes: processes.filter(({ name }) => name !== "worker-training"),
    ports: ports.filter(({ process }) => process !== "worker-training"),
    queues: edited(queues, called("training"), { pools: ["gpu"], slots: two }),
  }));
  expect(words).toEqual([
    "notice pool training is removed: its tasks finish first (up to 1 h)",
    "queue training is now consumed by gpu (was: training and gpu)",
    "slots of queue training: 4 -> 2",
  ]);
});

test("a pool that comes, with the secrets that its worker reads", () => {
  const words = told(
    () => ({}),
    ({ pools, processes, ports, secrets, queues }) => ({
      pools: pools.filter(({ name }) => name !== "gpu"),
      processes: processes.filter(({ name }) => name !== "worker-gpu"),
      ports: ports.filter(({ process }) => process !== "worker-gpu"),
      queues: queues.filter(({ name }) => name !== "gpu"),
      secrets: secrets.map((one) => ({ ...one, readers: one.readers.filter((name) => name !== "worker-gpu") })),
    }),
  );
  expect(words).toEqual([
    "queue gpu is new: consumed by gpu, 2 slots",
    "pool gpu is new: 2 workers of 1 slot (size: no limit), consumes gpu and training",
    "the new worker-gpu reads the secrets metadata-database, broker, fernet-1 and given/crm-api",
  ]);
});

describe("queues", () => {
  test("another consumer", () => {
    expect(told(({ queues }) => ({ queues: edited(queues, called("reports"), { pools: ["gpu"] }) }))).toEqual([
      "queue reports is now consumed by gpu (was: default)",
    ]);
  });

  test("the same consumers in another order", () => {
    const same = ["gpu", "training"];
    expect(told(({ queues }) => ({ queues: edited(queues, called("training"), { pools: same }) }))).toEqual([]);
  });

  test("slots, also a range", () => {
    expect(
      told(({ queues }) => ({ queues: edited(queues, called("default"), { slots: { min: 16, max: 32 } }) })),
    ).toEqual(["slots of queue default: 16 -> 16 to 32"]);
  });

  test("no consumer any more", () => {
    expect(told(({ queues }) => ({ queues: queues.filter(({ name }) => name !== "reports") }))).toEqual([
      "notice queue reports: nobody consumes it any more",
    ]);
  });

  test("another one for tasks that name none", () => {
    const words = told(({ queues }) => ({
      queues: queues.map((queue) => ({ ...queue, default: queue.name === "reports" })),
    }));
    expect(words).toEqual(["notice tasks that name no queue now go to queue reports (was: default)"]);
  });
});
