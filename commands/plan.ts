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
  const { code, stderr } = await terraform.init();
  if (code === 0) return await planAgain(terraform, print);
  print.problem(stderr.trim());
  return undefined;
}

/** The same without writing anything anew: after an apply of a part of it. */
export async function planAgain(terraform: Terraform, print: Print): Promise<Planned | undefined> {
  const { code, stderr } = await terraform.plan();
  if (code !== 0) {
    print.problem(stderr.trim());
    return undefined;
  }
  const all = await terraform.changes();
  return { terraform, changes: all.filter(({ actions }) => !["no-op", "read"].includes(actions.join())) };
}
