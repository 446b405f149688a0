import { join } from "node:path";
import { type Result, type RunOptions, run } from "./run";

/** A change that Terraform plans for one resource. */
export interface Change {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** `["create"]`, `["delete", "create"]`, `["no-op"]`, ... as Terraform's JSON plan says. */
  readonly actions: readonly string[];
  /** The container's name as it is now, where it is one. */
  readonly container: string | undefined;
}

/** Oldest Terraform that our stacks are tried with. */
export const OLDEST_TERRAFORM = "1.11.0";

export const NO_TERRAFORM = `Terraform was not found: install Terraform ${OLDEST_TERRAFORM} or newer`;

interface PlanFile {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly type: string;
    readonly name: string;
    readonly change: { readonly actions: readonly string[]; readonly before: { readonly name?: string } | null };
  }[];
}

/** Terraform in the folder of one synthesized stack. Nothing it writes is readable by others. */
export class Terraform {
  private readonly folder: string;

  constructor(outdir: string, stack: string) {
    this.folder = join(outdir, "stacks", stack);
  }

  init(): Promise<Result> {
    return this.call(["init", "-input=false", "-no-color"]);
  }

  /** Writes the plan that `apply` takes. */
  plan(extra: readonly string[] = []): Promise<Result> {
    return this.call(["plan", "-input=false", "-no-color", "-out=plan", ...extra]);
  }

  /** Plans to remove one resource and all that depends on it, or everything. */
  planDestroy(target?: string): Promise<Result> {
    return this.plan(["-destroy", ...(target === undefined ? [] : [`-target=${target}`])]);
  }

  /** Applies the plan made before; each line of Terraform's JSON stream goes to `onLine`. */
  apply(onLine: (line: string) => void): Promise<Result> {
    return this.call(["apply", "-input=false", "-json", "plan"], { onLine });
  }

  /** Value of an output as text. */
  output(name: string): Promise<Result> {
    return this.call(["output", "-raw", name]);
  }

  async changes(): Promise<Change[]> {
    const { stdout } = await this.call(["show", "-json", "plan"]);
    const plan = JSON.parse(stdout) as PlanFile;
    return (plan.resource_changes ?? []).map(({ address, type, name, change }) => ({
      address,
      type,
      name,
      actions: change.actions,
      container: type === "docker_container" ? change.before?.name : undefined,
    }));
  }

  private async call(args: readonly string[], options: RunOptions = {}): Promise<Result> {
    const result = await run("terraform", args, {
      ...options,
      cwd: this.folder,
      environment: { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
    });
    return result.code === 127 ? { ...result, stderr: NO_TERRAFORM } : result;
  }
}
