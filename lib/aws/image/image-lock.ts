import { join } from "node:path";
import { z } from "zod";
import { LARGEST, readText } from "../../deployment/disk/disk";

/** The name of an image by its content. Source: the OCI distribution specification, "Pulling manifests". */
const BY_DIGEST = /^[a-z0-9][a-z0-9._:/-]*@sha256:[0-9a-f]{64}$/;
const SHA256 = /^[0-9a-f]{64}$/;

const lock = z.strictObject({
  image: z.string().regex(BY_DIGEST, { error: "expected REPOSITORY@sha256: and 64 hexadecimal digits" }),
  architecture: z.enum(["x86_64", "arm64"], { error: "expected x86_64 or arm64" }),
  /** Version that the image's own Airflow says of itself. */
  airflow: z.string({ error: "expected Airflow's version" }),
  /** Digest of what it was built from, see image/inputs.ts. */
  inputs: z.string().regex(SHA256, { error: "expected 64 hexadecimal digits" }),
});

/** What `npm run image` built and pushed for a stack. It is committed, so that all who deploy take the same image. */
export type ImageLock = z.output<typeof lock>;

/** Relative to the project's folder, beside the stack's file. */
export const lockFile = (stack: string): string => `configs/${stack}.image.json`;

/** The lock as it is written: two writers of one content write the same bytes. */
export const lockText = ({ image, architecture, airflow, inputs }: ImageLock): string =>
  `${JSON.stringify({ image, architecture, airflow, inputs }, null, 2)}\n`;

/**
 * A stack's lock, or why there is none.
 * @param root the project's folder
 */
export function readLock(root: string, stack: string): ImageLock | "missing" | { readonly wrong: string } {
  const read = readText(join(root, lockFile(stack)), LARGEST.lock);
  if ("fault" in read) return read.fault.code === "ENOENT" ? "missing" : { wrong: read.fault.says };
  const result = lock.safeParse(parsed(read.text));
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const key = first?.path.join(".") ?? "";
  return { wrong: key === "" ? "is not what npm run image writes" : `${key}: ${first?.message}` };
}

/** What is no JSON at all is no lock either. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
