import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const PROJECT = join(__dirname, "../..");

/** What a project folder shares with the checkout. */
const SHARED = ["lib", "stacks", "examples", "node_modules"];
/** What must lie in it for real: a program finds its folder by its own place. */
const COPIED = ["main.ts", "tsconfig.json", "package.json", "cdktf.json"];

/** Folders like a checkout in one temporary folder, so that a run leaves nothing in the checkout itself. */
export class Workspace {
  readonly root = mkdtempSync(join(tmpdir(), "bench-"));

  folder(name: string): string {
    const folder = join(this.root, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** @param configs the text of each deployment file by its name without `.yaml` */
  project(name: string, configs: Readonly<Record<string, string>>): string {
    const folder = this.folder(name);
    for (const shared of SHARED) symlinkSync(join(PROJECT, shared), join(folder, shared));
    for (const copied of COPIED) copyFileSync(join(PROJECT, copied), join(folder, copied));
    mkdirSync(join(folder, "configs"));
    for (const [stack, text] of Object.entries(configs)) writeFileSync(join(folder, "configs", `${stack}.yaml`), text);
    return folder;
  }

  /** A project with the deployment files of folders of the checkout. */
  copies(name: string, folders: readonly string[]): string {
    const project = this.project(name, {});
    for (const folder of folders)
      for (const file of readdirSync(join(PROJECT, folder)).filter((one) => one.endsWith(".yaml")))
        copyFileSync(join(PROJECT, folder, file), join(project, "configs", file));
    return project;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
