import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writing } from "../lib/deployment/disk/writing";
import { narrowed } from "../lib/deployment/schema/schema";
import { isDocker } from "../lib/docker/settings/settings";
import { command } from "./command";
import { confirm } from "./confirm";
import { drain, tasks, workerState } from "./drain-containers";
import { containersOf, volumesOf } from "./engine";
import { programProblems, type Question } from "./preflight";
import { type Print, terminal } from "./print";
import { Progress } from "./progress";
import { chooseStack, type For, OUTDIR, stackArgument } from "./stack";
import { Terraform } from "./terraform";
import type { Words } from "./words";

export const WORDS = {
  name: "down",
  about:
    "Takes a stack on Docker down: says what its running tasks suffer and what is kept, asks, lets the tasks finish, and removes the containers. Data, passwords and keys stay, and npm run up starts it again.",
  arguments: [stackArgument("docker")],
  flags: {
    yes: { type: "boolean", short: "y", default: false, text: "does not ask" },
    now: { type: "boolean", default: false, text: "does not wait for running tasks" },
    "delete-data": {
      type: "boolean",
      default: false,
      text: "removes the data, the passwords and the keys as well, for ever",
    },
  },
  fails: "when it was refused, answered with no, or failed",
  examples: ["npm run down first", "npm run down -- first --delete-data"],
  page: "docs/operations.md",
} as const satisfies Words;

const FOR: For = {
  command: "down",
  targets: ["docker"],
  instead: {
    "aws-ecs": (stack) => `npx cdktf destroy ${stack} takes it away (docs/aws-ecs.md)`,
    "gcp-vms": (stack) => `npx cdktf destroy ${stack} takes it away (docs/gcp-vms.md)`,
  },
};

export interface DownOptions {
  readonly stack: string | undefined;
  /** Does not ask. */
  readonly yes: boolean;
  /** Does not wait for running tasks. */
  readonly now: boolean;
  /** Removes the data and the keys as well. */
  readonly deleteData: boolean;
}

/** All containers hang on it, so that removing it removes them, while volumes and keys stay. */
const NETWORK = "docker_network.network";

/** `npm run down [stack]`: says what running tasks suffer and what is kept, then takes the stack down. */
export async function down(root: string, options: DownOptions, print: Print): Promise<number> {
  const found = chooseStack(root, options.stack, FOR);
  const { stack } = found;
  if (!existsSync(join(root, OUTDIR, "stacks", stack, "cdk.tf.json"))) {
    print.problem(`${stack}: cdktf.out has no such stack: run npx cdktf synth first`);
    return 1;
  }
  const problems = await programProblems();
  for (const problem of problems) print.problem(`${stack}: ${problem}`);
  if (problems.length > 0) return 1;
  const workers = (await containersOf(stack))
    .filter(({ role, state }) => role === "worker" && state === "running")
    .map(({ name }) => name);
  await tell({ stack, reading: { deployment: narrowed(isDocker, found.deployment) } }, workers, options, print);
  if (!options.yes && !(await confirm("Go on?"))) {
    print.plain("Nothing was changed. (Without a terminal: --yes)");
    return 1;
  }
  if (!options.now) await drain(workers, print);
  const code = await remove(new Terraform(join(root, OUTDIR), stack), options.deleteData, print);
  // An empty state, and its backup with every secret of the stack.
  if (code === 0 && options.deleteData)
    for (const end of ["", ".backup"]) {
      const place = join(root, "state", `${stack}.tfstate${end}`);
      writing({ what: "that the state is gone", place, root }, () => rmSync(place, { force: true }));
    }
  return code;
}

async function tell(
  { stack, reading }: Pick<Question, "stack" | "reading">,
  workers: readonly string[],
  options: DownOptions,
  print: Print,
): Promise<void> {
  const states = await Promise.all(workers.map(async (name) => ({ name, state: await workerState(name) })));
  const busy = states.flatMap(({ name, state }) => (state !== undefined && state.running > 0 ? [{ name, state }] : []));
  if (busy.length === 0) print.plain(`${stack}: no task runs on a worker.`);
  for (const { name, state } of busy)
    print.plain(
      options.now
        ? `${name} runs ${tasks(state.running)}: ended at once, Airflow retries them if their DAG says so.`
        : `${name} runs ${tasks(state.running)}: waited for, at most ${state.drain_seconds} s; what runs longer is ended.`,
    );
  const { storage } = reading.deployment.docker;
  const folders = Object.values(storage).filter((where) => where !== "volume");
  const volumes = await volumesOf(stack);
  const kept = options.deleteData
    ? folders
    : [...volumes, ...folders, `state/${stack}.tfstate with the passwords and keys`];
  print.plain(`Kept: ${kept.length === 0 ? "nothing" : kept.join(", ")}.`);
  if (options.deleteData) print.plain(`Deleted for ever: ${[...volumes, "the passwords and keys"].join(", ")}.`);
}

async function remove(terraform: Terraform, everything: boolean, print: Print): Promise<number> {
  const progress = new Progress(print);
  for (const step of [
    () => terraform.init(),
    () => terraform.planDestroy(everything ? undefined : NETWORK),
    () => terraform.apply((line) => progress.line(line)),
  ]) {
    const { code, stderr } = await step();
    if (code === 0) continue;
    print.problem(progress.errors.join("\n") || stderr.trim());
    return 1;
  }
  print.plain(everything ? "Everything is gone." : "Down. `npm run up` starts it again with all its data.");
  return 0;
}

if (require.main === module)
  command(WORDS, ({ values, positionals: [stack] }) =>
    down(process.cwd(), { ...values, stack, deleteData: values["delete-data"] }, terminal),
  );
