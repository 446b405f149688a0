import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { run } from "../../commands/run";
import { CHECKOV, venv } from "./aws-ecs/venv";
import { must, mustEqual, tail } from "./expect";

interface Exception {
  readonly check: string;
  /** Regular expression for the resources; unwritten: all. */
  readonly resource?: string;
  readonly reason: string;
}

interface Failed {
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
}

interface Report {
  readonly summary: { readonly passed: number; readonly failed: number; readonly resource_count: number };
  readonly results: { readonly failed_checks: readonly Failed[] };
}

/** The program, in an environment of its own. */
export async function checkov(): Promise<string> {
  const made = await venv(CHECKOV);
  must("python" in made, "why" in made ? made.why : "");
  return join(dirname(made.python), "checkov");
}

/**
 * No failed check but those listed with a reason, and no reason without a failed check.
 * @param program of `checkov`
 * @param json file with a plan as JSON
 * @param listed file with failed checks that are meant: `check`, pattern of `resource`, `reason`
 */
export async function judged(program: string, json: string, listed: string): Promise<string> {
  const flags = ["--framework", "terraform_plan", "--output", "json", "--quiet", "--compact", "--soft-fail"];
  // Without the network it would ask its makers for guidelines.
  const { code, stdout, stderr } = await run(program, ["-f", json, ...flags, "--skip-download"]);
  must(code === 0, `checkov ended with ${code}:\n${tail(stderr)}`);
  const { summary, results } = JSON.parse(stdout) as Report;
  const exceptions = (parse(readFileSync(listed, "utf8")) ?? []) as readonly Exception[];
  const matches = ({ check, resource = "" }: Exception, failed: Failed) =>
    check === failed.check_id && new RegExp(resource).test(failed.resource);
  const unknown = results.failed_checks.filter((failed) => !exceptions.some((one) => matches(one, failed)));
  mustEqual(
    unknown.map(({ check_id, check_name, resource }) => `\n${check_id} ${resource}: ${check_name}`),
    [],
    "failed checks without a reason in checkov.yaml",
  );
  const useless = exceptions.filter((one) => !results.failed_checks.some((failed) => matches(one, failed)));
  mustEqual(
    useless.map(({ check, resource = "" }) => `${check} ${resource}`),
    [],
    "reasons in checkov.yaml whose check does not fail",
  );
  return `${CHECKOV}: ${summary.passed} passed, ${summary.failed} failed for ${exceptions.length} written reasons, ${summary.resource_count} resources`;
}
