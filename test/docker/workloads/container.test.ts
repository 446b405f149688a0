import { Volume } from "@cdktf/provider-docker/lib/volume";
import { FIXED_LABEL } from "../../../lib/docker/names";
import { type ContainerProps, container } from "../../../lib/docker/workloads/container";
import { containerOf, labelOf } from "../../support/docker";
import { stackJson } from "../../support/terraform-json";

const PROPS: ContainerProps = {
  stack: "acme",
  name: "worker-gpu-1",
  role: "worker",
  image: "sha256:0123",
  network: "acme-network",
  aliases: [],
  stopSeconds: 60,
  more: {},
};
const made = (props: Partial<ContainerProps> = {}) =>
  containerOf(
    stackJson((stack) => {
      container(stack, { ...PROPS, ...props });
    }),
    props.name ?? PROPS.name,
  );
const digest = (props: Partial<ContainerProps>) => labelOf(made(props), FIXED_LABEL);

test("its address in the plan is its name, on the engine the stack's name stands before it", () => {
  expect(made()).toMatchObject({ name: "acme-worker-gpu-1", hostname: "acme-worker-gpu-1", restart: "always" });
});

test("a removal waits as long as a stop, with room to leave", () => {
  expect(made({ stopSeconds: 3600 })).toMatchObject({ stop_timeout: 3615, destroy_grace_seconds: 3615 });
});

test("the engine drops old lines of its log", () => {
  expect(made()).toMatchObject({ log_driver: "json-file", log_opts: { "max-size": "10m", "max-file": "3" } });
});

test("cores are a quota: the provider panics on `cpus`", () => {
  expect(made({ cpu: 1.5 })).toMatchObject({ cpu_period: 100_000, cpu_quota: 150_000 });
  expect(made({ cpu: 1.5 })).not.toHaveProperty("cpus");
  for (const key of ["cpus", "cpu_quota", "cpu_period", "memory"]) expect(made()).not.toHaveProperty(key);
});

test("memory in MiB", () => {
  expect(made({ memoryMiB: 2048 })).toMatchObject({ memory: 2048 });
});

test("an apply waits for health only where it is told how long", () => {
  expect(made({ startSeconds: 300 })).toMatchObject({ wait: true, wait_timeout: 300 });
  expect(made()).toMatchObject({ wait: false });
  expect(made()).not.toHaveProperty("wait_timeout");
});

test("labels name the stack, the role and Airflow's version", () => {
  const labels = made({ version: "3.3.2" }).labels.filter(({ label }) => label !== FIXED_LABEL);
  expect(labels).toEqual([
    { label: "airflow-cdktf.stack", value: "acme" },
    { label: "airflow-cdktf.role", value: "worker" },
    { label: "airflow-cdktf.airflow", value: "3.3.2" },
  ]);
  expect(made().labels.map(({ label }) => label)).not.toContain("airflow-cdktf.airflow");
});

const health = { test: ["CMD", "true"], interval: "2s" };
const mount = { type: "volume", source: "data", target: "/data" };

test.each<[string, Partial<ContainerProps>]>([
  ["the health check", { health: { ...health, interval: "3s" } }],
  ["cores", { health, cpu: 2 }],
  ["a mount's source", { health, more: { mounts: [{ ...mount, source: "other" }] } }],
  ["a mount's target", { health, more: { mounts: [{ ...mount, target: "/other" }] } }],
  ["a mount's kind", { health, more: { mounts: [{ ...mount, type: "bind" }] } }],
  ["whether a mount can be written", { health, more: { mounts: [{ ...mount, readOnly: true }] } }],
])("a change of %s changes the label, because the provider would do nothing", (_, changed) => {
  expect(digest(changed)).not.toBe(digest({ health, more: { mounts: [mount] } }));
});

test("nothing else changes that label: a longer stop, memory and variables are seen by the provider", () => {
  const same: Partial<ContainerProps> = { stopSeconds: 7, memoryMiB: 512, environment: { A: "1" }, startSeconds: 3 };
  expect(digest(same)).toBe(digest({}));
});

test("Terraform makes the digest, from sources that only it knows", () => {
  const json = stackJson((stack) => {
    const { name } = new Volume(stack, "data", {});
    container(stack, { ...PROPS, more: { mounts: [{ ...mount, source: name }] } });
  });
  expect(labelOf(containerOf(json, "worker-gpu-1"), FIXED_LABEL)).toMatch(
    /^\$\{substr\(sha256\(join\(" ", \["[0-9a-f]{64}", docker_volume\.data\.name\]\)\), 0, 12\)\}$/,
  );
});
