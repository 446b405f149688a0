import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformStack } from "cdktf";
import { Told } from "../../lib/deployment/words/told";
import { build } from "../../lib/synth/build";
import { withoutCallStacks } from "../../lib/synth/call-stacks";
import { readDeployments } from "../../lib/synth/deployments";
import { synthesize } from "../../lib/synth/synthesize";
import { targets } from "../../stacks/targets";
import { PROJECT } from "./base";

/** What an accepted file was made into. */
export interface Made {
  readonly json: string;
  /** What machines start from. */
  readonly boot: readonly string[];
  /** The page of its review; of files that were made in memory there is none. */
  readonly page?: string;
}

/** What a synth of one file came to. */
export interface Outcome {
  /** Nothing: it was refused. */
  readonly made?: Made;
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
const CONFIGS = "configs";
const OUTPUT = "cdktf.out";
/** What a good file was made into before: a refused one leaves it as it is. */
const BEFORE = `${OUTPUT}/stacks/before/cdk.tf.json`;

interface Print {
  notice(line: string): void;
  problem(line: string): void;
}

/** A project in a folder of its own, with one deployment file at a time. */
export class Scene {
  private readonly root = mkdtempSync(join(tmpdir(), "fuzz-"));

  constructor() {
    for (const name of ["examples", "schema"]) cpSync(join(PROJECT, name), join(this.root, name), { recursive: true });
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(this.root, name), text);
    mkdirSync(join(this.root, CONFIGS));
  }

  /** Reads a file and makes its stack in memory: what writes it to a disk costs more than all the rest. */
  inMemory(name: string, content: Buffer): Outcome {
    return this.tried(name, content, ({ notice, problem }) => {
      const { deployments, problems, notices } = readDeployments(this.root, CONFIGS, targets);
      notices.forEach(notice);
      problems.forEach(problem);
      if (problems.length > 0) return undefined;
      return withoutCallStacks(() => {
        const { app, bootFiles } = build(join(this.root, "memory"), deployments, targets, this.root);
        const [stack] = app.node.children.filter(TerraformStack.isStack);
        const boot = [...bootFiles.values()].flat().map((file) => file.content);
        return { json: JSON.stringify(stack?.toTerraform()), boot };
      });
    });
  }

  /** Synthesizes a file as `npx cdktf synth` does, in this process. */
  onDisk(name: string, content: Buffer): Outcome {
    rmSync(join(this.root, OUTPUT), { recursive: true, force: true });
    mkdirSync(join(this.root, OUTPUT, "stacks/before"), { recursive: true });
    writeFileSync(join(this.root, BEFORE), "{}");
    return this.tried(name, content, (print) => {
      const input = { root: this.root, configs: CONFIGS, outdir: OUTPUT, targets, print };
      return synthesize(input) ? this.written(name) : undefined;
    });
  }

  private written(name: string): Made {
    const boot = this.output().filter((path) => path.startsWith(`stacks/${name}/boot/`));
    const page = this.read(`${OUTPUT}/review/${name}.html`);
    return {
      json: this.read(`${OUTPUT}/stacks/${name}/cdk.tf.json`),
      boot: boot.map((path) => this.read(`${OUTPUT}/${path}`)),
      page,
    };
  }

  private tried(name: string, content: Buffer, work: (print: Print) => Made | undefined): Outcome {
    const file = join(this.root, CONFIGS, `${name}.yaml`);
    writeFileSync(file, content);
    const problems: string[] = [];
    const notices: string[] = [];
    const before = process.cpuUsage();
    const cpu = () => {
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    try {
      const made = work({ notice: (line) => notices.push(line), problem: (line) => problems.push(line) });
      return { problems, notices, cpu: cpu(), ...(made === undefined ? {} : { made }) };
    } catch (thrown) {
      if (thrown instanceof Told) return { problems: [...problems, thrown.message], notices, cpu: cpu() };
      return { problems, notices, thrown, cpu: cpu() };
    } finally {
      rmSync(file, { force: true });
    }
  }

  /** What lies in the output folder, by path; of a folder, its name with a slash. */
  output(): string[] {
    const folder = join(this.root, OUTPUT);
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  }

  get untouched(): boolean {
    return this.output().join() === "stacks,stacks/before,stacks/before/cdk.tf.json" && this.read(BEFORE) === "{}";
  }

  private read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
