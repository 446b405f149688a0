import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { containersOf, lastLines, volumesOf } from "../../commands/engine";
import { run } from "../../commands/run";
import { Terraform } from "../../commands/terraform";
import { Programs, says } from "../support/programs";

const root = mkdtempSync(join(tmpdir(), "engine-"));
const programs = new Programs(root);
afterAll(() => {
  programs.end();
  rmSync(root, { recursive: true, force: true });
});

test.each([
  ["Up 2 minutes (healthy)", "running", "healthy"],
  ["Up 2 minutes (unhealthy)", "running", "unhealthy"],
  ["Up 3 seconds (health: starting)", "running", "starting"],
  ["Up 2 minutes", "running", ""],
  ["Exited (1) 5 minutes ago", "exited", ""],
])("a container whose status is %s", async (status, state, health) => {
  programs.is("docker", {
    "ps *": says(`acme-worker-main-1\tworker\t${state}\t${status}\t3.3.2\t127.0.0.1:8080->8080/tcp, 8793/tcp`),
  });
  expect(await containersOf("acme")).toEqual([
    { name: "acme-worker-main-1", role: "worker", state, health, version: "3.3.2", ports: [8080] },
  ]);
});

test("containers and volumes are found by the stack's label; an engine that does not answer has none", async () => {
  programs.is("docker", { "volume ls *": says("acme-logs\nacme-broker-data") });
  programs.calls();
  expect(await containersOf("acme")).toEqual([]);
  expect(await volumesOf("acme")).toEqual(["acme-logs", "acme-broker-data"]);
  for (const call of programs.calls()) expect(call).toContain("--filter label=airflow-cdktf.stack=acme ");
  programs.isMissing("docker");
  expect([await containersOf("acme"), await volumesOf("acme")]).toEqual([[], []]);
});

test("the last lines of a container, of both streams", async () => {
  programs.is("docker", { "logs --tail 5 acme-x": `${says("out")}; ${says("err")} >&2` });
  expect(await lastLines("acme-x", 5)).toBe("out\nerr");
});

test("a program's output line by line, its exit code, and one that does not exist", async () => {
  programs.is("terraform", { "*": "printf 'a\\nb\\nlast'; echo no >&2; exit 3" });
  const lines: string[] = [];
  expect(await run("terraform", ["x"], { onLine: (line) => lines.push(line) })).toEqual({
    code: 3,
    stdout: "a\nb\nlast",
    stderr: "no\n",
  });
  expect(lines).toEqual(["a", "b", "last"]);
  expect((await run("no-such-program", [])).code).toBe(127);
});

test("Terraform plans and applies one stack without asking, and tells nobody", async () => {
  const change = (address: string, actions: string[], before: object | null) => ({
    address,
    type: address.split(".")[0],
    name: address.split(".")[1],
    change: { actions, before },
  });
  const plan = {
    resource_changes: [
      change("docker_container.worker-main-1", ["delete", "create"], { name: "acme-worker-main-1" }),
      change("docker_container.flower", ["create"], null),
      change("docker_network.network", ["no-op"], { name: "acme-network" }),
    ],
  };
  programs.is("terraform", { "show *": says(JSON.stringify(plan)), "*": 'echo "$CHECKPOINT_DISABLE $PWD"' });
  programs.calls();
  const outdir = mkdtempSync(join(root, "out-"));
  await run("/bin/mkdir", ["-p", join(outdir, "stacks/acme")]);
  const terraform = new Terraform(outdir, "acme");
  expect((await terraform.init()).stdout).toBe(`1 ${join(outdir, "stacks/acme")}\n`);
  await terraform.plan();
  await terraform.planDestroy();
  await terraform.planDestroy("docker_network.network");
  await terraform.apply(() => {});
  expect(await terraform.changes()).toEqual([
    {
      address: "docker_container.worker-main-1",
      type: "docker_container",
      name: "worker-main-1",
      actions: ["delete", "create"],
      container: "acme-worker-main-1",
    },
    { address: "docker_container.flower", type: "docker_container", name: "flower", actions: ["create"] },
    { address: "docker_network.network", type: "docker_network", name: "network", actions: ["no-op"] },
  ]);
  expect(programs.calls()).toEqual([
    "terraform init -input=false -no-color",
    "terraform plan -input=false -no-color -out=plan",
    "terraform plan -input=false -no-color -out=plan -destroy",
    "terraform plan -input=false -no-color -out=plan -destroy -target=docker_network.network",
    "terraform apply -input=false -json plan",
    "terraform show -json plan",
  ]);
});
