import { loadavg } from "node:os";
import { tool } from "../../commands/command";
import type { Words } from "../../commands/words";
import { suggestion } from "../../lib/deployment/nearest";
import { awsEcsRun } from "./aws-ecs/run";
import { dockerRun } from "./docker/run";
import { gcpVmsRun } from "./gcp-vms/run";
import { steps, summary } from "./step";

/** What can be run end to end, by the name of the target. */
const RUNS: Readonly<Record<string, typeof dockerRun>> = {
  docker: dockerRun,
  "aws-ecs": awsEcsRun,
  "gcp-vms": gcpVmsRun,
};

const print = (line: string) => process.stdout.write(`${line}\n`);

const WORDS = {
  name: "e2e",
  about:
    "Runs Airflow end to end: real Docker engine, Terraform and Airflow, and stand-ins for the clouds. It takes a while.",
  arguments: [{ name: "NAME", text: `what is run: ${Object.keys(RUNS).join(", ")}`, required: true }],
  flags: {},
  fails: "when a step failed; also when it cannot run here and CI_E2E=required",
  examples: ["npm run e2e docker", "npm run e2e aws-ecs", "npm run e2e gcp-vms"],
  page: "README.md",
} as const satisfies Words;

async function main(name: string): Promise<number> {
  const chosen = RUNS[name];
  if (chosen === undefined)
    throw new Error(`there is no run ${JSON.stringify(name)}; ${suggestion(name, Object.keys(RUNS))}`);
  print(`load of this machine before the run: ${loadavg()[0]?.toFixed(1)}`);
  const run = await chosen(print, steps(print));
  if ("missing" in run) {
    print(`npm run e2e ${name} cannot run here:\n${run.missing.map((line) => `  ${line}`).join("\n")}`);
    return process.env["CI_E2E"] === "required" ? 1 : 0;
  }
  print(summary(run.outcomes));
  return run.outcomes.every(({ result }) => result !== "failed") ? 0 : 1;
}

// Servers of a run that was cut short may go on: the process does not wait for them.
tool(WORDS, async ({ positionals: [name = ""] }) => process.exit(await main(name)));
