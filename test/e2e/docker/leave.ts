import { containers, leftovers } from "../docker";
import { must, mustEqual, mustMatch } from "../expect";
import { textOf } from "../project";
import { secondsSince } from "../wait";
import { planIsEmpty } from "./plan";
import type { Scene } from "./scene";
import { longTask, running, undisturbed } from "./tasks";

/** The output is removed and the checkout moved: nothing to change. */
export async function moved({ project, stack }: Scene): Promise<string> {
  const from = project.folder;
  project.move(`${from}-moved`);
  const plan = await planIsEmpty(project, stack);
  const diff = await project.cdktf("diff", stack);
  must(diff.code === 0, `cdktf diff ended with ${diff.code}:\n${textOf(diff)}`);
  mustMatch(textOf(diff), /No changes/, "cdktf diff");
  return `${plan}; cdktf diff: no changes`;
}

/** `npm run down` with a task running: says so, waits for it, keeps the data; `npm run up` finds every DAG run. */
export async function downAndUp({ project, api, stack }: Scene): Promise<string> {
  const long = await longTask(api, "training", 30);
  const { hostname } = await running(api, "long_task", long.id, long.task);
  const before = (await api.runs()).map(({ dag_run_id }) => dag_run_id);
  const volumes = (await leftovers(stack)).filter((line) => line.startsWith("volume"));
  const start = Date.now();
  const down = await project.npm("down", [stack, "--yes"]);
  const seconds = secondsSince(start);
  must(down.code === 0, `npm run down ended with ${down.code}:\n${textOf(down)}`);
  mustMatch(down.stdout, new RegExp(`${hostname} runs 1 task: waited for`), "what it says of the running task");
  mustMatch(down.stdout, /Kept: .*-metadata-database-data.*tfstate/, "what it says of the data");
  mustEqual(await leftovers(stack), volumes, "left on the engine after npm run down");
  const again = Date.now();
  const up = await project.npm("up", [stack]);
  must(up.code === 0, `npm run up ended with ${up.code}:\n${textOf(up)}`);
  const back = secondsSince(again);
  const after = (await api.runs()).map(({ dag_run_id }) => dag_run_id);
  mustEqual(after, before, "DAG runs");
  const task = await undisturbed(api, long, hostname ?? "");
  return `down took ${seconds} s and kept ${volumes.length} volumes; up took ${back} s and found all ${after.length} DAG runs; ${task}`;
}

export async function destroyed({ project, stack }: Scene): Promise<string> {
  const count = (await containers(stack)).length;
  const destroy = await project.cdktf("destroy", stack, "--auto-approve");
  must(destroy.code === 0, `cdktf destroy ended with ${destroy.code}:\n${textOf(destroy)}`);
  mustEqual(await leftovers(stack), [], "left on the engine");
  return `cdktf destroy removed ${count} containers, their volumes and the network`;
}
