import { ProjectServices } from "../../../lib/gcp/identities/project-services";
import { gcpSettings, gcpStack } from "../../support/gcp";

/** Services that such a file turns on. */
function services(...entries: readonly string[]) {
  const json = gcpStack((stack) => {
    const { ready } = new ProjectServices(stack, "services", gcpSettings(...entries));
    stack.addOverride("output.ready.value", ready.length);
  });
  return { made: json.resource["google_project_service"] ?? {}, output: json.output };
}

const usual = services();

test("every file turns on these, each under its own name", () => {
  const names = Object.entries(usual.made).map(([name, { service }]) => [name, service]);
  expect(names.map(([name]) => name)).toEqual([
    "artifactregistry",
    "cloudresourcemanager",
    "compute",
    "dns",
    "iam",
    "iap",
    "logging",
    "monitoring",
    "oslogin",
    "secretmanager",
    "storage",
  ]);
  expect(names.filter(([name, service]) => service !== `${name}.googleapis.com`)).toEqual([]);
});

test("none is turned off by a destroy: somebody else may use it by then", () => {
  const off = Object.values(usual.made).filter((service) => service["disable_on_destroy"] !== false);
  expect(off).toEqual([]);
});

test("what comes after them waits for all of them", () => {
  expect(usual.output).toEqual({ ready: { value: Object.keys(usual.made).length } });
});

test.each([
  ["cloudSql: {}", ["sqladmin"]],
  ["memorystore: {}", ["redis"]],
  ["network: { serviceRange: 10.20.0.0/20 }", ["servicenetworking"]],
  ["network: { serviceRange: existing }", ["servicenetworking"]],
])("%s also turns on %s", (entry, more) => {
  const names = Object.keys(services(entry).made);
  expect(names.filter((name) => !(name in usual.made))).toEqual(more);
});
