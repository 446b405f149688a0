import { command } from "./command";
import { choose } from "./gcp/choose";
import { Compute } from "./gcp/compute";
import { drain } from "./gcp/drain";
import { type Print, terminal } from "./print";
import { PATIENCE } from "./wait";

/**
 * `npm run drain [stack] [pool or machine]`: replaces workers' machines one by one, each after it has finished its
 * tasks. A new machine type or disk reaches running machines in no other way.
 * @throws Error with a line for people
 */
export async function drainMachines(
  root: string,
  [stack, which]: readonly (string | undefined)[],
  print: Print,
): Promise<number> {
  return (await drain(new Compute(), { ...choose(root, stack), which, patience: PATIENCE }, print)) ? 0 : 1;
}

if (require.main === module) command(() => drainMachines(process.cwd(), process.argv.slice(2), terminal));
