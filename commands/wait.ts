import { command } from "./command";
import { choose, TARGET } from "./gcp/choose";
import { Compute } from "./gcp/compute";
import { wait } from "./gcp/wait";
import { type Print, terminal } from "./print";
import { stackArgument } from "./stack";
import type { Words } from "./words";

/** Seconds without progress that a first boot never takes: an image of gigabytes, a database, a migration. */
export const PATIENCE = 1200;

export const WORDS = {
  name: "wait",
  about:
    "Waits until every machine of a stack on GCP runs what was deployed, and shows the last lines of a unit that does not start. Terraform itself only knows that the machines exist.",
  arguments: [stackArgument(TARGET)],
  flags: {},
  fails: `when a machine failed, or nothing moved for ${PATIENCE / 60} minutes`,
  examples: ["npm run wait gcp-vms", "npx cdktf deploy gcp-vms && npm run wait gcp-vms"],
  page: "docs/gcp-vms.md",
} as const satisfies Words;

const INSTEAD = {
  command: "wait",
  instead: {
    docker: (stack: string) => `npm run up ${stack} waits until all of it is healthy`,
    "aws-ecs": (stack: string) => `npx cdktf deploy ${stack} waits until its services are stable`,
  },
};

/**
 * `npm run wait [stack]`
 * @throws Error with a line for people
 */
export async function waitFor(root: string, asked: string | undefined, print: Print): Promise<number> {
  return (await wait(new Compute(), { ...choose(root, asked, INSTEAD), patience: PATIENCE }, print)) ? 0 : 1;
}

if (require.main === module) command(WORDS, ({ positionals }) => waitFor(process.cwd(), positionals[0], terminal));
