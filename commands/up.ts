import { baseUrl } from "../lib/airflow/environment/address";
import { flowerPath } from "../lib/airflow/workloads/flower";
import { nameOf } from "../lib/docker/names";
import { isDocker } from "../lib/docker/settings/settings";
import { bringsImage, imageProblem } from "./airflow-image";
import { command } from "./command";
import { drain, resume } from "./drain-containers";
import { containersOf, lastLines } from "./engine";
import { TARGET as MACHINES, machinesOf } from "./gcp/choose";
import { up as upMachines } from "./gcp/up";
import { plan, planAgain } from "./plan";
import { preflight, type Question } from "./preflight";
import { type Print, terminal } from "./print";
import { Progress } from "./progress";
import { chooseStack, type For, stackArgument } from "./stack";
import type { Change, Terraform } from "./terraform";
import { isDowngrade, prepareUpgrade, upgradeOf } from "./upgrade";
import { watch } from "./watch";
import type { Words } from "./words";

export const WORDS = {
  name: "up",
  about:
    "Deploys a stack on Docker or on machines of GCP: asks first whether all that it needs is there, deploys, waits until everything is healthy, and says how to get in.",
  arguments: [stackArgument("docker", ", or none has and one alone has target: gcp-vms")],
  flags: { yes: { type: "boolean", short: "y", default: false, text: "does not ask before it changes a cloud" } },
  fails: "when it was refused or did not get healthy; the same command goes on where it stopped",
  examples: ["npm run up", "npm run up local-docker"],
  page: "docs/getting-started.md",
} as const satisfies Words;

const FOR: For = {
  command: "up",
  targets: ["docker", MACHINES],
  instead: { "aws-ecs": (stack) => `it is deployed by npx cdktf deploy ${stack} (docs/aws-ecs.md)` },
};

/** `npm run up [stack]`: asks first, then deploys, waits for health, and says how to get in. */
export async function up(root: string, asked: string | undefined, print: Print, yes = false): Promise<number> {
  const found = chooseStack(root, asked, FOR);
  const { stack, deployment } = found;
  if (!isDocker(deployment)) return await upMachines(root, machinesOf(found), yes, print);
  const chosen = { root, stack, reading: { deployment } };
  const problems = await preflight(chosen);
  const running = await containersOf(chosen.stack);
  const upgrade = upgradeOf(running, chosen.reading.deployment.airflow.version);
  if (upgrade !== undefined && isDowngrade(upgrade))
    problems.push(
      `airflow.version: ${upgrade.to} is older than ${upgrade.from}, which runs: an older Airflow does not start on this database; ` +
        "restore the backup from state/backups first (docs/operations.md)",
    );
  if (problems.length > 0) {
    for (const problem of problems) print.problem(`${chosen.stack}: ${problem}`);
    return 1;
  }
  const planned = await planWithImage(chosen, print);
  if (planned === undefined) return 1;
  const { terraform, changes } = planned;
  if (changes.length === 0) print.plain(`${chosen.stack}: nothing to change.`);
  if (upgrade !== undefined) await prepareUpgrade(upgrade, chosen.stack, root, running, chosen.reading, print);
  const workers = leaving(changes, chosen.stack);
  await drain(workers, print);
  if (await apply(terraform, chosen, print)) return welcome(chosen, print);
  await resume(workers, print);
  return 1;
}

/** A plan whose image is on the engine and has the Airflow that the file says; undefined: what is wrong was printed. */
async function planWithImage({ root, stack, reading: { deployment } }: Question, print: Print) {
  const planned = await plan(root, stack, print);
  if (planned === undefined || !bringsImage(planned.changes)) return planned;
  const { terraform } = planned;
  const problem = await imageProblem({ stack, deployment, terraform, print });
  if (problem === undefined) return await planAgain(terraform, print);
  print.problem(`${stack}: ${problem}`);
  return undefined;
}

/** Workers whose containers this plan removes or replaces. */
const leaving = (changes: readonly Change[], stack: string): string[] =>
  changes
    .filter(({ actions, container }) => actions.includes("delete") && container?.startsWith(nameOf(stack, "worker-")))
    .flatMap(({ container }) => container ?? []);

async function apply(terraform: Terraform, { stack }: Question, print: Print): Promise<boolean> {
  const progress = new Progress(print);
  const stopWatching = watch(stack, print);
  const { code, stderr } = await terraform.apply((line) => progress.line(line));
  stopWatching();
  if (code === 0) return true;
  for (const error of progress.errors) print.problem(error);
  if (progress.errors.length === 0) print.problem(stderr.trim());
  if (progress.failed.includes("migrated"))
    print.problem(["The migration said at last:", ...progress.output.slice(-20)].join("\n  "));
  const sick = (await containersOf(stack)).filter(
    ({ role, health, state }) => role !== "migration" && (health !== "healthy" || state !== "running"),
  );
  for (const { name, state, health } of sick) {
    print.problem(`${name} is ${[state, health].filter(Boolean).join(", ")}; its last lines:`);
    print.problem((await lastLines(name)).replace(/^/gm, "  "));
  }
  print.problem("Mend the cause and run the same command again: it goes on where this one stopped.");
  return false;
}

function welcome({ stack, reading }: Question, print: Print): number {
  const { airflow, flower } = reading.deployment;
  const read = (output: string) => `terraform -chdir=cdktf.out/stacks/${stack} output -raw ${output}`;
  print.plain(`\nAirflow answers at ${baseUrl(reading.deployment)}`);
  print.plain(`  user      ${airflow.admin.username}`);
  print.plain(
    `  password  ${airflow.admin.password === undefined ? read("admin_password") : "as in airflow.admin.password"}`,
  );
  if (flower === false) return 0;
  print.plain(`Flower answers at http://localhost:${flower.port}${flowerPath(reading.deployment)}`);
  print.plain(`  user      ${flower.username}`);
  print.plain(`  password  ${flower.password === undefined ? read("flower_password") : "as in flower.password"}`);
  return 0;
}

if (require.main === module)
  command(WORDS, ({ values, positionals }) => up(process.cwd(), positionals[0], terminal, values.yes));
