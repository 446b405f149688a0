import { rmSync } from "node:fs";
import { Testing } from "cdktf";
import { partNames } from "../../../lib/deployment/schema/stack-names";
import { stackNames } from "../../../lib/gcp/words/stack-names";
import { readDeployments } from "../../../lib/synth/deployments";
import { GcpVms } from "../../../stacks/gcp-vms";
import { targets } from "../../../stacks/targets";
import { PROJECT } from "../../support/docker";
import { type GcpJson, gcpReading, gcpText } from "../../support/gcp";
import { inApp } from "../../support/terraform-json";
import { project } from "../../synth/project";

const pools = (...names: readonly string[]) =>
  `workers: { ${names.map((name) => `${name}: { queues: [default] }`).join(", ")} }`;

/** What two files in one folder are refused for. */
function refused(files: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const configs = Object.entries(files).map(([stack, entries]) => [`${stack}.yaml`, gcpText(...entries)]);
  const root = project(Object.fromEntries(configs));
  try {
    return readDeployments(root, "configs", targets).problems;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

test("pools of two files whose machines would have one name: said in both files", () => {
  expect(refused({ acme: [pools("gpu-big", "other")], "acme-gpu": [pools("big", "more")] })).toEqual([
    'configs/acme-gpu.yaml:7:12 workers.big: stack "acme" has a part named acme-gpu-big as well; rename the pool or one of the files',
    'configs/acme.yaml:7:12 workers.gpu-big: stack "acme-gpu" has a part named acme-gpu-big as well; rename the pool or one of the files',
  ]);
});

test("a pool that would have the name of another file's master", () => {
  expect(refused({ acme: [pools("gpu-master")], "acme-gpu": [] })).toEqual([
    'configs/acme.yaml:7:12 workers.gpu-master: stack "acme-gpu" has a part named acme-gpu-master as well; rename the pool or one of the files',
  ]);
});

test("files of two projects meet nowhere", () => {
  expect(refused({ acme: [pools("gpu-big")], "acme-gpu": [pools("big"), "project: acme-other"] })).toEqual([]);
});

test("names of other targets' parts are nothing here", () => {
  const { deployment } = gcpReading(pools("flower"));
  expect(partNames("acme", deployment).map(({ name }) => name)).toContain("acme-worker-flower");
  expect(stackNames("acme", { deployment })).toEqual([
    { name: "acme-master", within: "acme-data" },
    { name: "acme-flower", within: "acme-data", path: ["workers", "flower"] },
  ]);
  expect(refused({ acme: [pools("worker-flower")], "acme-worker": [pools("main")] })).toEqual([]);
});

/** Arguments by which Google knows a resource. */
const NAMES = ["name", "account_id", "secret_id", "role_id", "name_prefix"];

const isName = (value: unknown): boolean => typeof value === "string" && !value.includes("${");

/** What a stack of this file would have in its project: kind and name. */
const names = (stack: string, ...entries: readonly string[]): readonly string[] =>
  inApp((app) => {
    const made = new GcpVms(app, stack, { ...gcpReading(...entries), root: PROJECT });
    const { resource } = JSON.parse(Testing.synth(made)) as GcpJson;
    return Object.entries(resource).flatMap(([type, all]) =>
      Object.values(all).flatMap((one) => NAMES.flatMap((key) => (isName(one[key]) ? [`${type} ${one[key]}`] : []))),
    );
  });

test("two files that are not refused have nothing of one name", () => {
  const more = [
    "access: { domain: airflow.example.com }",
    'webserver: { baseUrl: "https://airflow.example.com" }',
    "metadataDatabase: { maxConnections: 200 }",
  ];
  const parts = ["gpu", "gpu-health", "gpu-data", "gpu-network", "gpu-ui", "gpu-internal", "gpu-broker"];
  const files = { acme: [...more, pools(...parts)], "acme-gpu": [...more, pools("big", "big-health", "closed")] };
  expect(refused(files)).toEqual([]);
  const [one, other] = [names("acme", ...files.acme), names("acme-gpu", ...files["acme-gpu"])];
  expect(one.length).toBeGreaterThan(60);
  expect(one.filter((name) => other.includes(name))).toEqual([]);
});
