import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../commands/run";
import { must } from "./expect";

/** A bare repository of DAGs that a plain web server can offer, and the clone in which a person works on it. */
export class Repository {
  private constructor(
    readonly clone: string,
    private readonly bare: string,
  ) {}

  static async make(folder: string, path: string, from: string): Promise<Repository> {
    const made = new Repository(join(folder, "clone"), join(folder, "served", path));
    mkdirSync(made.bare, { recursive: true });
    await made.git("init", "--quiet", "--bare", "--initial-branch=main", made.bare);
    await made.git("init", "--quiet", "--initial-branch=main", made.clone);
    cpSync(from, made.clone, { recursive: true, filter: (file) => !file.includes("__pycache__") });
    await made.push("examples");
    return made;
  }

  /** What the web server offers. */
  static served = (folder: string): string => join(folder, "served");

  /** Commits all there is and offers it. */
  async push(message: string): Promise<void> {
    const person = ["-c", "user.name=e2e", "-c", "user.email=e2e@example.com"];
    await this.git("-C", this.clone, "add", "--all");
    await this.git("-C", this.clone, ...person, "commit", "--quiet", "--message", message);
    await this.git("-C", this.clone, "push", "--quiet", this.bare, "main");
    await this.git("-C", this.bare, "update-server-info");
  }

  private async git(...args: readonly string[]): Promise<void> {
    const { code, stderr } = await run("git", args);
    must(code === 0, `git ${args.join(" ")}: ${stderr}`);
  }
}
