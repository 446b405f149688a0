import { parseArgs } from "node:util";
import { baseUrl } from "../lib/airflow/environment";
import { nameOf } from "../lib/docker/names";
import { command } from "./command";
import { drain, resume } from "./drain-containers";
import { containersOf, lastLines } from "./engine";
import { understood } from "./flags";
import { chooseAmongAll } from "./gcp/choose";
import { up as upMachines } from "./gcp/up";
import { plan } from "./plan";
import { preflight } from "./preflight";
import { type Print, terminal } from "./print";
import { Progress } from "./progress";
import { type Chosen, chooseStack } from "./stack";
import type { Change, Terraform } from "./terraform";
import { isDowngrade, prepareUpgrade, upgradeOf } from "./upgrade";
import { watch } from "./watch";

/** `npm run up [stack]`: asks first, then deploys, waits for health, and says how to get in. */
export async function up(root: string, asked: string | undefined, print: Print, yes = false): Promise<number> {
  const machines = chooseAmongAll(root, asked);
  if (machines !== undefined) return await upMachines(root, machines, yes, print);
  const chosen = chooseStack(root, asked, print);
  if (chosen === undefined) return 1;
  const problems = await preflight({ ...chosen, root });
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
  const planned = await plan(root, chosen.stack, print);
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

/** Workers whose containers this plan removes or replaces. */
const leaving = (changes: readonly Change[], stack: string): string[] =>
  changes
    .filter(({ actions, container }) => actions.includes("delete") && container?.startsWith(nameOf(stack, "worker-")))
    .flatMap(({ container }) => container ?? []);

async function apply(terraform: Terraform, { stack }: Chosen, print: Print): Promise<boolean> {
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

function welcome({ stack, reading }: Chosen, print: Print): number {
  const { airflow, flower } = reading.deployment;
  const read = (output: string) => `terraform -chdir=cdktf.out/stacks/${stack} output -raw ${output}`;
  print.plain(`\nAirflow answers at ${baseUrl(reading.deployment)}`);
  print.plain(`  user      ${airflow.admin.username}`);
  print.plain(
    `  password  ${airflow.admin.password === undefined ? read("admin_password") : "as in airflow.admin.password"}`,
  );
  if (flower === false) return 0;
  print.plain(`Flower answers at http://localhost:${flower.port}`);
  print.plain(`  user      ${flower.username}`);
  print.plain(`  password  ${flower.password === undefined ? read("flower_password") : "as in flower.password"}`);
  return 0;
}

/** The words of the command line. `--yes` does not ask, where a cloud is changed. */
const options = { yes: { type: "boolean", default: false } } as const;

if (require.main === module)
  command(() => {
    const { values, positionals } = understood(options, () => parseArgs({ options, allowPositionals: true }));
    return up(process.cwd(), positionals[0], terminal, values.yes);
  });
