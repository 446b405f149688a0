import { type Result, run } from "../../commands/run";
import { STACK_LABEL } from "../../lib/docker/names";
import type { RunName } from "./lock";
import { until } from "./wait";

/** Marks what a run itself makes on the engine, such as the existing database; each run has a key of its own. */
export const ownLabel = (run: RunName): string => `airflow-cdktf.e2e.${run}`;

export interface Container {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly status: string;
  readonly health: string;
  /** Changes when the engine starts the process anew. */
  readonly startedAt: string;
  readonly createdAt: string;
  readonly restarts: number;
}

interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  readonly Created: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Status: string;
    readonly StartedAt: string;
    readonly Health?: { readonly Status: string };
  };
}

/** @throws with the engine's message unless told that it may fail */
export async function docker(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run("docker", args);
  if (code !== 0) throw new Error(`docker ${args.slice(0, 4).join(" ")}: ${stderr.trim()}`);
  return stdout.trim();
}

export const tryDocker = (...args: readonly string[]): Promise<Result> => run("docker", args);

const names = (text: string): string[] => text.split("\n").filter((line) => line !== "");

/** All containers of a stack, running or not, in the order of their names. */
export const containers = (stack: string): Promise<Container[]> =>
  // One of them may go between the list and the look at each.
  until(`the containers of ${stack}`, 60, () => listed(stack));

async function listed(stack: string): Promise<Container[]> {
  const ids = names(await docker("ps", "--all", "--quiet", "--filter", `label=${STACK_LABEL}=${stack}`));
  if (ids.length === 0) return [];
  const inspected = JSON.parse(await docker("inspect", ...ids)) as Inspected[];
  return inspected
    .map(({ Id, Name, Image, Created, RestartCount, State }) => ({
      id: Id,
      name: Name.slice(1),
      image: Image,
      status: State.Status,
      health: State.Health?.Status ?? "",
      startedAt: State.StartedAt,
      createdAt: Created,
      restarts: RestartCount,
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** One of them, which may just be in replacement. */
export const container = (stack: string, name: string): Promise<Container> =>
  until(`container ${stack}-${name}`, 60, async () =>
    (await listed(stack)).find((one) => one.name === `${stack}-${name}`),
  );

/** Names of the containers that were made, removed, replaced or restarted between two looks. */
export function touched(before: readonly Container[], after: readonly Container[]): string[] {
  const mark = ({ id, name, startedAt }: Container) => `${name} ${id} ${startedAt}`;
  const [old, now] = [new Set(before.map(mark)), new Set(after.map(mark))];
  const changed = [...before.filter((one) => !now.has(mark(one))), ...after.filter((one) => !old.has(mark(one)))];
  return [...new Set(changed.map(({ name }) => name))].sort();
}

/** Why not every container with a health check is healthy; undefined: all are. */
export async function unhealthy(stack: string): Promise<string | undefined> {
  const bad = (await containers(stack)).filter(({ health }) => health !== "" && health !== "healthy");
  return bad.length === 0 ? undefined : bad.map(({ name, health, status }) => `${name} ${status} ${health}`).join(", ");
}

/** Last lines of the containers of a stack, of interest after a failure. */
export async function lastLines(stack: string, count = 6): Promise<string> {
  const all = await containers(stack);
  const texts = await Promise.all(
    all.map(async ({ name, status, health }) => {
      const { stdout, stderr } = await tryDocker("logs", "--tail", String(count), name);
      return `${name} (${status} ${health})\n${`${stdout}${stderr}`.trim().replace(/^/gm, "  ")}`;
    }),
  );
  return texts.join("\n");
}

/** What is left of a stack on the engine. */
export async function leftovers(stack: string): Promise<string[]> {
  const filter = `label=${STACK_LABEL}=${stack}`;
  const lists = await Promise.all([
    docker("ps", "--all", "--filter", filter, "--format", "container {{.Names}}"),
    docker("volume", "ls", "--filter", filter, "--format", "volume {{.Name}}"),
    docker("network", "ls", "--filter", filter, "--format", "network {{.Name}}"),
  ]);
  return lists.flatMap(names);
}

/** Removes everything of a run and of its stacks, by label, without Terraform. What other runs made stays. */
export async function wipe(run: RunName, stacks: readonly string[] = []): Promise<void> {
  for (const label of [...stacks.map((stack) => `${STACK_LABEL}=${stack}`), ownLabel(run)]) {
    const filter = `label=${label}`;
    const ids = names(await docker("ps", "--all", "--quiet", "--filter", filter));
    if (ids.length > 0) await tryDocker("rm", "--force", "--volumes", ...ids);
    for (const kind of ["volume", "network", "image"]) {
      const found = names(await docker(kind, "ls", "--quiet", "--filter", filter));
      if (found.length > 0) await tryDocker(kind, "rm", "--force", ...found);
    }
  }
}
