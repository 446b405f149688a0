import type { Reading, TargetReader } from "../file/read";
import type { Finding } from "../words/finding";
import type { Deployment } from "./schema";
import type { StackName } from "./stack-name";

/** What every stack may have, whatever its target calls it. */
const PARTS = ["webserver", "scheduler", "dag-processor", "triggerer", "flower", "metadata-database", "broker"];

/** Names of the form STACK-PART, where a pool is the part worker-POOL. */
export const partNames = (stack: string, { workers }: Deployment): readonly StackName[] => [
  ...PARTS.map((part) => ({ name: `${stack}-${part}` })),
  ...Object.keys(workers).map((pool) => ({ name: `${stack}-worker-${pool}`, path: ["workers", pool] })),
];

interface Named extends Reading {
  readonly stack: string;
  readonly target: string;
}

type Readers = Readonly<Record<string, Pick<TargetReader, "stackNames">>>;

/**
 * Names are STACK-PART, so a pool of stack `a` can take the name that a part of stack `a-worker` has.
 * Stacks of different targets never meet.
 */
export function checkStacks<Stack extends Named>(
  stacks: readonly Stack[],
  readers: Readers,
): { stack: Stack; finding: Finding }[] {
  const named = stacks.map((stack) => ({
    stack,
    names: readers[stack.target]?.stackNames?.(stack.stack, stack) ?? partNames(stack.stack, stack.deployment),
  }));
  return named.flatMap(({ stack, names }) =>
    names.flatMap(({ name, path, within }) => {
      const other = named.find(
        (one) =>
          one.stack !== stack &&
          one.stack.target === stack.target &&
          one.names.some((its) => its.name === name && its.within === within),
      );
      if (path === undefined || other === undefined) return [];
      const message = `stack "${other.stack.stack}" has a part named ${name} as well; rename the pool or one of the files`;
      return [{ stack, finding: { path, message } }];
    }),
  );
}
