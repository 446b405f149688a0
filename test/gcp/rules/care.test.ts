import { said } from "../said";

test.each([
  [
    "a stack that may be destroyed",
    ["protect: false"],
    [
      "protect: cdktf destroy then deletes data disk, database and logs without asking again; write true, or leave it out, to keep them",
    ],
  ],
  [
    "labels that others set",
    ["labels: { airflow-cdktf-stack: x, airflow-cdktf-machine: x, airflow-cdktf-os: x, goog-x: y, google: fine }"],
    [
      "labels.airflow-cdktf-stack: commands find the machines by this label, which is set by this target; take another key",
      "labels.airflow-cdktf-machine: commands find the machines by this label, which is set by this target; take another key",
      "labels.airflow-cdktf-os: commands find the machines by this label, which is set by this target; take another key",
      "labels.goog-x: keys that begin with goog- are Google's own; take another one",
    ],
  ],
  [
    "a label in capitals",
    ["labels: { Team: data }"],
    ["labels: expected at most 63 lower-case letters, digits, '_' and '-', a letter first, got \"Team\""],
  ],
  [
    "too many labels",
    [`labels: { ${Array.from({ length: 61 }, (_, index) => `a${index}: x`).join(", ")} }`],
    ["labels: got 61 labels, and Google takes 60 beside ours; remove some"],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
