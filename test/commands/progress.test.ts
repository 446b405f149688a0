import { Progress } from "../../commands/progress";
import { recording } from "../support/print";

const event = (type: string, more: object) => JSON.stringify({ "@level": "info", type, ...more });
const hook = (type: string, name: string, more: object = {}) => ({
  hook: { resource: { resource_type: type, resource_name: name }, ...more },
});
const complete = (type: string, name: string, action: string, seconds: number) =>
  event("apply_complete", hook(type, name, { action, elapsed_seconds: seconds }));

function shown(...lines: string[]) {
  const print = recording();
  const progress = new Progress(print);
  for (const line of lines) progress.line(line);
  return { lines: print.lines, progress };
}

test.each([
  [complete("docker_container", "worker-main-1", "create", 12), ["done: worker-main-1 ready (12 s)"]],
  [complete("docker_container", "worker-main-1", "delete", 3), ["done: worker-main-1 gone (3 s)"]],
  [complete("docker_container", "webserver-1", "update", 0), ["done: webserver-1 changed (0 s)"]],
  [complete("docker_image", "airflow-image", "create", 40), ["done: image airflow-image ready (40 s)"]],
  [complete("docker_volume", "logs", "delete", 0), ["done: volume logs gone (0 s)"]],
  [complete("docker_network", "network", "create", 1), ["done: network network ready (1 s)"]],
  [complete("terraform_data", "migrated", "create", 9), ["done: migrated ready (9 s)"]],
  // Passwords and keys are none of a person's business.
  [complete("random_password", "admin", "create", 0), []],
  [event("apply_start", hook("docker_container", "worker-main-1")), []],
  [event("change_summary", { changes: { add: 3 } }), []],
  ["not JSON at all", []],
  ["", []],
])("%s", (line, lines) => {
  expect(shown(line).lines).toEqual(lines);
});

test("what went wrong is kept in Terraform's own words, and which resource it was", () => {
  const { progress, lines } = shown(
    event("apply_errored", hook("terraform_data", "migrated")),
    event("diagnostic", { diagnostic: { severity: "error", summary: "local-exec failed", detail: "exit status 1" } }),
    event("diagnostic", { diagnostic: { severity: "error", summary: "no detail", detail: "" } }),
    event("diagnostic", { diagnostic: { severity: "warning", summary: "deprecated" } }),
  );
  expect(progress.errors).toEqual(["local-exec failed: exit status 1", "no detail"]);
  expect(progress.failed).toEqual(["migrated"]);
  expect(lines).toEqual([]);
});

test("what the migration says is kept without line ends", () => {
  const line = (output: string) => event("provision_progress", hook("terraform_data", "migrated", { output }));
  expect(shown(line("one\n"), line("two  "), line("three")).progress.output).toEqual(["one", "two", "three"]);
});
