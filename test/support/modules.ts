import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Stack {
  readonly terraform: Readonly<Record<string, unknown>>;
}

/**
 * Makes stacks modules of another one, so that Terraform reads the schema of a provider once for all of them: of a
 * cloud's that is nearly all that judging a stack takes.
 * @param stacks the folder of all stacks
 * @param root the stack that gets them
 * @returns what a module cannot have: the backend of each
 */
export function asModules(stacks: string, root: string, others: readonly string[]): ReadonlyMap<string, unknown> {
  const module = Object.fromEntries(others.map((name) => [name, { source: `../${name}` }]));
  writeFileSync(join(stacks, root, "modules.tf.json"), JSON.stringify({ module }));
  return new Map(
    others.map((name) => {
      const path = join(stacks, name, "cdk.tf.json");
      const { terraform, ...stack }: Stack = JSON.parse(readFileSync(path, "utf8"));
      const { backend, ...more } = terraform;
      writeFileSync(path, JSON.stringify({ ...stack, terraform: more }));
      return [name, backend];
    }),
  );
}

/** What `terraform validate -json` says. */
export interface Verdict {
  readonly valid: boolean;
  readonly error_count: number;
  readonly warning_count: number;
  readonly diagnostics: readonly { readonly range?: { readonly filename: string } }[];
}

/** What of it is of one stack: with the root's own what no file is named for. */
export const ofStack = ({ diagnostics }: Verdict, root: string, stack: string) =>
  diagnostics.filter(({ range }) => {
    const [, module = root] = /^\.\.\/([^/]+)\//.exec(range?.filename ?? "") ?? [];
    return module === stack;
  });
