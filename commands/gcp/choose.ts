import { drainSeconds } from "../../lib/airflow/derived/drain";
import { narrowed } from "../../lib/deployment/schema/schema";
import { isGcp } from "../../lib/gcp/settings/settings";
import type { NamedDeployment } from "../../lib/synth/deployments";
import { chooseStack, type For } from "../stack";

export const TARGET = "gcp-vms";

/** A stack of machines on Compute Engine. */
export interface Chosen {
  readonly stack: string;
  readonly project: string;
  /** Seconds that a worker may take to finish its tasks, by pool. */
  readonly pools: Readonly<Record<string, number>>;
}

/**
 * The stack of this target that a command line means.
 * @throws Error with a line for people, or with every problem of the files
 */
export const choose = (root: string, asked: string | undefined, command: Pick<For, "command" | "instead">): Chosen =>
  machinesOf(chooseStack(root, asked, { ...command, targets: [TARGET] }));

/** What the commands need of a stack of this target. */
export function machinesOf({ stack, deployment }: NamedDeployment): Chosen {
  const { airflow, project, workers } = narrowed(isGcp, deployment);
  return {
    stack,
    project,
    pools: Object.fromEntries(Object.entries(workers).map(([name, pool]) => [name, drainSeconds(airflow, pool)])),
  };
}
