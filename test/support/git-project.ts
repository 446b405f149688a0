import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Nothing of the machine's own git settings counts. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.com",
};

/** A project in a repository of its own, in a temporary folder. */
export class GitProject {
  readonly top: string;
  /** The project's folder. */
  readonly root: string;

  /** @param within folder of the project in its repository */
  constructor(within = ".") {
    this.top = mkdtempSync(join(tmpdir(), "git-project-"));
    this.root = join(this.top, within);
    mkdirSync(this.root, { recursive: true });
    this.git("init", "--quiet", "--initial-branch=main", this.top);
  }

  git(...args: string[]): string {
    return execFileSync("git", args, {
      cwd: this.root,
      env: { ...process.env, ...ENVIRONMENT },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  }

  /** @param path relative to the project's folder */
  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  delete(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  commit(): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message=x");
  }

  /** Every file with its size and time, also those of git: what has to stay as it is. */
  everything(): string[] {
    return readdirSync(this.top, { recursive: true, encoding: "utf8" })
      .map((name) => {
        const { size, mtimeMs } = statSync(join(this.top, name));
        return `${name} ${size} ${mtimeMs}`;
      })
      .sort();
  }

  remove(): void {
    rmSync(this.top, { recursive: true, force: true });
  }
}
