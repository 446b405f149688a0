import type { Field } from "./fields";

/** A key with one meaning, and where it has it. */
export interface MergedField extends Field {
  /** The targets whose files take it so. Undefined: all of them. */
  readonly only?: readonly string[];
  /** Whether it is the first of its place: two targets may mean different things by one key. */
  readonly first: boolean;
}

interface Meaning {
  readonly field: Field;
  readonly targets: string[];
}

/**
 * One field for each place and meaning. Those of one place stand together, where the first of them stood.
 * @param found every target's fields
 */
export function merged(found: Readonly<Record<string, readonly Field[]>>): readonly MergedField[] {
  const places = new Map<string, Map<string, Meaning>>();
  for (const [target, list] of Object.entries(found))
    for (const field of list) {
      const meanings = places.get(field.path) ?? new Map<string, Meaning>();
      places.set(field.path, meanings);
      const known = meanings.get(meaning(field));
      if (known === undefined) meanings.set(meaning(field), { field, targets: [target] });
      else known.targets.push(target);
    }
  const all = Object.keys(found).length;
  return [...places.values()].flatMap((meanings) =>
    [...meanings.values()].map(({ field, targets }, index) => ({
      ...field,
      ...(targets.length < all ? { only: targets } : {}),
      first: index === 0,
    })),
  );
}

/** What people read of it beside its examples; the keys of a section are fields of their own. */
const meaning = ({ node, required }: Field): string =>
  JSON.stringify([node.title, node.description, node.default, required]);
