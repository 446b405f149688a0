import { kind } from "../../lib/schema/kind";
import type { Node } from "../../lib/schema/node";
import { row } from "../../lib/schema/table";
import { inYaml } from "../../lib/schema/yaml";

test.each<[Node, string]>([
  [{ type: "string" }, "text"],
  [{ type: "boolean" }, "true or false"],
  [{ type: "integer", minimum: 1, maximum: 9 }, "whole number, 1 to 9"],
  [{ type: "integer", minimum: 0 }, "whole number, 0 or more"],
  [{ type: "number", exclusiveMinimum: 0, maximum: 256, title: "cores" }, "cores, above 0 up to 256"],
  [{ type: "number", maximum: 5 }, "number, 5 or less"],
  [{ enum: ["a", "b"] }, "a or b"],
  [{ anyOf: [{ const: false }, { type: "object", properties: {} }] }, "false or section"],
  [{ type: "array", items: { title: "queue name", type: "string" } }, "list of queue names"],
  [
    { type: "object", propertyNames: { title: "ID" }, additionalProperties: { title: "secret", type: "object" } },
    "map of ID to secret",
  ],
])("%j is %s", (node, words) => {
  expect(kind(node)).toBe(words);
});

test.each<[unknown, string]>([
  [{ folder: "./dags" }, "{ folder: ./dags }"],
  [[2, 1], "[2, 1]"],
  [{}, "{}"],
  ["3.3.2", '"3.3.2"'],
  ["3.10", '"3.10"'],
  ["42", '"42"'],
  ["yes", "yes"],
  ["true", '"true"'],
  [{ a: ["x", { b: false }] }, "{ a: [x, { b: false }] }"],
])("%j is written %s", (value, words) => {
  expect(inYaml(value)).toBe(words);
});

test("a bar does not end its cell", () => {
  expect(row(["a|b", "c"])).toBe("| a\\|b | c |");
});
