import { workerState } from "../../../commands/drain-containers";
import type { AirflowApi } from "../airflow-api";
import { type Container, container, tryDocker } from "../docker";
import { fetched, waiting } from "./queue";
import { shown } from "./tasks";

const LINES = 40;
/** A worker logs whole workloads; their beginning tells which. */
const WIDTH = 300;

export interface Watched {
  readonly api: AirflowApi;
  readonly stack: string;
  /** The worker's container as it was when the trouble began. */
  readonly before: Container;
  readonly queue: string;
  /** The DAG run that the worker should run. */
  readonly dag?: string;
  readonly id?: string;
}

/** Runs; a failure also tells what decides whether a worker is replaced: its state, its queue, its last lines. */
export async function evident<Value>(watched: Watched, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message}\n${await evidence(watched)}`);
  }
}

async function evidence({ api, stack, before, queue, dag = "", id = "" }: Watched): Promise<string> {
  const { name } = before;
  const texts = await Promise.all([
    tell("container", async () => {
      const now = await container(stack, name.slice(stack.length + 1));
      return `${now.status} ${now.health}, started ${now.startedAt} (before: ${before.startedAt})`;
    }),
    tell("state", async () => JSON.stringify(await workerState(name)) ?? "none"),
    tell("clock", () => output("exec", name, "date", "+%s")),
    tell("notes", () => output("exec", name, "ls", "/dev/shm", "/dev/shm/airflow-cdktf")),
    tell(`waiting on ${queue}`, async () => String(await waiting(stack, queue))),
    tell("fetched, not acknowledged", async () => String(await fetched(stack))),
    tell("tasks", async () => (id === "" ? "" : (await api.tasks(dag, id)).map(shown).join("; "))),
    tell("last lines", async () => `\n  | ${await output("logs", "--tail", String(LINES), name)}`),
  ]);
  return `${name}:\n${texts.join("\n")}`;
}

/** One line of evidence; the reason in its place where there is none. */
async function tell(what: string, look: () => Promise<string>): Promise<string> {
  return `  ${what}: ${await look().catch(String)}`;
}

async function output(...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await tryDocker(...args);
  const lines = `${stdout}${stderr}`.trim().split("\n");
  return lines.map((line) => line.slice(0, args[0] === "logs" ? WIDTH : undefined)).join("\n  | ");
}
