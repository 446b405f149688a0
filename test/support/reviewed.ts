import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import type { BootFile } from "../../lib/airflow/words/built";
import { readDeployment } from "../../lib/deployment/file/read";
import { RENAMES, type Rename } from "../../lib/deployment/file/renames";
import { line } from "../../lib/deployment/words/problem";
import { review } from "../../lib/review/facts/review";
import type { Review } from "../../lib/review/model";
import { opener } from "../../lib/synth/deployments";
import { targets } from "../../stacks/targets";
import { PROJECT } from "./docker";
import type { StackJson } from "./terraform-json";

export interface Reviewed {
  readonly review: Review;
  readonly json: StackJson;
  readonly bootFiles: readonly BootFile[];
}

/** What people review of a file's text, and what Terraform gets for it. */
export function reviewed(
  text: string,
  stack = "acme",
  path = `configs/${stack}.yaml`,
  renames: readonly Rename[] = RENAMES,
): Reviewed {
  const result = readDeployment({ path, text }, targets, opener(PROJECT), renames);
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  const outdir = mkdtempSync(join(tmpdir(), "reviewed-"));
  try {
    const app = new App({ outdir, stackTraces: false, skipValidation: true });
    const made = targets[result.target]?.stack(app, stack, { ...result, root: PROJECT });
    if (made === undefined) throw new Error(`no target ${result.target}`);
    app.synth();
    const json: StackJson = JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"));
    const { airflow, built } = made;
    return { review: review({ ...result, stack, file: path, airflow, built }), json, bootFiles: built.bootFiles ?? [] };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const HEAD = ["target: docker"];
const AIRFLOW = 'airflow: { version: "3.3.2", dags: { folder: ./dags } }';
const POOL = "workers: { default: { queues: [default] } }";

/** The review of a file for Docker; what the lines leave out is as small as can be. */
export function reviewOf(...lines: string[]): Review {
  const has = (key: string) => lines.some((one) => one.startsWith(`${key}:`));
  const all = [...HEAD, ...(has("airflow") ? [] : [AIRFLOW]), ...(has("workers") ? [] : [POOL]), ...lines];
  return reviewed(all.join("\n")).review;
}

/** The one that `pick` is true for. */
export function only<Item>(items: readonly Item[], pick: (item: Item) => boolean): Item {
  const [found, ...more] = items.filter(pick);
  if (found === undefined || more.length > 0)
    throw new Error(`expected one, found ${found === undefined ? 0 : more.length + 1}: ${JSON.stringify(items)}`);
  return found;
}
