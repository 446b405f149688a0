import type { Field } from "../../lib/schema/fields";
import { merged } from "../../lib/schema/merged";

const field = (path: string, description: string, more: Partial<Field> = {}): Field => ({
  path,
  node: { title: "text", description },
  required: false,
  ...more,
});

/** What comes out, in a few words. */
const words = (found: Parameters<typeof merged>[0]) =>
  merged(found).map(({ path, node, only, first }) => [path, node.description, only?.join("+") ?? "all", first]);

test("a key that all targets mean alike is one field", () => {
  expect(words({ a: [field("zone", "Where.")], b: [field("zone", "Where.")] })).toEqual([
    ["zone", "Where.", "all", true],
  ]);
});

test("a key of some targets says which", () => {
  expect(words({ a: [field("zone", "Where.")], b: [], c: [field("name", "Who."), field("zone", "Where.")] })).toEqual([
    ["zone", "Where.", "a+c", true],
    ["name", "Who.", "c", true],
  ]);
});

test("two meanings stand together, and only the first is the place's first", () => {
  expect(
    words({
      a: [field("disk", "Of a worker."), field("zone", "Where.")],
      b: [field("name", "Who."), field("disk", "Of a machine.")],
    }),
  ).toEqual([
    ["disk", "Of a worker.", "a", true],
    ["disk", "Of a machine.", "b", false],
    ["zone", "Where.", "a", true],
    ["name", "Who.", "b", true],
  ]);
});

test.each<[string, Field]>([
  ["another default", field("zone", "Where.", { node: { title: "text", description: "Where.", default: "a" } })],
  ["another kind of value", field("zone", "Where.", { node: { title: "number", description: "Where." } })],
  ["that it must be written", field("zone", "Where.", { required: true })],
])("%s is another meaning", (_, other) => {
  expect(merged({ a: [field("zone", "Where.")], b: [other] })).toHaveLength(2);
});
