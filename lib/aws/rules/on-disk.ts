import type { ImageBuild } from "../../airflow/platform";
import { image } from "../../airflow/workloads/airflow";
import type { Finding } from "../../deployment/words/finding";
import { ecrOf } from "../image/image";
import { type ImageLock, lockFile, readLock } from "../image/image-lock";
import { inputsOf } from "../image/inputs";
import type { AwsReading } from "../settings/settings";

export interface OnDisk extends AwsReading {
  readonly stack: string;
  /** The project's folder on this machine. */
  readonly root: string;
}

/** What must lie beside the file: the lock of an image that is built here, and one that fits the file. */
export function onDisk({ deployment, stack, root }: OnDisk): readonly Finding[] {
  const source = image(deployment);
  const lock = readLock(root, stack);
  const file = lockFile(stack);
  if ("reference" in source) return lock === "missing" ? [] : [left(file)];
  if (lock === "missing") return [say(`${file} does not exist; ${run(stack)}, and commit that file`)];
  if ("wrong" in lock) return [say(`${file} ${lock.wrong}; ${run(stack)}, which writes it anew`)];
  const wrong = unfit(lock, deployment.airflow.version, deployment);
  if (wrong !== undefined) return [say(`${file} is ${wrong}; ${run(stack)}`)];
  return old(lock, file, run(stack), root, source.build);
}

const say = (message: string): Finding => ({ path: ["airflow", "image", "build"], message });

const run = (stack: string): string => `run npm run image ${stack}`;

const left = (file: string): Finding => ({
  path: ["airflow", "image"],
  message: `${file} is not used, because a finished image is named here; remove that file`,
  kind: "notice",
});

/** What the image was built for, where that is something else than the file says. */
function unfit(lock: ImageLock, version: string, { account, region, architecture }: AwsReading["deployment"]) {
  if (lock.airflow !== version) return `of Airflow ${lock.airflow}, and airflow.version is ${version}`;
  if (lock.architecture !== architecture) return `for ${lock.architecture}, and architecture is ${architecture}`;
  const place = ecrOf(lock.image);
  if (place !== undefined && (place.account !== account || place.region !== region))
    return `of account ${place.account} in ${place.region}, and the file deploys to ${account} in ${region}`;
  return undefined;
}

/**
 * Only a notice: what is deployed is what the lock says, whatever lies beside it, and an older image under a newer
 * commit is how a person goes back.
 */
function old(lock: ImageLock, file: string, remedy: string, root: string, build: ImageBuild): readonly Finding[] {
  const inputs = inputsOf(root, build);
  // A checkout need not have what an image was built from.
  if (inputs === lock.inputs || (typeof inputs !== "string" && inputs.fault.code === "ENOENT")) return [];
  const message =
    typeof inputs === "string"
      ? `files or arguments have changed since ${file} was written; ${remedy}`
      : `${inputs.path} ${inputs.fault.says}, so it is not known whether ${file} is still of these files; ${inputs.fault.mend}`;
  const path = ["airflow", "image", "build", ...(typeof inputs === "string" ? [] : [inputs.key])];
  return [{ path, message, kind: "notice" }];
}
