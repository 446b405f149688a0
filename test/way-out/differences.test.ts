import { differences } from "./differences";

test("equal values differ nowhere, whatever the order of their keys", () => {
  expect(differences({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toEqual([]);
});

test.each([
  ["another value", { a: { b: 1 } }, { a: { b: "1" } }, ['a.b: 1 -> "1"']],
  ["a key that only one has", { a: { b: 1 } }, { a: {} }, ["a.b: 1 -> (absent)"]],
  ["a key that only the other has", {}, { a: null }, ["a: (absent) -> null"]],
  ["another order of a list", { a: [1, 2] }, { a: [2, 1] }, ["a.0: 1 -> 2", "a.1: 2 -> 1"]],
  ["a longer list", { a: [1] }, { a: [1, 2] }, ["a.1: (absent) -> 2"]],
  ["a list in place of a map", { a: ["b"] }, { a: { 0: "b" } }, ['a: ["b"] -> {"0":"b"}']],
])("%s is a difference", (_, one, other, expected) => {
  expect(differences(one, other)).toEqual(expected);
});

test("the version of the tool is none, that of a resource is one", () => {
  const made = (tool: string, image: string) => ({
    "//": { metadata: { version: tool, stackName: "a" } },
    resource: { docker_image: { a: { "//": { metadata: { path: "a" } }, version: image } } },
  });
  expect(differences(made("0.21.0", "1"), made("0.24.0", "1"))).toEqual([]);
  expect(differences(made("0.21.0", "1"), made("0.24.0", "2"))).toEqual([
    'resource.docker_image.a.version: "1" -> "2"',
  ]);
});

test("a long value is cut", () => {
  const [line = ""] = differences("a".repeat(500), "b");
  expect(line.length).toBeLessThan(150);
});
