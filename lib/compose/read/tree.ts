import { passed } from "./passed";

/** Where something stands in a compose file, and under which key. */
export interface Origin {
  /** As people type it. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** `services.worker.command`, or `x-common.image` where the value itself stands there. */
  readonly key: string;
}

/** What a compose file says, aliases and merge keys resolved, variables filled in; each value with its place. */
export type Tree = Scalar | List | Section | Nothing;

interface Placed {
  readonly at: Origin;
}

export interface Scalar extends Placed {
  readonly kind: "scalar";
  /** As it stands in the file: `08080` and `3.10` stay what they are. */
  readonly text: string;
  /** Variables in it that have no value. */
  readonly unset: readonly string[];
  /** Stands without quotes and a tag of its own, so that compose reads numbers and the like. */
  readonly plain?: true;
  readonly wrong?: string;
}

export interface List extends Placed {
  readonly kind: "list";
  readonly items: readonly Tree[];
}

export interface Section extends Placed {
  readonly kind: "section";
  readonly entries: ReadonlyMap<string, Tree>;
}

/** A key without a value, or `null`. */
export interface Nothing extends Placed {
  readonly kind: "nothing";
}

export const entry = (tree: Tree | undefined, ...path: readonly string[]): Tree | undefined =>
  path.reduce<Tree | undefined>((at, key) => (at?.kind === "section" ? at.entries.get(key) : undefined), tree);

export const textOf = (tree: Tree | undefined): string | undefined => (tree?.kind === "scalar" ? tree.text : undefined);

/** Whether a switch is on, as compose reads it: YAML 1.1 has many words for it. */
export const isOn = (tree: Tree | undefined): boolean => /^(true|yes|y|on)$/i.test(textOf(tree) ?? "");
export const isOff = (tree: Tree | undefined): boolean => /^(false|no|n|off)$/i.test(textOf(tree) ?? "");

/** The items of a list; a single value is a list of one. */
export const itemsOf = (tree: Tree | undefined): readonly Tree[] =>
  tree === undefined || tree.kind === "nothing" ? [] : tree.kind === "list" ? tree.items : [tree];

export const entriesOf = (tree: Tree | undefined): readonly (readonly [string, Tree])[] =>
  tree?.kind === "section" ? [...tree.entries] : [];

/** Every scalar below. */
export function scalarsOf(tree: Tree): readonly Scalar[] {
  if (tree.kind === "scalar") return [tree];
  if (tree.kind === "list") return tree.items.flatMap(scalarsOf);
  return tree.kind === "section" ? [...tree.entries.values()].flatMap(scalarsOf) : [];
}

/** List form (`- KEY=VALUE`, `- KEY`) and map form of environment, args and labels are one. */
export function pairs(tree: Tree | undefined): ReadonlyMap<string, Scalar | Nothing> {
  if (tree?.kind === "list") return new Map(tree.items.flatMap(pair));
  return new Map(
    entriesOf(tree).flatMap(([key, value]) =>
      value.kind === "scalar" || value.kind === "nothing" ? [[key, inMap(value)] as const] : [],
    ),
  );
}

const inMap = (value: Scalar | Nothing): Scalar | Nothing =>
  value.kind === "scalar" && value.plain ? { ...value, text: passed(value.text) } : value;

function pair(item: Tree): readonly (readonly [string, Scalar | Nothing])[] {
  if (item.kind !== "scalar") return [];
  const cut = item.text.indexOf("=");
  if (cut === -1) return [[item.text.trim(), { kind: "nothing", at: item.at }]];
  return [[item.text.slice(0, cut).trim(), { ...item, text: item.text.slice(cut + 1) }]];
}
