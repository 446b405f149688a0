import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writing } from "../lib/deployment/writing";
import { command } from "./command";
import { confirm } from "./confirm";
import { drain, tasks, workerState } from "./drain-containers";
import { containersOf, volumesOf } from "./engine";
import { understood } from "./flags";
import { type Print, terminal } from "./print";
import { Progress } from "./progress";
import { type Chosen, chooseStack, OUTDIR } from "./stack";
import { Terraform } from "./terraform";

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
  const chosen = chooseStack(root, options.stack, print);
  if (chosen === undefined) return 1;
  const { stack } = chosen;
  if (!existsSync(join(root, OUTDIR, "stacks", stack, "cdk.tf.json"))) {
    print.problem(`${stack}: cdktf.out has no such stack: run npx cdktf synth first`);
    return 1;
  }
  const workers = (await containersOf(stack))
    .filter(({ role, state }) => role === "worker" && state === "running")
    .map(({ name }) => name);
  await tell(chosen, workers, options, print);
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
  { stack, reading }: Chosen,
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
  const { storage } = reading.settings.top.docker;
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

const OPTIONS = {
  yes: { type: "boolean", short: "y", default: false },
  now: { type: "boolean", default: false },
  "delete-data": { type: "boolean", default: false },
} as const;

function options(): DownOptions {
  const { values, positionals } = understood(OPTIONS, () => parseArgs({ allowPositionals: true, options: OPTIONS }));
  return { stack: positionals[0], yes: values.yes, now: values.now, deleteData: values["delete-data"] };
}

if (require.main === module) command(() => down(process.cwd(), options(), terminal));
