import { z } from "zod";
import { image } from "../../lib/airflow/airflow";
import type { ImageBuild } from "../../lib/airflow/platform";
import { type NamedDeployment, readDeployments } from "../../lib/synth/deployments";
import { targets } from "../../stacks/targets";
import { CONFIGS } from "../stack";

const TARGET = "aws-ecs";

/** What an image needs to know of this target's settings. */
const settings = z.object({
  account: z.string(),
  region: z.string(),
  architecture: z.enum(["x86_64", "arm64"]),
  encryptionKey: z.string(),
  tags: z.record(z.string(), z.string()),
});

/** A stack whose image is built here. */
export interface Chosen {
  readonly stack: string;
  readonly build: ImageBuild;
  readonly settings: z.output<typeof settings>;
}

/**
 * The stack named on the command line, or the only one of AWS.
 * @throws Error with a line for people, or with every problem of the files
 */
export function choose(root: string, asked: string | undefined): Chosen {
  const { deployments, problems } = readDeployments(root, CONFIGS, withoutDisk);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const found = pick(
    deployments.filter(({ target }) => target === TARGET),
    asked,
  );
  const source = image(found.deployment);
  if ("reference" in source)
    throw new Error(
      `${found.file}: airflow.image names a finished image, ${source.reference}; to have one built, write image: { build: ... }`,
    );
  return { stack: found.stack, build: source.build, settings: settings.parse(found.settings.top) };
}

/** What lies beside a file is what this command is to make. */
const withoutDisk = Object.fromEntries(
  Object.entries(targets).map(([name, { shape, rules }]) => [name, { shape, rules }]),
);

function pick(ours: readonly NamedDeployment[], asked: string | undefined): NamedDeployment {
  const names = ours.map(({ stack }) => stack).join(", ");
  const [only, ...more] = ours;
  if (only === undefined) throw new Error(`no file in ${CONFIGS}/ has target: ${TARGET}`);
  if (asked !== undefined) {
    const found = ours.find(({ stack }) => stack === asked);
    if (found !== undefined) return found;
    throw new Error(`no stack "${asked}" with target: ${TARGET} in ${CONFIGS}/; there are: ${names}`);
  }
  if (more.length > 0) throw new Error(`several stacks run on AWS; name one of: ${names}`);
  return only;
}
