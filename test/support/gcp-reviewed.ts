import { readDeployment } from "../../lib/deployment/file/read";
import { narrowed } from "../../lib/deployment/schema/schema";
import { line } from "../../lib/deployment/words/problem";
import { isGcp, shape } from "../../lib/gcp/settings/settings";
import { review } from "../../lib/review/facts/review";
import type { Review } from "../../lib/review/model";
import { GcpVms } from "../../stacks/gcp-vms";
import { PROJECT } from "./docker";
import { type GcpJson, gcpText, STACK } from "./gcp";
import { inApp } from "./terraform-json";

export interface GcpReviewed {
  readonly review: Review;
  readonly json: GcpJson;
  readonly stack: GcpVms;
}

/** What people review of the smallest good file with these keys, and what Terraform gets for it. */
export function gcpReviewed(...entries: readonly string[]): GcpReviewed {
  const file = `configs/${STACK}.yaml`;
  const reader = { shape, rules: () => [] };
  const result = readDeployment({ path: file, text: gcpText(...entries) }, { "gcp-vms": reader });
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  const deployment = narrowed(isGcp, result.deployment);
  return inApp((app) => {
    const stack = new GcpVms(app, STACK, { deployment, root: PROJECT });
    const json = JSON.parse(JSON.stringify(stack.toTerraform())) as GcpJson;
    const { airflow, built } = stack;
    return { review: review({ ...result, stack: STACK, file, airflow, built }), json, stack };
  });
}
