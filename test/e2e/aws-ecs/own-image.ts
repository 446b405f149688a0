import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { image } from "../../../commands/image";
import { lockFile, lockText, readLock } from "../../../lib/aws/image/image-lock";
import { readDeployments } from "../../../lib/synth/deployments";
import { targets } from "../../../stacks/targets";
import { recording } from "../../support/print";
import { Registry } from "../../support/registry";
import { tryDocker } from "../docker";
import { must } from "../expect";
import { secondsSince } from "../wait";
import { least } from "./file";
import type { Moto } from "./moto";
import { AIRFLOW } from "./scene";

const STACK = "e2e-image";
/** In the official image already: nothing is fetched. */
const REQUIREMENTS = "requests\n";

/**
 * `npm run image` on a real engine, with ECR's API in moto and a registry of this machine in the place of ECR's own,
 * then what a synth says: without the lock, with it, and with one for something else.
 * @param base a folder that is not there yet
 */
export async function ownImage(base: string, moto: Moto): Promise<string> {
  const file = least("Z0123456789ABC");
  const airflow = { version: "3.3.2", image: { build: { requirements: "./requirements.txt" } } };
  mkdirSync(join(base, "configs"), { recursive: true });
  writeFileSync(join(base, "configs", `${STACK}.yaml`), stringify({ ...file, airflow }));
  writeFileSync(join(base, "requirements.txt"), REQUIREMENTS);
  must(
    said(base).some((line) => line.includes("does not exist; run npm run image")),
    "a missing lock is not refused",
  );
  const { digest, seconds } = await built(base, moto);
  must(said(base).length === 0, `a fresh lock is refused: ${said(base).join()}`);
  const lock = readLock(base, STACK);
  must(typeof lock === "object" && "image" in lock, "no lock was written");
  writeFileSync(join(base, lockFile(STACK)), lockText({ ...lock, architecture: "arm64" }));
  must(
    said(base).some((line) => line.includes("is for arm64")),
    "a lock for another processor is not refused",
  );
  return `${AIRFLOW} with requirements: built, pushed and locked as ${digest.slice(0, 19)}... in ${seconds} s`;
}

async function built(base: string, moto: Moto): Promise<{ digest: string; seconds: number }> {
  const registry = new Registry();
  const before = { ...process.env };
  Object.assign(process.env, moto.environment);
  const start = Date.now();
  try {
    await registry.start();
    await image(base, STACK, recording(), () => ({ host: registry.host, url: `http://${registry.host}` }));
  } finally {
    registry.stop();
    process.env = before;
    await tryDocker("rmi", `${STACK}-airflow:3.3.2`);
  }
  must(existsSync(join(base, lockFile(STACK))), "no lock was written");
  const [, digest = ""] = readFileSync(join(base, lockFile(STACK)), "utf8").match(/@(sha256:[0-9a-f]{64})/) ?? [];
  must(
    [...registry.manifests.keys()].some((key) => key.endsWith(digest)),
    "the registry has another digest",
  );
  return { digest, seconds: secondsSince(start) };
}

const said = (base: string): readonly string[] => readDeployments(base, "configs", targets).problems;
