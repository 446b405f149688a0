import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Reading, TargetReader } from "../deployment/file/read";
import type { Deployment } from "../deployment/schema/schema";
import type { Finding } from "../deployment/words/finding";
import type { Reviewable } from "../review/facts/subject";

/** How the files of one target are read, also together with what lies beside them. */
export interface DiskReader<File extends Deployment = Deployment> extends TargetReader<File> {
  /** What a good file needs besides itself in the project's folder, such as a lock. Unwritten: nothing. */
  onDisk?(input: Reading<File> & { readonly stack: string; readonly root: string }): readonly Finding[];
}

/** A place where Airflow can run: how its files are read, and the stack that one of them becomes. */
export interface Target<File extends Deployment = Deployment> extends DiskReader<File> {
  /** Terraform's state of these stacks lies in the project's `state/` folder. */
  readonly localState: boolean;
  stack(scope: Construct, name: string, input: Reading<File> & { readonly root: string }): TerraformStack & Reviewable;
}

export type Targets = Readonly<Record<string, Target>>;

/** Lets a literal table hold targets whose files differ, each checked against its own. */
export function target<File extends Deployment>(parts: Target<File>): Target<File> {
  return parts;
}
