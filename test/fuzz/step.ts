import fc from "fast-check";
import type { TargetName } from "./base";
import { addressWithSecret, hostileText, MARK, oddValue, PROTOTYPE, plainSecret } from "./hostile";
import { slots } from "./slots";
import { at, isTree, type Place, places, raw, remove, rename, set, type Tree } from "./tree";
import { formed, schemaOf } from "./values";

/** One change of a document. Plain data, so that a failing file shrinks and is made again from its seed. */
export interface Step {
  readonly kind: string;
  /** Which of the document's places it takes. */
  readonly pick: number;
  readonly other: number;
  readonly place?: Place;
  readonly value?: unknown;
}

const pick = fc.noBias(fc.nat(9_999));
const step = (kind: string, value: fc.Arbitrary<unknown> = fc.constant(undefined)): fc.Arbitrary<Step> =>
  fc.record({ kind: fc.constant(kind), pick, other: pick, value });

/** A key that the schema knows with a value of its form, at its place or at another. */
function known(target: TargetName, kind: string): fc.Arbitrary<Step> {
  const all = slots(schemaOf(target)).filter(({ place: [first] }) => first !== "target");
  const inserts = all.map(({ place, node }) => fc.record({ place: fc.constant(place), value: formed(node) }));
  return fc
    .record({ kind: fc.constant(kind), pick, other: pick })
    .chain((rest) => fc.oneof(...inserts).map((insert) => ({ ...rest, ...insert })));
}

/** A secret itself where the schema wants a reference to one. */
function secret(target: TargetName): fc.Arbitrary<Step> {
  const all = slots(schemaOf(target)).filter(({ node }) => node.title === "secret");
  const place = fc.constantFrom(...all.map(({ place }) => place), ["keys", "fernet"]);
  return fc.record({ kind: fc.constant("insert"), pick, other: pick, place, value: plainSecret });
}

const key = fc.oneof(fc.constantFrom(...PROTOTYPE), hostileText);

export const steps = (target: TargetName): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 55, arbitrary: known(target, "insert") },
    { weight: 3, arbitrary: known(target, "misplace") },
    { weight: 14, arbitrary: step("replace", hostileText) },
    { weight: 7, arbitrary: step("replace", oddValue) },
    { weight: 2, arbitrary: secret(target) },
    { weight: 2, arbitrary: step("replace", addressWithSecret) },
    { weight: 5, arbitrary: step("delete") },
    { weight: 4, arbitrary: step("rename", key) },
    { weight: 2, arbitrary: step("add", fc.record({ key, value: oddValue })) },
    { weight: 2, arbitrary: step("duplicate") },
    { weight: 3, arbitrary: step("alias", fc.constantFrom("share", "key", "loop", "unknown")) },
    { weight: 3, arbitrary: step("swap") },
  );

/** Changes the tree; a step that finds no place leaves it as it is. */
export function apply(tree: Tree, { kind, pick, other, place: slot = [], value }: Step): void {
  // Without its target a file is refused before all else is looked at.
  const all = places(tree).filter(([first]) => first !== "target" || other % 10 === 0);
  const place = all[pick % Math.max(all.length, 1)];
  const second = all[other % Math.max(all.length, 1)];
  if (place === undefined || second === undefined) return;
  if (kind === "insert") set(tree, resolved(tree, slot, pick), value);
  else if (kind === "misplace")
    set(tree, [...(isTree(at(tree, place)) ? place : place.slice(0, -1)), slot.at(-1) ?? MARK], value);
  else if (kind === "replace") set(tree, leaf(tree, all, pick) ?? place, value);
  else if (kind === "delete") remove(tree, place);
  else if (kind === "rename") rename(tree, place, String(value));
  else if (kind === "add" && isTree(value)) set(tree, [...place.slice(0, -1), String(value["key"])], value["value"]);
  else if (kind === "duplicate")
    set(tree, [...place.slice(0, -1), raw(place.at(-1) ?? "")], structuredClone(at(tree, second)));
  else if (kind === "alias") alias(tree, place, second, String(value));
  else if (kind === "swap") swap(tree, place, second);
}

/** Mostly a scalar: a section that becomes text is refused without a look at what it holds. */
function leaf(tree: Tree, all: readonly Place[], pick: number): Place | undefined {
  if (pick % 8 === 0) return undefined;
  const leaves = all.filter((place) => typeof at(tree, place) !== "object");
  return leaves[pick % Math.max(leaves.length, 1)];
}

/** Free names of a slot become those of the document, or a new one. */
function resolved(tree: Tree, slot: Place, pick: number): Place {
  const place: string[] = [];
  for (const segment of slot) {
    const inside = at(tree, place);
    const names = segment === "*" && isTree(inside) ? Object.keys(inside) : [];
    place.push(segment === "*" ? (names[pick % (names.length + 1)] ?? "extra") : segment);
  }
  return place;
}

function swap(tree: Tree, first: Place, second: Place): void {
  const [a, b] = [at(tree, first), at(tree, second)];
  // One that holds the other would make a loop, which no text can say.
  const inside = (outer: Place, inner: Place) => outer.every((key, index) => inner[index] === key);
  if (inside(first, second) || inside(second, first)) return;
  set(tree, first, structuredClone(b));
  set(tree, second, structuredClone(a));
}

function alias(tree: Tree, first: Place, second: Place, form: string): void {
  if (form === "share") {
    set(tree, ["x-anchor"], raw("&a [1, 2]"));
    set(tree, first, raw("*a"));
  } else if (form === "loop") set(tree, first, raw("&b { x: *b }"));
  else if (form === "unknown") set(tree, first, raw("*nowhere"));
  else {
    set(tree, first, raw(`&c ${MARK}`));
    if (isTree(at(tree, second.slice(0, -1)))) rename(tree, second, raw("*c "));
  }
}
