import { must, mustEqual } from "../expect";
import { wrongAuthority } from "./authorities";
import { checked } from "./checkov";
import { databaseCleaned } from "./clean";
import { exampleDags } from "./dags";
import { applied, destroyed, planIsEmpty } from "./deploy";
import { executionClosed, executionRefused } from "./execution";
import { forProduction, full } from "./file";
import { underLoad } from "./generations";
import { inventory } from "./leftovers";
import { csvToDynamoDb, removePeople } from "./people";
import { fromNone } from "./scaling";
import type { Scene, Site } from "./scene";
import { noSecretShows } from "./secrecy";
import { places, postgres, redis } from "./servers";
import { type Running, started } from "./started";

/** What a site needs for its tasks: made when the names of the servers are known. */
export interface Engine {
  /** Folder for the certificates of some hosts, already written. */
  certificates(hosts: readonly string[]): Promise<string>;
  scene(site: Site, certificates: string): Scene;
  readonly network: string;
}

/** Applied, run, changed under load, searched, destroyed. */
export async function mainTrack(site: Site, engine: Engine): Promise<void> {
  const { project, stack, steps, moto, zone } = site;
  const before = await inventory(moto);
  const file = full(zone);
  await steps.step("checkov on the plan", () => checked(site, forProduction(file)));
  project.config(stack, file);
  if (!(await steps.step("terraform apply", () => applied(site)))) {
    steps.skip("everything else of this stack", "it was not applied");
    return;
  }
  await steps.step("the second plan is empty", () => planIsEmpty(site));
  await steps.step("/execution is refused by the load balancer", () => executionRefused(site));
  const running: Running = new Map();
  const scene = await servers(site, engine);
  const { certificates } = scene;
  if (await scene.steps.step("registered task definitions run as containers", () => started(scene, running)))
    await withTasks(scene, running, certificates);
  await Promise.all([...running.values()].map((task) => task.stop()));
  await steps.step("no generated secret shows", () => noSecretShows(site));
  await steps.step("terraform destroy leaves nothing", () => leavesNothing(site, before));

  async function withTasks(on: Scene, tasks: Running, folder: string): Promise<void> {
    await on.steps.step("the execution API, attacked behind the load balancer", () => executionClosed(tasks));
    await on.steps.step("example DAGs, a deferrable task among them", () => exampleDags(on, tasks));
    await on.steps.step("a pool of none gets a worker when a task is queued", () => fromNone(on, "reports", tasks));
    await on.steps.step("CSV -> JSON -> DynamoDB", () => csvToDynamoDb(on));
    await on.steps.step("two generations of a pool under load", () => underLoad(on, file, tasks));
    await on.steps.step("the second plan is empty after the new release", () => planIsEmpty(on));
    await on.steps.step("a wrong authority is refused by database and broker clients", () =>
      wrongAuthority(on, folder),
    );
    await on.steps.step("the scheduled database clean-up", () => databaseCleaned(on));
    await removePeople(on).catch(() => undefined);
  }
}

/** Real servers where moto only names them. */
async function servers(site: Site, engine: Engine): Promise<Scene & { certificates: string }> {
  const { database, broker } = await places(site.moto);
  const certificates = await engine.certificates([database.host, broker.host]);
  const props = { network: engine.network, certificates };
  await Promise.all([postgres(props, database), redis(props, broker)]);
  return { ...engine.scene(site, certificates), certificates };
}

/** What was there before the stack is there after it, and nothing else. */
export async function leavesNothing(site: Site, before: readonly string[]): Promise<string> {
  const made = (await inventory(site.moto)).length - before.length;
  must(made > 0, "nothing was there to destroy");
  const text = await destroyed(site);
  const after = await inventory(site.moto);
  mustEqual(
    after.filter((line) => !before.includes(line)),
    [],
    "left in the account",
  );
  mustEqual(
    before.filter((line) => !after.includes(line)),
    [],
    "gone with the stack, though not its own",
  );
  return `${text}; ${made} listed things before, none after`;
}
