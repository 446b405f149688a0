// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { ComputeInstance } from "@cdktf/provider-google/lib/compute-instance";
import { ComputeInstanceGroupManager } from "@cdktf/provider-google/lib/compute-instance-group-manager";
import { ComputeInstanceTemplate } from "@cdktf/provider-google/lib/compute-instance-template";
import { Fn, type TerraformStack } from "cdktf";
import { bootFiles } from "../../../lib/gcp/machines/boot-files";
import { type Made, madeIn } from "../../../lib/gcp/words/made";
import { gcpStack } from "../../support/gcp";

const of = (build: (stack: TerraformStack) => void): Made => {
  const made: Made[] = [];
  gcpStack((stack) => {
    build(stack);
    made.push(madeIn(stack));
  });
  const [only] = made;
  if (only === undefined) throw new Error("nothing was made");
  return only;
};

const NETWORK = { networkInterface: [{ network: "default" }] };
const units = (...names: string[]) =>
  `image: a\nunits:\n${names.map((name) => `  - name: ${name}\n    text: |\n      [Service]\n      TimeoutStopSec=75\n`).join("")}`;

const master = (stack: TerraformStack, metadata: Record<string, string>) =>
  new ComputeInstance(stack, "master", {
    name: "acme-master",
    machineType: "e2-standard-4",
    bootDisk: {},
    labels: { "airflow-cdktf-machine": "master" },
    metadata,
    ...NETWORK,
  });
const pool = (stack: TerraformStack, name: string, targetSize?: number) => {
  const template = new ComputeInstanceTemplate(stack, `template-${name}`, {
    machineType: "e2-standard-2",
    disk: [{}],
    labels: { "airflow-cdktf-machine": name },
    metadata: { "user-data": "#cloud-config\n", "airflow-machine": units("gate", `worker-${name}`) },
    ...NETWORK,
  });
  new ComputeInstanceGroupManager(stack, `group-${name}`, {
    name: `acme-${name}`,
    baseInstanceName: `acme-${name}`,
    zone: "europe-west3-a",
    version: [{ instanceTemplate: template.selfLink }],
    ...(targetSize === undefined ? {} : { targetSize }),
  });
};

test("machines of a group, unless its autoscaler has their number", () => {
  const { machines } = of((stack) => {
    pool(stack, "main", 3);
    pool(stack, "gpu");
  });
  expect([...machines]).toEqual([["acme-main", 3]]);
});

test("units by the machines that have them", () => {
  const made = of((stack) => {
    master(stack, { "user-data": "", "airflow-machine": units("migration", "clean") });
    pool(stack, "main", 1);
    pool(stack, "gpu", 1);
  });
  expect(Object.fromEntries(made.units)).toEqual({
    migration: { machines: ["master"], stopSeconds: 75 },
    clean: { machines: ["master"], stopSeconds: 75 },
    gate: { machines: ["main", "gpu"], stopSeconds: 75 },
    "worker-main": { machines: ["main"], stopSeconds: 75 },
    "worker-gpu": { machines: ["gpu"], stopSeconds: 75 },
  });
});

test("boot files are letter by letter what the machine gets, without Terraform's escapes", () => {
  const made = of((stack) => {
    master(stack, { "user-data": "#cloud-config\nwrite: '$${HOME} %%{b}'\n", "airflow-machine": units("migration") });
  });
  expect(bootFiles(made).map(({ name, content }) => [name, content])).toEqual([
    ["master.user-data", "#cloud-config\nwrite: '${HOME} %{b}'\n"],
    ["master.machine", units("migration")],
  ]);
});

test("one that only Terraform could read is refused", () => {
  const build = (stack: TerraformStack) => {
    master(stack, { "user-data": Fn.upper("a"), "airflow-machine": units() });
  };
  expect(() => of(build)).toThrow("user-data of a machine holds a reference: nobody could read it at review");
});
