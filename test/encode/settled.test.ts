import {
  App,
  Fn,
  TerraformDataSource,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Token,
} from "cdktf";
import { Stack } from "../../lib/encode/stack";

/** Of each kind of value that cdktf treats in a way of its own, and of those that look like one. */
function values(stack: TerraformStack): Readonly<Record<string, unknown>> {
  const { stringValue: text, numberValue: number, listValue: list } = new TerraformVariable(stack, "given", {});
  return {
    plain: { text: "a", none: null, yes: true, number: 1.5, empty: [], section: {}, list: ["a", { b: [1, "c"] }] },
    numbers: ["1e5", "3e+2", "0x1e-9", "sha256:12e45", -1e99, Number.MAX_SAFE_INTEGER],
    unwritten: { text: undefined, list: ["a", undefined, "b"], inside: { none: undefined } },
    references: [text, `a ${text} b ${number}`, { inside: number, list }, [list, "c"]],
    keys: { [`a ${text}`]: "b", c: { [text]: { d: "e" } } },
    map: Token.asStringMap({ a: text }),
    made: Fn.join(",", ["a", text, Fn.jsonencode({ b: number, c: ["d"] })]),
    marked: "${TfToken",
  };
}

function json(Kind: typeof TerraformStack, more: (stack: TerraformStack) => void = () => undefined): string {
  const stack = new Kind(new App({ stackTraces: false, skipValidation: true }), "stack");
  const resource = new TerraformResource(stack, "resource", { terraformResourceType: "test_one" });
  const source = new TerraformDataSource(stack, "source", { terraformResourceType: "test_two" });
  for (const [key, value] of Object.entries(values(stack)))
    for (const one of [resource, source]) one.addOverride(key, value);
  new TerraformOutput(stack, "output", { value: resource.fqn });
  stack.addOverride("terraform.required_version", ">= 1.11.0");
  more(stack);
  return JSON.stringify(stack.toTerraform(), null, 1);
}

/** Ours writes code that is no reference as text. */
const same = (text: string): string => text.replaceAll("$${TfToken", () => "${TfToken");

test("what has nothing to work out comes out as cdktf writes it", () => {
  expect(same(json(Stack))).toBe(json(TerraformStack));
});

test("a stack can override a value inside a resource", () => {
  const more = (stack: TerraformStack) => stack.addOverride("resource.test_one.resource.plain.section.more", "f");
  expect(json(Stack, more)).toContain('"more": "f"');
  expect(same(json(Stack, more))).toBe(json(TerraformStack, more));
});

test("a second writing is as the first", () => {
  const stack = new Stack(new App({ stackTraces: false, skipValidation: true }), "stack");
  new TerraformResource(stack, "resource", { terraformResourceType: "test_one" }).addOverride("a", ["b"]);
  expect(JSON.stringify(stack.toTerraform())).toContain('"a":["b"]');
  expect(stack.toTerraform()).toEqual(stack.toTerraform());
});
