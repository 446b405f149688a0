import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../lib/synth/synthesize";
import { targets } from "../../stacks/targets";
import { PROJECT } from "./base";

/** What a synth of one file came to. */
export interface Outcome {
  readonly done: boolean;
  readonly problems: readonly string[];
  readonly notices: readonly string[];
  /** What was thrown. */
  readonly thrown?: unknown;
  /** Milliseconds of this process. */
  readonly cpu: number;
}

/** Files that examples name and that lie in no repository. */
const FILES: Readonly<Record<string, string>> = {
  "cdktf.json": "{}",
  ".env": "A=b\n",
  "requirements.txt": "pyfiglet==1.0.2\n",
};
/** What a good file was made into before: a refused one leaves it as it is. */
const BEFORE = "cdktf.out/stacks/before/cdk.tf.json";

/** A project in a folder of its own, with one deployment file at a time. */
export class Scene {
  private readonly root = mkdtempSync(join(tmpdir(), "fuzz-"));

  constructor() {
    for (const name of ["examples", "schema"]) cpSync(join(PROJECT, name), join(this.root, name), { recursive: true });
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(this.root, name), text);
    mkdirSync(join(this.root, "configs"));
  }

  /** Synthesizes a file as `npx cdktf synth` does, in this process. */
  synth(name: string, content: Buffer): Outcome {
    rmSync(join(this.root, "cdktf.out"), { recursive: true, force: true });
    mkdirSync(join(this.root, "cdktf.out/stacks/before"), { recursive: true });
    writeFileSync(join(this.root, BEFORE), "{}");
    const file = join(this.root, "configs", `${name}.yaml`);
    writeFileSync(file, content);
    const problems: string[] = [];
    const notices: string[] = [];
    const print = { notice: (line: string) => notices.push(line), problem: (line: string) => problems.push(line) };
    const before = process.cpuUsage();
    const cpu = () => {
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    try {
      const input = { root: this.root, configs: "configs", outdir: "cdktf.out", targets, print };
      return { done: synthesize(input), problems, notices, cpu: cpu() };
    } catch (thrown) {
      return { done: false, problems, notices, thrown, cpu: cpu() };
    } finally {
      rmSync(file, { force: true });
    }
  }

  /** What lies in the output folder, by path; of a folder, its name with a slash. */
  output(): string[] {
    const folder = join(this.root, "cdktf.out");
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  }

  get untouched(): boolean {
    return this.output().join() === "stacks,stacks/before,stacks/before/cdk.tf.json" && this.read(BEFORE) === "{}";
  }

  read(path: string): string | undefined {
    const file = join(this.root, path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
