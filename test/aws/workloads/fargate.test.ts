import { leastMemory } from "../../../lib/airflow/derived/sizes";
import { RELEASES } from "../../../lib/airflow/releases/release-profiles";
import type { Role } from "../../../lib/airflow/workloads/roles";
import { fargateSize, OFFERS } from "../../../lib/aws/workloads/fargate";

const least = (role: Role, slots = 0) => leastMemory(RELEASES["3"], role, slots);
const unwritten = (role: Role, slots = 0) => fargateSize(role, least(role, slots), {}, slots);

test("the pairs are those of Amazon ECS", () => {
  expect(OFFERS.map(([cpu, memory]) => [cpu, memory[0], memory.at(-1), memory.length])).toEqual([
    [256, 512, 2048, 3],
    [512, 1024, 4096, 4],
    [1024, 2048, 8192, 7],
    [2048, 4096, 16_384, 13],
    [4096, 8192, 30_720, 23],
    [8192, 16_384, 61_440, 12],
    [16_384, 32_768, 122_880, 12],
  ]);
});

test.each<[Role, number, number]>([
  ["webserver", 512, 1024],
  ["scheduler", 512, 1024],
  ["dag-processor", 512, 1024],
  ["triggerer", 256, 512],
  ["flower", 256, 512],
])("nothing is written: %s", (role, cpu, memoryMiB) => {
  expect(unwritten(role)).toEqual({ cpu, memoryMiB });
});

test.each([
  [1, 256, 1024],
  [4, 256, 1024],
  [8, 512, 2048],
  [16, 1024, 3072],
  [64, 4096, 9216],
  [400, 16_384, 57_344],
])("a worker of %d tasks has a core for 16 and twice what it needs", (slots, cpu, memoryMiB) => {
  expect(unwritten("worker", slots)).toEqual({ cpu, memoryMiB });
});

test("2.11 needs more memory for each task", () => {
  expect(fargateSize("worker", leastMemory(RELEASES["2.11"], "worker", 16), {}, 16)).toEqual({
    cpu: 1024,
    memoryMiB: 6144,
  });
});

test("what is written is taken as it is", () => {
  expect(fargateSize("triggerer", 256, { cpu: 0.5, memoryMiB: 4096 })).toEqual({ cpu: 512, memoryMiB: 4096 });
  expect(fargateSize("worker", 1280, { cpu: 16, memoryMiB: 122_880 }, 16)).toEqual({ cpu: 16_384, memoryMiB: 122_880 });
});

test("one is written: the least of the other that fits", () => {
  expect(fargateSize("webserver", 384, { memoryMiB: 4096 })).toEqual({ cpu: 512, memoryMiB: 4096 });
  expect(fargateSize("worker", 1280, { memoryMiB: 16_384 }, 16)).toEqual({ cpu: 2048, memoryMiB: 16_384 });
  expect(fargateSize("triggerer", 256, { cpu: 4 })).toEqual({ cpu: 4096, memoryMiB: 8192 });
});

test("one is written that leaves no room: the most of the other", () => {
  expect(fargateSize("webserver", 384, { memoryMiB: 512 })).toEqual({ cpu: 256, memoryMiB: 512 });
  expect(fargateSize("worker", 1280, { cpu: 0.25 }, 16)).toEqual({ cpu: 256, memoryMiB: 2048 });
});

test("Fargate has no such pair", () => {
  expect(fargateSize("worker", 256, { cpu: 1, memoryMiB: 1024 })).toBeUndefined();
  expect(fargateSize("worker", 256, { cpu: 3 })).toBeUndefined();
  expect(fargateSize("worker", 256, { memoryMiB: 1500 })).toBeUndefined();
  expect(fargateSize("worker", 4096, { cpu: 0.25 })).toBeUndefined();
  expect(fargateSize("worker", 200_000, {})).toBeUndefined();
});
