import { image } from "../../airflow/workloads/airflow";
import { partitionOf } from "../identities/arn";
import type { AwsReading } from "../settings/settings";
import { lockFile, readLock } from "./image-lock";

/** An image, and where it lies. */
export interface LocatedImage {
  /** By digest. */
  readonly reference: string;
  /** ARN of its repository, where it lies in ECR: who starts a task must be allowed to read it. */
  readonly repository: string | undefined;
}

export interface ImageProps {
  readonly deployment: AwsReading["deployment"];
  readonly stack: string;
  /** The project's folder on this machine. */
  readonly root: string;
}

/** The one image of all of Airflow's processes: the file's own, or the one that `npm run image` pushed. */
export function imageOf({ deployment, stack, root }: ImageProps): LocatedImage {
  const source = image(deployment);
  const reference = "reference" in source ? source.reference : locked(root, stack);
  return { reference, repository: repositoryOf(reference) };
}

function locked(root: string, stack: string): string {
  const lock = readLock(root, stack);
  if (lock === "missing" || "wrong" in lock)
    throw new Error(`${lockFile(stack)} has passed the check without being one that can be read`);
  return lock.image;
}

/** Source: Amazon ECR, "Private registries" and "Making requests to Amazon ECR over IPv6". */
const ECR = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)\/([^@:]+)[@:]/;

/** Account and region of an image in ECR; undefined: it lies elsewhere. */
export function ecrOf(reference: string): { account: string; region: string; name: string } | undefined {
  const [, account, region, name] = ECR.exec(reference) ?? [];
  return account === undefined || region === undefined || name === undefined ? undefined : { account, region, name };
}

function repositoryOf(reference: string): string | undefined {
  const place = ecrOf(reference);
  if (place === undefined) return undefined;
  const { account, region, name } = place;
  return `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${name}`;
}
