import type { ImageBuild } from "../../lib/airflow/platform";
import { image } from "../../lib/airflow/workloads/airflow";
import { type AwsFile, isAws } from "../../lib/aws/settings/settings";
import { narrowed } from "../../lib/deployment/schema/schema";
import { targets } from "../../stacks/targets";
import { chooseStack, type For } from "../stack";

const FOR: For = {
  command: "image",
  targets: ["aws-ecs"],
  instead: {
    docker: (stack) => `its image is built by npm run up ${stack}`,
    "gcp-vms": () => "its image is built elsewhere, and named in airflow.image (docs/gcp-vms.md)",
  },
};

/** A stack whose image is built here. */
export interface Chosen {
  readonly stack: string;
  readonly build: ImageBuild;
  /** What an image needs to know of its target. */
  readonly settings: Pick<AwsFile, "account" | "region" | "architecture" | "encryptionKey" | "tags">;
}

/**
 * The stack named on the command line, or the only one of AWS.
 * @throws Error with a line for people, or with every problem of the files
 */
export function choose(root: string, asked: string | undefined): Chosen {
  const found = chooseStack(root, asked, FOR, withoutDisk);
  const source = image(found.deployment);
  if ("reference" in source)
    throw new Error(
      `${found.file}: airflow.image names a finished image, ${source.reference}; to have one built, write image: { build: ... }`,
    );
  return { stack: found.stack, build: source.build, settings: narrowed(isAws, found.deployment) };
}

/** What lies beside a file is what this command is to make. */
const withoutDisk = Object.fromEntries(
  Object.entries(targets).map(([name, { shape, rules }]) => [name, { shape, rules }]),
);
