import { cpus, loadavg } from "node:os";
import { tool } from "../../commands/command";
import type { Words } from "../../commands/words";
import { suggestion } from "../../lib/deployment/words/nearest";
import type { RunResult } from "./alone";
import { awsEcsRun } from "./aws-ecs/run";
import { dockerRun } from "./docker/run";
import { keep, PAGE } from "./drills";
import { gcpVmsRun } from "./gcp-vms/run";
import { RUN_NAMES, type RunName } from "./lock";
import { type Steps, steps, summary } from "./step";

/** What can be run end to end, by the name of the target. */
const RUNS: Readonly<Record<RunName, (print: (line: string) => void, steps: Steps) => Promise<RunResult>>> = {
  docker: dockerRun,
  "aws-ecs": awsEcsRun,
  "gcp-vms": gcpVmsRun,
};

const print = (line: string) => process.stdout.write(`${line}\n`);

const LONG = "long";

const WORDS = {
  name: "e2e",
  about:
    "Runs Airflow end to end: real Docker engine, Terraform and Airflow, and stand-ins for the clouds. It takes a while; " +
    "runs of different names go side by side.",
  arguments: [
    { name: "NAME", text: `what is run: ${RUN_NAMES.join(", ")}`, required: true },
    {
      name: "LENGTH",
      text: `${LONG}: drills of minutes too, whose figures go to ${PAGE}; unwritten: a short form of each`,
    },
  ],
  flags: {},
  fails: "when a step failed; also when it cannot run here and CI_E2E=required",
  examples: ["npm run e2e docker", "npm run e2e aws-ecs", "npm run e2e gcp-vms", "npm run e2e docker -- long"],
  page: "README.md",
} as const satisfies Words;

async function main(given: string, length: string | undefined): Promise<number> {
  const name = RUN_NAMES.find((one) => one === given);
  if (name === undefined)
    throw new Error(`there is no run ${JSON.stringify(given)}; ${suggestion(given, [...RUN_NAMES])}`);
  if (length !== undefined && length !== LONG)
    throw new Error(`there is no length ${JSON.stringify(length)}; write ${LONG}, or nothing for a short run`);
  const load = loadavg()[0]?.toFixed(1);
  print(`load of this machine before the run: ${load}`);
  const all = steps(print, length ?? "short");
  const run = await RUNS[name](print, all);
  if ("missing" in run) {
    print(`npm run e2e ${name} cannot run here:\n${run.missing.map((line) => `  ${line}`).join("\n")}`);
    return process.env["CI_E2E"] === "required" ? 1 : 0;
  }
  if (length === LONG) {
    const day = new Date().toISOString().slice(0, 10);
    keep(name, all.outcomes, `${day}, ${cpus().length} cores, load before the run ${load}.`);
    print(`written into ${PAGE}`);
  }
  print(summary(all));
  return all.outcomes.every(({ result }) => result !== "failed") ? 0 : 1;
}

// Servers of a run that was cut short may go on: the process does not wait for them.
tool(WORDS, async ({ positionals: [name = "", length] }) => process.exit(await main(name, length)));
