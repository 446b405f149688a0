import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import type { Finding } from "../deployment/finding";
import type { Reading, TargetReader } from "../deployment/read";
import type { Reviewable } from "../review/facts/subject";

/** How the files of one target are read, also together with what lies beside them. */
export interface DiskReader<Top extends z.ZodRawShape = z.ZodRawShape, Pool extends z.ZodRawShape = z.ZodRawShape>
  extends TargetReader<Top, Pool> {
  /** What a good file needs besides itself in the project's folder, such as a lock. Unwritten: nothing. */
  onDisk?(input: Reading<Top, Pool> & { readonly stack: string; readonly root: string }): readonly Finding[];
}

/** A place where Airflow can run: how its files are read, and the stack that one of them becomes. */
export interface Target<Top extends z.ZodRawShape = z.ZodRawShape, Pool extends z.ZodRawShape = z.ZodRawShape>
  extends DiskReader<Top, Pool> {
  /** Terraform's state of these stacks lies in the project's `state/` folder. */
  readonly localState: boolean;
  stack(
    scope: Construct,
    name: string,
    input: Reading<Top, Pool> & { readonly root: string },
  ): TerraformStack & Reviewable;
}

export type Targets = Readonly<Record<string, Target>>;

/** Lets a literal table hold targets of different shapes, each checked against its own. */
export function target<Top extends z.ZodRawShape, Pool extends z.ZodRawShape>(
  parts: Target<Top, Pool>,
): Target<Top, Pool> {
  return parts;
}
