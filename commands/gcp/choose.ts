import { z } from "zod";
import { drainSeconds } from "../../lib/airflow/rules/drain";
import { type NamedDeployment, readDeployments } from "../../lib/synth/deployments";
import { targets } from "../../stacks/targets";
import { CONFIGS } from "../stack";

const TARGET = "gcp-vms";

/** What the commands need to know of this target's settings. */
const settings = z.object({ project: z.string() });

/** A stack of machines on Compute Engine. */
export interface Chosen {
  readonly stack: string;
  readonly project: string;
  /** Seconds that a worker may take to finish its tasks, by pool. */
  readonly pools: Readonly<Record<string, number>>;
}

/**
 * The stack named on the command line, or the only one of this target.
 * @throws Error with a line for people, or with every problem of the files
 */
export function choose(root: string, asked: string | undefined): Chosen {
  const { deployments, problems } = readDeployments(root, CONFIGS, targets);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const ours = deployments.filter(({ target }) => target === TARGET);
  const names = ours.map(({ stack }) => stack).join(", ");
  if (ours.length === 0) throw new Error(`no file in ${CONFIGS}/ has target: ${TARGET}`);
  if (asked === undefined && ours.length > 1) throw new Error(`several stacks run on ${TARGET}; name one of: ${names}`);
  const found = asked === undefined ? ours[0] : ours.find(({ stack }) => stack === asked);
  if (found === undefined)
    throw new Error(`no stack "${asked}" with target: ${TARGET} in ${CONFIGS}/; there are: ${names}`);
  return chosenOf(found);
}

/** The stack that `npm run up` means, where it is one of this target: the one named, or the only one of the project. */
export function chooseAmongAll(root: string, asked: string | undefined): Chosen | undefined {
  const { deployments } = readDeployments(root, CONFIGS, targets);
  const found =
    asked === undefined
      ? deployments.length === 1
        ? deployments[0]
        : undefined
      : deployments.find(({ stack }) => stack === asked);
  return found?.target === TARGET ? chosenOf(found) : undefined;
}

function chosenOf({ stack, deployment: { airflow, workers }, settings: { top } }: NamedDeployment): Chosen {
  return {
    stack,
    project: settings.parse(top).project,
    pools: Object.fromEntries(Object.entries(workers).map(([name, pool]) => [name, drainSeconds(airflow, pool)])),
  };
}
