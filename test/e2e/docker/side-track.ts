import { brokenBuild, neverHealthy, refusedBefore, stateLost } from "./bad-input";
import { behindProxies } from "./execution";
import { gitOverSsh, whyNotSsh } from "./git-over-ssh";
import { deleted, localExecutor } from "./local-executor";
import { DATABASE_PASSWORD, destroyed, failedMigration, mended, oldDags } from "./old";
import { image } from "./preconditions";
import type { Scene } from "./scene";
import { noSecretShows, type ProcessList } from "./secrecy";

/** Before two webservers, see lib/docker/platform.ts. */
const PROXY = "haproxy:3.2";

export interface SideScenes {
  readonly old: Scene;
  readonly local: Scene;
  readonly sick: Scene;
  readonly bad: Scene;
}

/** Smaller stacks beside the main one, from a checkout of their own, one after the other. */
export async function sideTrack({ old, local, sick, bad }: SideScenes, processes: ProcessList): Promise<void> {
  await bad.steps.step("refused by npm run up before anything is touched", () => refusedBefore(bad));
  await bad.steps.step("image build failure", () => brokenBuild(bad));
  if (await old.steps.step("failed migration, Airflow 2.11 on an existing database", () => failedMigration(old))) {
    if (await old.steps.step("the cause mended, plain apply", () => mended(old))) {
      await old.steps.step("example DAGs on Airflow 2.11", () => oldDags(old));
      const given = { "e2e-database": DATABASE_PASSWORD };
      await old.steps.step("no secret of Airflow 2.11 shows", () => noSecretShows(old, given, processes));
      await old.steps.step("destroy keeps the host's folder and the existing database", () => destroyed(old));
    }
  }
  if (await local.steps.step("LocalExecutor", () => localExecutor(local))) {
    await proxied(local);
    await overSsh(local, processes);
    await local.steps.step("npm run down --delete-data", () => deleted(local));
  }
  if (await sick.steps.step("a container that never becomes healthy", () => neverHealthy(sick)))
    await sick.steps.step("state lost while volumes exist", () => stateLost(sick));
}

async function overSsh(scene: Scene, processes: ProcessList): Promise<void> {
  const name = "DAGs over SSH: a changed commit, another host, no key that shows";
  const why = await whyNotSsh(scene);
  if (why === undefined) await scene.steps.step(name, () => gitOverSsh(scene, processes));
  else scene.steps.skip(name, why);
}

async function proxied(scene: Scene): Promise<void> {
  const name = "the execution API of two webservers behind a proxy with TLS, attacked";
  const [missing] = await image(PROXY);
  if (missing === undefined) await scene.steps.step(name, () => behindProxies(scene));
  else scene.steps.skip(name, missing);
}
