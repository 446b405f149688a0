import { loadavg } from "node:os";
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

async function main(): Promise<number> {
  const [name = ""] = process.argv.slice(2);
  const chosen = RUNS[name];
  if (chosen === undefined) {
    print(`usage: npm run e2e NAME, NAME one of: ${Object.keys(RUNS).join(", ")}`);
    return 2;
  }
  const run = await chosen(print, steps(print));
  if ("missing" in run) {
    print(`npm run e2e ${name} cannot run here:\n${run.missing.map((line) => `  ${line}`).join("\n")}`);
    return process.env["CI_E2E"] === "required" ? 1 : 0;
  }
  print(summary(run.outcomes));
  return run.outcomes.every(({ result }) => result !== "failed") ? 0 : 1;
}

print(`load of this machine before the run: ${loadavg()[0]?.toFixed(1)}`);
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    print(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  },
);
