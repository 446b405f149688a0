import { pool, said } from "../said";

test.each([
  [
    "no machine at all",
    [pool("update: { unavailable: 0 }")],
    ["workers.main.update: surge and unavailable are both 0, so no machine could ever change; write unavailable: 1"],
  ],
  [
    "no machine at all, over two zones",
    [pool("zones: [europe-west3-a, europe-west3-b], update: { surge: 0, unavailable: 0 }")],
    ["workers.main.update: surge and unavailable are both 0, so no machine could ever change; write unavailable: 2"],
  ],
  [
    "fewer than zones",
    [pool("zones: [europe-west3-a, europe-west3-b, europe-west3-c], update: { surge: 2, unavailable: 1 }")],
    [
      "workers.main.update.surge: got 2, and a group over 3 zones takes 0, or 3 or more; write 3",
      "workers.main.update.unavailable: got 1, and a group over 3 zones takes 0, or 3 or more; write 3",
    ],
  ],
  [
    "as many as zones",
    [pool("zones: [europe-west3-a, europe-west3-b, europe-west3-c], update: { surge: 3, unavailable: 4 }")],
    [],
  ],
  [
    "only more machines, over two zones",
    [pool("zones: [europe-west3-a, europe-west3-b], update: { surge: 2, unavailable: 0 }")],
    [],
  ],
  ["one machine in one zone", [pool("update: { surge: 1, unavailable: 0 }")], []],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
