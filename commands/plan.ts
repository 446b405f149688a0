import { join } from "node:path";
import { synthesize } from "../lib/synth/synthesize";
import { targets } from "../stacks/targets";
import type { Print } from "./print";
import { CONFIGS, OUTDIR } from "./stack";
import { type Change, Terraform } from "./terraform";

interface Planned {
  readonly terraform: Terraform;
  /** What an apply would change. */
  readonly changes: readonly Change[];
}

/** Writes Terraform's files and plans the stack; undefined: what is wrong was printed. */
export async function plan(root: string, stack: string, print: Print): Promise<Planned | undefined> {
  const told = { notice: print.warn, problem: print.problem };
  if (!synthesize({ root, configs: CONFIGS, outdir: OUTDIR, targets, print: told })) return undefined;
  const terraform = new Terraform(join(root, OUTDIR), stack);
  for (const step of [() => terraform.init(), () => terraform.plan()]) {
    const { code, stderr } = await step();
    if (code !== 0) {
      print.problem(stderr.trim());
      return undefined;
    }
  }
  const all = await terraform.changes();
  return { terraform, changes: all.filter(({ actions }) => !["no-op", "read"].includes(actions.join())) };
}
