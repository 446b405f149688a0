import { cannotMove, isArm, machineType, wantsHyperdisk } from "../../../lib/gcp/machines/machine-types";

test.each([
  ["e2-standard-4", 4, 16_384],
  ["e2-highcpu-8", 8, 8192],
  ["e2-highmem-16", 16, 131_072],
  ["e2-micro", 2, 1024],
  ["e2-medium", 2, 4096],
  ["g1-small", 1, 1741],
  ["n1-standard-1", 1, 3840],
  ["n1-highcpu-2", 2, 1843],
  ["n2d-standard-224", 224, 917_504],
  ["n4-highcpu-2", 2, 4096],
  ["c2-standard-30", 30, 122_880],
  ["c3-standard-8-lssd", 8, 32_768],
  ["c4-standard-2", 2, 7168],
  ["c4-highmem-4", 4, 31_744],
  ["c4d-standard-8", 8, 31_744],
  ["t2d-standard-1", 1, 4096],
  ["e2-custom-4-8192", 4, 8192],
  ["e2-custom-medium-3072", 2, 3072],
  ["custom-2-4096", 2, 4096],
  ["n2-custom-1-8192", 1, 8192],
  ["n2-custom-2-32768-ext", 2, 32_768],
])("%s has %d cores and %d MiB", (name, cores, memoryMiB) => {
  expect(machineType(name)).toEqual({ cores, memoryMiB });
});

test.each([
  ["e2-standard-3", "Google has no e2-standard-3; e2 machines have 2, 4, 8, 16, 32 cores"],
  ["c2-highmem-4", "Google has no c2-highmem-4; write c2-standard-CORES, such as c2-standard-4"],
  [
    "n2-large",
    "Google has no n2-large; write n2-standard-CORES or n2-highmem-CORES or n2-highcpu-CORES, such as n2-standard-4",
  ],
  ["e2-custom-4-8000", "8000 MiB is not a multiple of 256; write e2-custom-4-8192"],
  ["e2-custom-3-8192", "a custom machine has an even number of cores, and got 3; write 4"],
  ["n2-custom-0-1024", "a custom machine has an even number of cores, and got 0; write 1"],
  ["n2-custom-8-2048", "8 cores go with at least 4096 MiB, and got 2048"],
  ["custom-2-15360", "2 cores go with at most 13312 MiB, and got 15360"],
  ["c3-custom-4-8192", "Google makes no c3-custom-4-8192"],
  ["n2-custom-small-2048", "Google makes no n2-custom-small-2048"],
])("%s is none, and says why", (name, wrong) => {
  expect(machineType(name)).toEqual({ wrong });
});

test("a new size of a family that still grows is taken", () => {
  expect(machineType("c4-standard-288")).toEqual({ cores: 288, memoryMiB: 1080 * 1024 });
});

test.each(["m1-ultramem-40", "a2-highgpu-1g", "z3-highmem-88", "q9-custom-2-4096"])(
  "nothing is known of %s",
  (name) => {
    expect(machineType(name)).toBeUndefined();
  },
);

test("which machines have Arm, take Hyperdisk alone, or end when their hardware is mended", () => {
  const all = ["e2-medium", "t2a-standard-2", "c4a-standard-4", "n4-standard-4", "c3-standard-4", "g2-standard-4"];
  expect(all.filter(isArm)).toEqual(["t2a-standard-2", "c4a-standard-4"]);
  expect(all.filter(wantsHyperdisk)).toEqual(["c4a-standard-4", "n4-standard-4"]);
  expect([...all, "c3-highcpu-192-metal"].filter(cannotMove)).toEqual(["g2-standard-4", "c3-highcpu-192-metal"]);
});
