import { type Node, record } from "./values";

/** A key that the schema knows, and what it wants there. */
export interface Slot {
  /** `*` stands for a free name. */
  readonly place: readonly string[];
  readonly node: Node;
}

/** Every key of a schema, whichever form of its section has it. */
export function slots(node: Node, place: readonly string[] = []): Slot[] {
  const own = place.length === 0 ? [] : [{ place, node }];
  const named = Object.entries(node.properties ?? {}).flatMap(([key, child]) => slots(child, [...place, key]));
  const free = record(node);
  const forms = [...(node.anyOf ?? []), ...(node.allOf ?? [])].flatMap((form) =>
    slots(form, place).filter((slot) => slot.place !== place),
  );
  return [...own, ...named, ...(free === undefined ? [] : slots(free, [...place, "*"])), ...forms];
}
