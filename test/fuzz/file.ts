import fc from "fast-check";
import { parse } from "yaml";
import { type Base, bases, TARGETS, type TargetName } from "./base";
import { type Edit, edited, edits } from "./bytes";
import { apply, type Step, steps } from "./step";
import { isTree, type Tree, written } from "./tree";

/** A mutated deployment file. */
export interface FuzzFile {
  readonly name: string;
  readonly target: TargetName;
  readonly content: Buffer;
}

interface Mutation {
  readonly base: Base;
  readonly steps: readonly Step[];
  readonly edits: readonly Edit[];
}

function mutated({ base, steps, edits }: Mutation): FuzzFile {
  const read: unknown = parse(base.text);
  const tree: Tree = isTree(read) ? read : {};
  for (const step of structuredClone(steps)) apply(tree, step);
  const text = steps.length === 0 ? base.text : written(tree);
  return { name: base.name, target: base.target, content: edits.reduce(edited, Buffer.from(text)) };
}

/** Files of one target: one to four changes of the document, or of its bytes. */
function ofTarget(target: TargetName): fc.Arbitrary<FuzzFile> {
  const own = bases().filter((base) => base.target === target);
  const step = steps(target);
  const many = (arbitrary: fc.Arbitrary<Step>, most: number) => fc.array(arbitrary, { minLength: 1, maxLength: most });
  return fc
    .record<Mutation>({
      base: fc.constantFrom(...own),
      steps: fc.oneof({ weight: 5, arbitrary: many(step, 1) }, { weight: 3, arbitrary: many(step, 2) }, many(step, 4)),
      edits: fc.oneof({ weight: 7, arbitrary: fc.constant([]) }, fc.array(edits, { minLength: 1, maxLength: 2 })),
    })
    .map(mutated);
}

export const files: fc.Arbitrary<FuzzFile> = fc.oneof(...TARGETS.map(ofTarget));
