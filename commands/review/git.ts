import { join } from "node:path";
import { quoted } from "../../lib/deployment/words/echo";
import { type Result, run } from "../run";

/** A commit of the repository that holds the project. */
export interface Commit {
  readonly hash: string;
  /** Root of the working tree. */
  readonly top: string;
  /** The project's folder within it, empty or with a `/` at its end. */
  readonly prefix: string;
}

const firstLine = ({ stderr }: Result): string => stderr.trim().split("\n")[0] ?? "";

/** Finds the commit that a name stands for. @throws Error with one line for people */
export async function commitOf(root: string, ref: string): Promise<Commit> {
  const where = await run("git", ["rev-parse", "--show-toplevel", "--show-prefix"], { cwd: root });
  if (where.code === 127) throw new Error("--against: the program git was not found; install it");
  if (where.code !== 0)
    throw new Error(
      firstLine(where).includes("not a git repository")
        ? "--against: this folder is not in a git repository; run it in a clone, or leave --against out"
        : `--against: git says: ${firstLine(where)}`,
    );
  const [top = "", prefix = ""] = where.stdout.split("\n");
  // A name that begins with a dash would be an option.
  const found = ref.startsWith("-")
    ? undefined
    : await run("git", ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`], { cwd: root });
  if (found?.code !== 0) throw new Error(`--against: ${await unknown(root, ref)}`);
  return { hash: found.stdout.trim(), top, prefix };
}

async function unknown(root: string, ref: string): Promise<string> {
  const { stdout } = await run("git", ["rev-parse", "--is-shallow-repository"], { cwd: root });
  const known = `git knows no commit named ${quoted(ref)}`;
  return stdout.trim() === "true"
    ? `${known}, and this clone is shallow; git fetch --unshallow, or check out with fetch-depth: 0 in CI`
    : `${known}; git fetch it, or name a branch, a tag or a commit`;
}

/**
 * Writes the files of a commit below a folder. The index is one of our own and nothing is checked out, so neither the
 * user's files nor anything in `.git` changes, and no hook runs.
 * @param folder an empty one
 * @returns the project's folder in it
 * @throws Error with one line for people
 */
export async function filesOf({ hash, top, prefix }: Commit, folder: string): Promise<string> {
  const tree = join(folder, "tree");
  const environment = {
    GIT_INDEX_FILE: join(folder, "index"),
    // Large files stay what git itself has of them; nothing is downloaded for a review.
    GIT_LFS_SKIP_SMUDGE: "1",
  };
  for (const command of [
    // A sparse checkout would leave out what the user does not have on disk.
    ["-c", "core.sparseCheckout=false", "read-tree", hash],
    ["checkout-index", "--all", "--force", `--prefix=${tree}/`],
  ]) {
    const result = await run("git", command, { cwd: top, environment });
    if (result.code !== 0) throw new Error(`--against: git cannot give the files of ${hash}: ${firstLine(result)}`);
  }
  return join(tree, prefix);
}
