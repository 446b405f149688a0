import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const PROJECT = join(__dirname, "../..");

const SOURCES = ["main.ts", "tsconfig.json", "package.json", "cdktf.json", "lib", "programs", "stacks", "examples"];

/** The project's sources once more, with every deployment file in configs/, so that nothing is left in the checkout. */
export class Checkout {
  readonly root = mkdtempSync(join(tmpdir(), "way-out-"));

  constructor() {
    for (const name of SOURCES) cpSync(join(PROJECT, name), join(this.root, name), { recursive: true });
    mkdirSync(join(this.root, "configs"));
    for (const folder of ["configs", "examples/configs"])
      for (const file of readdirSync(join(PROJECT, folder)).filter((name) => name.endsWith(".yaml")))
        copyFileSync(join(PROJECT, folder, file), join(this.root, "configs", file));
  }

  /** With the packages of the checkout. */
  sharePackages(): void {
    symlinkSync(join(PROJECT, "node_modules"), join(this.root, "node_modules"));
  }

  /** Synthesizes into cdktf.out; what went wrong, if anything did. */
  synthesize(): string | undefined {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import=tsx", "main.ts"], {
      cwd: this.root,
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "", CDKTF_OUTDIR: "cdktf.out" },
    });
    return status === 0 ? undefined : `${stderr}${stdout}`.trim();
  }

  /** Names of the stacks that were synthesized. */
  stacks(): string[] {
    const folder = join(this.root, "cdktf.out/stacks");
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  stack(name: string): string {
    return join(this.root, "cdktf.out/stacks", name);
  }

  /** Files that only the person who deploys has (`.env`, secrets): validation reads them. */
  standIns(): void {
    for (const name of this.stacks()) {
      const text = readFileSync(join(this.stack(name), "cdk.tf.json"), "utf8");
      const asked = [...text.matchAll(/pathexpand\(\\"(\.\.\/[^"\\]+)\\"\)/g)].map(([, path = ""]) => path);
      for (const file of asked.map((path) => resolve(this.stack(name), path)).filter((path) => !existsSync(path))) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, "stand-in");
      }
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
