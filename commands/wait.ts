import { command } from "./command";
import { choose } from "./gcp/choose";
import { Compute } from "./gcp/compute";
import { wait } from "./gcp/wait";
import { type Print, terminal } from "./print";

/** Seconds without progress that a first boot never takes: an image of gigabytes, a database, a migration. */
export const PATIENCE = 1200;

/**
 * `npm run wait [stack]`: waits until every machine runs what was deployed, and fails with the last lines of a unit
 * that does not start. Terraform itself only knows that the machines exist.
 * @throws Error with a line for people
 */
export async function waitFor(root: string, asked: string | undefined, print: Print): Promise<number> {
  return (await wait(new Compute(), { ...choose(root, asked), patience: PATIENCE }, print)) ? 0 : 1;
}

if (require.main === module) command(() => waitFor(process.cwd(), process.argv[2], terminal));
