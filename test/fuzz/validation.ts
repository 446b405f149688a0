import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { TARGETS, type TargetName } from "./base";

/** Stacks in one `terraform validate`: starting a provider costs more than judging a stack. */
const AT_ONCE = 25;
const PLUGINS = join(homedir(), ".terraform.d/plugins/registry.terraform.io");

interface Stack {
  readonly seed: number;
  readonly json: Record<string, unknown>;
}
interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly range?: { readonly filename: string };
  readonly address?: string;
}

/** Asks Terraform with the real providers about a sample of the accepted files. */
export class Validation {
  private readonly stacks = new Map<TargetName, Stack[]>();

  /** @param most stacks of each target */
  constructor(private readonly most: number) {}

  get wants(): boolean {
    return TARGETS.some((target) => this.of(target).length < this.most);
  }

  add(seed: number, target: string, json: string): void {
    const known = TARGETS.find((one) => one === target);
    if (known === undefined || json === "" || this.of(known).length >= this.most) return;
    this.stacks.set(known, [...this.of(known), { seed, json: JSON.parse(json) }]);
  }

  /** How many are invalid. */
  async run(print: (...lines: readonly string[]) => void): Promise<number> {
    let invalid = 0;
    for (const target of TARGETS) {
      const stacks = this.of(target);
      if (stacks.length === 0) continue;
      const found = judged(stacks);
      if (typeof found === "string") print(`${target}: terraform validate did not run: ${found}`);
      else {
        invalid += new Set(found.map(({ seed }) => seed)).size;
        print(...found.map(({ seed, says }) => `invalid ${target}: ${says}; again: npm run fuzz -- --file=${seed}`));
        print(`${target}: ${stacks.length} accepted files through terraform validate`);
      }
    }
    return invalid;
  }

  private of(target: TargetName): readonly Stack[] {
    return this.stacks.get(target) ?? [];
  }
}

interface Invalid {
  readonly seed: number;
  readonly says: string;
}

/** Every stack as a module of one folder; why not, where it cannot be. */
function judged(stacks: readonly Stack[]): readonly Invalid[] | string {
  const found: Invalid[] = [];
  for (let from = 0; from < stacks.length; from += AT_ONCE) {
    const batch = stacks.slice(from, from + AT_ONCE);
    const root = mkdtempSync(join(tmpdir(), "fuzz-validate-"));
    try {
      const said = validated(root, batch);
      if (typeof said === "string") return said;
      found.push(...said);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
  return found;
}

function validated(root: string, stacks: readonly Stack[]): readonly Invalid[] | string {
  const module: Record<string, unknown> = {};
  for (const { seed, json } of stacks) {
    const name = `f${seed < 0 ? `m${-seed}` : seed}`;
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, "main.tf.json"), JSON.stringify(asModule(json)));
    module[name] = { source: `./${name}` };
  }
  writeFileSync(join(root, "main.tf.json"), JSON.stringify({ module }));
  const init = terraform(root, ["init", "-backend=false", "-input=false", "-no-color"]);
  if (init.status !== 0)
    return `no provider on this machine, or no module: ${(init.stderr || init.error?.message) ?? ""}`.slice(0, 600);
  const { diagnostics }: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(
    terraform(root, ["validate", "-json"]).stdout,
  );
  return diagnostics.filter(ours).map(({ summary, detail = "", range, address = "" }) => ({
    seed: Number(
      /^f(m?)(\d+)\//
        .exec(range?.filename ?? "")
        ?.slice(1)
        .join("")
        .replace("m", "-") ?? 0,
    ),
    says: `${address} ${summary}: ${detail}`.replace(/\s+/g, " ").slice(0, 400),
  }));
}

/** Files of the user that Terraform reads are not there, and only they. */
const ours = ({ severity, summary, detail = "" }: Diagnostic): boolean =>
  severity === "error" && !(/function/.test(summary) && /no file exists at|no such file or directory/.test(detail));

/** A stack without what only a root may have, with the providers that are installed. */
function asModule(json: Record<string, unknown>): Record<string, unknown> {
  const { terraform, ...rest } = json;
  const { required_providers: wanted = {} } = terraform as { required_providers?: Record<string, { source: string }> };
  const providers = Object.fromEntries(
    Object.entries(wanted).map(([name, { source }]) => [name, { source, version: installed(source) }]),
  );
  return { ...rest, terraform: { required_providers: providers } };
}

/** The newest version of a provider on this machine. */
function installed(source: string): string {
  const folder = join(PLUGINS, source);
  return (existsSync(folder) ? readdirSync(folder).sort().at(-1) : undefined) ?? ">= 0";
}

/** Never the network: a test downloads nothing. */
const terraform = (cwd: string, args: readonly string[]) =>
  spawnSync("terraform", args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      HTTPS_PROXY: "http://127.0.0.1:9",
      TF_REGISTRY_DISCOVERY_RETRY: "0",
    },
  });
