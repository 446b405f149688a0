import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writing } from "../../lib/deployment/disk/writing";
import { run } from "../run";
import type { Engine } from "./engine";

export interface PushProps {
  /** Id on the engine. */
  readonly id: string;
  /** `HOST/NAME:TAG` */
  readonly reference: string;
  readonly host: string;
  readonly authorization: string;
  readonly engine: Engine;
  /** An empty folder that nobody else reads and that goes afterwards. */
  readonly folder: string;
}

/**
 * Pushes an image. The registry's token is in a file of a folder that goes, not in Docker's own configuration, nor in a
 * keychain, where `docker login` would leave it.
 * @throws Error with one line for people
 */
export async function push({ id, reference, host, authorization, engine, folder }: PushProps): Promise<void> {
  const tagged = await run("docker", ["tag", id, reference]);
  if (tagged.code !== 0) throw new Error(`docker tag: ${tagged.stderr.trim()}`);
  const auths = { [host]: { auth: authorization } };
  writing({ what: "Docker's configuration for this push", place: folder, root: folder }, () =>
    writeFileSync(join(folder, "config.json"), JSON.stringify({ auths }), { mode: 0o600 }),
  );
  // Another configuration knows no context: the engine is named.
  const environment = { DOCKER_CONFIG: folder, ...(engine.host === "" ? {} : { DOCKER_HOST: engine.host }) };
  const { code, stderr } = await run("docker", ["push", reference], { environment });
  // The tag was only a name for the push.
  await run("docker", ["rmi", reference]);
  if (code === 0) return;
  const why = stderr.trim().split("\n").at(-1) ?? "";
  throw new Error(
    /denied|not authorized|no basic auth/i.test(why)
      ? `the registry does not let these credentials push: ${why} (rights: docs/aws-ecs.md)`
      : `docker push ${reference}: ${why}`,
  );
}
