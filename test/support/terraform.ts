import { execFile, spawnSync } from "node:child_process";

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

/** The same while this process goes on, which answers what Terraform asks meanwhile. */
export const terraformBeside = (
  folder: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve) => {
    const options = { cwd: folder, env: { ...environment, ...more }, maxBuffer: 64 * 1024 * 1024 };
    execFile("terraform", [...args], options, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code ?? 1), text: stdout + stderr }),
    );
  });
