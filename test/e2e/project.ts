import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { type Result, run } from "../../commands/run";

const PROVIDERS = join(homedir(), ".terraform.d", "plugins");

/**
 * Variables of every program that a run starts. A Terraform configuration that does not exist would only add a
 * warning to every output; providers that are installed on this machine need no registry for their lock.
 */
const environment = (): NodeJS.ProcessEnv => {
  const configuration = process.env["TF_CLI_CONFIG_FILE"] ?? "";
  return {
    CHECKPOINT_DISABLE: "1",
    DISABLE_VERSION_CHECK: "1",
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    NO_COLOR: "1",
    // Seconds and tries of a registry that is slow.
    TF_REGISTRY_CLIENT_TIMEOUT: "60",
    TF_REGISTRY_DISCOVERY_RETRY: "5",
    ...(existsSync(configuration) ? {} : { TF_CLI_CONFIG_FILE: "" }),
    ...(existsSync(PROVIDERS) ? { TF_CLI_ARGS_providers_lock: `-fs-mirror=${PROVIDERS}` } : {}),
  };
};

/** A copy of this checkout with deployment files of its own: the run never touches the checkout it was started from. */
export class Project {
  /** All that its commands printed, to look for secrets in it. */
  readonly printed: string[] = [];

  private constructor(
    public folder: string,
    private readonly variables: NodeJS.ProcessEnv,
  ) {}

  /** @param variables of every command that is run in it */
  static async copy(base: string, name: string, variables: NodeJS.ProcessEnv = {}): Promise<Project> {
    const root = process.cwd();
    const folder = join(base, name);
    const { code, stdout, stderr } = await run("git", ["ls-files", "-z", "-co", "--exclude-standard"], { cwd: root });
    if (code !== 0) throw new Error(`git ls-files failed: ${stderr}`);
    for (const file of stdout.split("\0").filter((path) => path !== "" && existsSync(join(root, path)))) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      copyFileSync(join(root, file), join(folder, file));
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const file of readdirSync(join(folder, "configs"))) rmSync(join(folder, "configs", file));
    return new Project(folder, variables);
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  /** The deployment file of a stack. */
  config(stack: string, file: object): void {
    this.write(`configs/${stack}.yaml`, stringify(file));
  }

  /** The same, as the only file: a stack that failed before must not refuse this one. */
  only(stack: string, file: object): void {
    for (const other of readdirSync(this.path("configs"))) rmSync(this.path("configs", other));
    this.config(stack, file);
  }

  /** Moves the checkout and loses its output. */
  move(to: string): void {
    rmSync(this.path("cdktf.out"), { recursive: true });
    renameSync(this.folder, to);
    this.folder = to;
  }

  /** `npm run COMMAND ...` as it is written in package.json. */
  npm(command: string, args: readonly string[] = [], more: NodeJS.ProcessEnv = {}): Promise<Result> {
    return this.call("npm", ["run", "--silent", command, "--", ...args], more);
  }

  /** The same without npm, for an environment that lacks things. */
  command(name: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Result> {
    return this.call(process.execPath, ["--import=tsx", `commands/${name}.ts`, ...args], more);
  }

  synth(): Promise<Result> {
    return this.call(process.execPath, ["--import=tsx", "main.ts"]);
  }

  cdktf(...args: readonly string[]): Promise<Result> {
    return this.call(this.path("node_modules/.bin/cdktf"), args);
  }

  terraform(stack: string, ...args: readonly string[]): Promise<Result> {
    return this.call("terraform", [`-chdir=${this.path("cdktf.out/stacks", stack)}`, ...args]);
  }

  private async call(program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Result> {
    const result = await run(program, args, {
      cwd: this.folder,
      environment: { ...environment(), ...this.variables, ...more },
    });
    this.printed.push(result.stdout, result.stderr);
    return result;
  }
}

/** A folder of this run, readable by the processes in containers. */
export function copyFolder(from: string, to: string): string {
  cpSync(from, to, { recursive: true, filter: (path) => !path.includes("__pycache__") });
  chmodSync(to, 0o755);
  return to;
}

/** What a command printed, both streams. */
export const textOf = ({ stdout, stderr }: Result): string => `${stdout}\n${stderr}`.trim();
