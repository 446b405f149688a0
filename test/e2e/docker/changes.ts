import { containers, docker, touched } from "../docker";
import { must, mustEqual } from "../expect";
import { textOf } from "../project";
import { secondsSince } from "../wait";
import { type StackFile, withAirflow, withPool } from "./file";
import { plainApply } from "./plan";
import { OWN_IMAGE, OWN_LABEL, type Scene } from "./scene";
import { type LongTask, longTask, running, undisturbed } from "./tasks";

/** `cdktf deploy` with two more workers in a pool whose first one runs a task. */
export async function scale(scene: Scene, file: StackFile): Promise<string> {
  const { project, api, stack } = scene;
  const long = await longTask(api, "training", 45);
  const { hostname } = await running(api, "long_task", long.id, long.task);
  const before = await containers(stack);
  project.config(stack, withPool(file, "training", { replicas: 3 }));
  const start = Date.now();
  const deploy = await project.cdktf("deploy", stack, "--auto-approve");
  const seconds = secondsSince(start);
  must(deploy.code === 0, `cdktf deploy ended with ${deploy.code}:\n${textOf(deploy)}`);
  const changed = touched(before, await containers(stack));
  mustEqual(changed, [`${stack}-worker-training-2`, `${stack}-worker-training-3`], "containers touched");
  const state = (await api.tasks("long_task", long.id)).find(({ task_id }) => task_id === long.task)?.state;
  const task = await undisturbed(api, long, hostname ?? "");
  return `cdktf deploy took ${seconds} s, the task was ${state} when it ended; touched: ${changed.join(", ")}; ${task}`;
}

/** Another variable for one pool: its worker is replaced when its task is done, nothing else is touched. */
export async function redeployPool(scene: Scene, file: StackFile): Promise<string> {
  const { project, api, stack } = scene;
  const long = await longTask(api, "reports", 40);
  const { hostname } = await running(api, "long_task", long.id, long.task);
  const before = await containers(stack);
  project.config(stack, withPool(file, "reports", { environment: { E2E_CHANGED: "yes" } }));
  const start = Date.now();
  const up = await project.npm("up", [stack]);
  must(up.code === 0, `npm run up ended with ${up.code}:\n${textOf(up)}`);
  const seconds = secondsSince(start);
  const after = await containers(stack);
  mustEqual(touched(before, after), [`${stack}-worker-reports-1`], "containers touched");
  const task = await undisturbed(api, long, hostname ?? "");
  const gap = await finishedBefore(scene, long, `${stack}-worker-reports-1`);
  return `npm run up took ${seconds} s; ${task}; its worker was replaced ${gap} s after its end; nothing else touched`;
}

/** Seconds between the end of a task and the birth of the container that took its worker's place. */
async function finishedBefore({ api, stack }: Scene, long: LongTask, name: string): Promise<number> {
  const ended = (await api.tasks("long_task", long.id)).find(({ task_id }) => task_id === long.task)?.end_date ?? "";
  const created = (await containers(stack)).find((one) => one.name === name)?.createdAt ?? "";
  const seconds = (Date.parse(created) - Date.parse(ended)) / 1000;
  must(seconds > 0, `${name} was made at ${created}, before the task ended at ${ended}`);
  return Math.round(seconds * 10) / 10;
}

/** An image with one more layer, and another `maxTaskDuration`, in one plain apply while a task runs. */
export async function changeImage(scene: Scene, file: StackFile): Promise<string> {
  const { project, api, stack } = scene;
  await buildImage(scene);
  const long = await longTask(api, "training", 60);
  const { hostname } = await running(api, "long_task", long.id, long.task);
  const before = await containers(stack);
  project.config(stack, withAirflow(file, { image: OWN_IMAGE, maxTaskDuration: "15m" }));
  const start = Date.now();
  const { code, text } = await plainApply(project, stack);
  const seconds = secondsSince(start);
  must(code === 0, `terraform apply ended with ${code}:\n${text.split("\n").slice(-40).join("\n")}`);
  const task = await undisturbed(api, long, hostname ?? "");
  const gap = await finishedBefore(scene, long, hostname ?? "");
  const [image] = (await docker("image", "inspect", "--format", "{{.Id}}", OWN_IMAGE)).split("\n");
  const after = await containers(stack);
  const airflow = after.filter(({ name }) => !/-(metadata-database|broker)$/.test(name));
  must(
    airflow.every((one) => one.image === image),
    `not every process runs the new image: ${airflow.filter((one) => one.image !== image).map(({ name }) => name)}`,
  );
  const kept = before.filter((one) => after.some(({ id }) => id === one.id)).map(({ name }) => name);
  mustEqual(kept, [`${stack}-broker`, `${stack}-metadata-database`], "containers that were kept");
  return `plain terraform apply took ${seconds} s; ${task}; its worker was replaced ${gap} s after its end`;
}

async function buildImage({ project }: Scene): Promise<void> {
  project.write("e2e-image/Dockerfile", `FROM apache/airflow:3.3.2\nLABEL ${OWN_LABEL}=image\n`);
  await docker("build", "--quiet", "--network", "none", "--tag", OWN_IMAGE, project.path("e2e-image"));
}
