import { spawnSync } from "node:child_process";

const environment = { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };

/** Runs the real Terraform in a folder. */
export const terraform = (folder: string, args: readonly string[], input = "", more: NodeJS.ProcessEnv = {}) =>
  spawnSync("terraform", args, { cwd: folder, encoding: "utf8", env: { ...environment, ...more }, input });

/** Why nothing can be asked of Terraform here; undefined: it can. */
export function withoutTerraform(): string | undefined {
  const { error, status, stderr } = terraform(".", ["version"]);
  if (error !== undefined) return `terraform does not start (${error.message})`;
  return status === 0 ? undefined : `terraform version: ${stderr.trim()}`;
}
