import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { PROJECT, type TargetName } from "./base";
import { hostileText, MARK } from "./hostile";

/** A node of schema/TARGET.json, as far as values are made from it. */
export interface Node {
  readonly title?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly anyOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Node;
  readonly propertyNames?: Node;
  readonly items?: Node;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

export const schemaOf = (target: TargetName): Node =>
  JSON.parse(readFileSync(join(PROJECT, "schema", `${target}.json`), "utf8"));

export const record = ({ additionalProperties }: Node): Node | undefined =>
  typeof additionalProperties === "object" ? additionalProperties : undefined;

/** Values of the form that a node of the schema wants; text that it leaves free is hostile now and then. */
export function formed(node: Node): fc.Arbitrary<unknown> {
  const { examples = [], anyOf, type } = node;
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.enum !== undefined) return fc.constantFrom(...node.enum);
  const forms: fc.WeightedArbitrary<unknown>[] = [];
  if (examples.length > 0) forms.push({ weight: 8, arbitrary: fc.constantFrom(...examples) });
  if (anyOf !== undefined) forms.push({ weight: 5, arbitrary: fc.oneof(...anyOf.map(formed)) });
  else if (type === "object") forms.push({ weight: 5, arbitrary: section(node) });
  else if (type === "array") forms.push({ weight: 5, arbitrary: list(node) });
  else if (type === "boolean") forms.push({ weight: 5, arbitrary: fc.boolean() });
  else if (type === "integer" || type === "number") forms.push({ weight: 3, arbitrary: number(node) });
  else forms.push(...texts(node));
  return fc.oneof(...forms);
}

function section(node: Node): fc.Arbitrary<unknown> {
  const inside = record(node);
  if (inside !== undefined)
    return fc
      .array(fc.tuple(name(node.propertyNames ?? {}), formed(inside)), { minLength: 1, maxLength: 2 })
      .map(Object.fromEntries);
  const { properties = {}, required = [] } = node;
  const keys = Object.entries(properties).map(([key, child]): [string, fc.Arbitrary<unknown>] => [
    key,
    required.includes(key) ? formed(child) : sometimes(formed(child)),
  ]);
  return fc
    .record(Object.fromEntries(keys))
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));
}

const sometimes = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const list = ({ items = {}, minItems = 0 }: Node): fc.Arbitrary<unknown> =>
  fc.array(formed(items), { minLength: Math.max(minItems, 1), maxLength: Math.max(minItems, 2) });

function number({ type, minimum, maximum, exclusiveMinimum = 0, default: usual }: Node): fc.Arbitrary<unknown> {
  const least = minimum ?? exclusiveMinimum + (type === "integer" ? 1 : 0.001);
  const most = maximum ?? 1_000_000;
  const between =
    type === "integer" ? fc.integer({ min: least, max: most }) : fc.double({ min: least, max: most, noNaN: true });
  return fc.oneof(fc.constantFrom(least, most, typeof usual === "number" ? usual : least), between);
}

const patternOf = ({ pattern, allOf = [] }: Node): string | undefined => pattern ?? allOf.find(patternOf)?.pattern;

/** Each is worked out once, which takes fast-check up to a fifth of a second, and only when it is picked. */
const known = new Map<string, fc.Arbitrary<string>>();
const matching = (pattern: string): fc.Arbitrary<string> =>
  fc.constant(pattern).chain(() => {
    const arbitrary = known.get(pattern) ?? fc.stringMatching(new RegExp(pattern));
    known.set(pattern, arbitrary);
    return arbitrary;
  });

/** Of patterns with a look around nothing is made: their examples do. */
const made = (pattern: string): boolean => !/\(\?[=!<]/.test(pattern);

function texts(node: Node): fc.WeightedArbitrary<unknown>[] {
  const pattern = patternOf(node);
  if (pattern === undefined)
    return [
      { weight: 4, arbitrary: hostileText },
      { weight: 2, arbitrary: fc.constant(MARK) },
    ];
  const own = made(pattern) ? [{ weight: 4, arbitrary: matching(pattern) }] : [];
  return [...own, { weight: 1, arbitrary: hostileText }];
}

function name(node: Node): fc.Arbitrary<string> {
  const forms = texts(node).map(({ weight, arbitrary }) => ({ weight, arbitrary: arbitrary.map(String) }));
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom("default", "extra", "MARK7Q") }, ...forms);
}
