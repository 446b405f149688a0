import { command } from "./command";
import { choose, TARGET } from "./gcp/choose";
import { Compute } from "./gcp/compute";
import { drain } from "./gcp/drain";
import { type Print, terminal } from "./print";
import { stackArgument } from "./stack";
import { PATIENCE } from "./wait";
import type { Words } from "./words";

export const WORDS = {
  name: "drain",
  about:
    "Replaces machines of workers on GCP one by one, each after it has finished its tasks. A new machine type or disk reaches running machines in no other way.",
  arguments: [
    stackArgument(TARGET),
    { name: "WHICH", text: "a pool or one machine; without it: every machine of another kind than its pool asks for" },
  ],
  flags: {},
  fails: "when a machine did not finish in its time, or none was healthy in its place",
  examples: ["npm run drain gcp-vms", "npm run drain gcp-vms worker1"],
  page: "docs/gcp-vms.md",
} as const satisfies Words;

const INSTEAD = {
  command: "drain",
  instead: {
    docker: (stack: string) => `npm run up ${stack} lets workers finish their tasks before it replaces them`,
    "aws-ecs": (stack: string) => `npx cdktf deploy ${stack} lets workers finish their tasks before it replaces them`,
  },
};

/**
 * `npm run drain [stack] [pool or machine]`
 * @throws Error with a line for people
 */
export async function drainMachines(
  root: string,
  [stack, which]: readonly (string | undefined)[],
  print: Print,
): Promise<number> {
  const options = { ...choose(root, stack, INSTEAD), which, patience: PATIENCE };
  return (await drain(new Compute(), options, print)) ? 0 : 1;
}

if (require.main === module) command(WORDS, ({ positionals }) => drainMachines(process.cwd(), positionals, terminal));
