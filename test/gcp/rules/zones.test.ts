import { pool, said } from "../said";

test.each([
  [
    "zones of another region, and one twice",
    [pool("zones: [europe-west4-a, europe-west3-b, europe-west3-b]")],
    [
      "workers.main.zones[0]: europe-west4-a is in region europe-west4, and master and network are in europe-west3, where zone: is; write zones of europe-west3",
      "workers.main.zones[2]: zone europe-west3-b is written twice; remove one",
    ],
  ],
  ["zones of the region", [pool("zones: [europe-west3-c, europe-west3-b]")], []],
  [
    "a zone that Google does not have",
    ["zone: us-east1-a"],
    ["zone: Google has no zone us-east1-a; write us-east1-b, -c or -d"],
  ],
  [
    "a pool in a zone that Google does not have",
    ["zone: us-east1-b", pool("zones: [us-east1-a]")],
    ["workers.main.zones[0]: Google has no zone us-east1-a; write us-east1-b, -c or -d"],
  ],
  ["a region", ["zone: europe-west3"], ['zone: expected a zone such as europe-west3-a, got "europe-west3"']],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
