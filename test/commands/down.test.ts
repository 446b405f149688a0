import { rmSync } from "node:fs";
import { join } from "node:path";
import { type DownOptions, down } from "../../commands/down";
import { Checkout, file } from "../support/checkout";
import { recording } from "../support/print";
import { fails, Programs, says } from "../support/programs";

const checkout = new Checkout({ acme: file("docker: { storage: { logs: ./logs } }") });
const programs = new Programs(checkout.root);
afterAll(() => {
  programs.end();
  checkout.remove();
});

const worker = (name: string, state: string) => [`acme-${name}`, "worker", state, "Up", "3.3.2"].join("\t");
const busy = (running: number) =>
  `{"state":"consuming","running":${running},"reserved":0,"drained":${running === 0},"drain_seconds":0}`;

async function downs(options: Partial<DownOptions>, running = 0, terraform: Readonly<Record<string, string>> = {}) {
  programs.is("docker", {
    "version *": says("27.0.1"),
    "ps *": says([worker("worker-main-1", "running"), worker("worker-main-2", "exited")].join("\n")),
    "volume ls *": says("acme-metadata-database-data\nacme-broker-data"),
    "exec * cat *": says(busy(running)),
  });
  programs.is("terraform", { "version -json": says('{ "terraform_version": "1.14.0" }'), ...terraform });
  programs.calls();
  const print = recording();
  const asked = { stack: undefined, yes: true, now: false, deleteData: false, ...options };
  const code = await down(checkout.root, asked, print);
  const did = programs.calls().filter((call) => /^terraform (?!version)|touch/.test(call));
  return { code, lines: print.lines, did };
}

const KEPT =
  "plain: Kept: acme-metadata-database-data, acme-broker-data, ./logs, state/acme.tfstate with the passwords and keys.";

test("says that no task suffers and what is kept, drains, and removes what hangs on the network", async () => {
  expect(await downs({})).toEqual({
    code: 0,
    lines: [
      "plain: acme: no task runs on a worker.",
      KEPT,
      "done: acme-worker-main-1 has finished its tasks (0 s)",
      "plain: Down. `npm run up` starts it again with all its data.",
    ],
    did: [
      "docker exec acme-worker-main-1 touch /dev/shm/airflow-cdktf/drain",
      "terraform init -input=false -no-color",
      "terraform plan -input=false -no-color -out=plan -destroy -target=docker_network.network",
      "terraform apply -input=false -json plan",
    ],
  });
});

test("running tasks are waited for, at most the drain budget", async () => {
  const { lines } = await downs({}, 2);
  expect(lines[0]).toBe("plain: acme-worker-main-1 runs 2 tasks: waited for, at most 0 s; what runs longer is ended.");
});

test("or ended at once, when asked so", async () => {
  const { lines, did } = await downs({ now: true }, 1);
  expect(lines[0]).toBe(
    "plain: acme-worker-main-1 runs 1 task: ended at once, Airflow retries them if their DAG says so.",
  );
  expect(did.filter((call) => call.includes("touch"))).toEqual([]);
});

test("with the data: what is lost is named, a folder of the host is still kept", async () => {
  const { lines, did } = await downs({ deleteData: true });
  expect(lines.slice(1, 3)).toEqual([
    "plain: Kept: ./logs.",
    "plain: Deleted for ever: acme-metadata-database-data, acme-broker-data, the passwords and keys.",
  ]);
  expect(lines.at(-1)).toBe("plain: Everything is gone.");
  expect(did).toContain("terraform plan -input=false -no-color -out=plan -destroy");
});

test("without a yes nothing is changed", async () => {
  const terminal = Object.getOwnPropertyDescriptor(process.stdin, "isTTY");
  Object.defineProperty(process.stdin, "isTTY", { value: undefined, configurable: true });
  const { code, lines, did } = await downs({ yes: false });
  if (terminal === undefined) Reflect.deleteProperty(process.stdin, "isTTY");
  else Object.defineProperty(process.stdin, "isTTY", terminal);
  expect([code, lines.at(-1), did]).toEqual([1, "plain: Nothing was changed. (Without a terminal: --yes)", []]);
});

test("a step that fails is shown in Terraform's words", async () => {
  const { code, lines } = await downs({ now: true }, 0, { "plan *": fails("Error: state is locked") });
  expect([code, lines.at(-1)]).toEqual([1, "problem: Error: state is locked"]);
});

test("an engine that does not answer is no sign that no task runs", async () => {
  programs.is("docker", { "version *": fails("Cannot connect to the Docker daemon") });
  programs.is("terraform", { "version -json": says('{ "terraform_version": "1.14.0" }') });
  programs.calls();
  const print = recording();
  const asked = { stack: "acme", yes: true, now: false, deleteData: true };
  expect(await down(checkout.root, asked, print)).toBe(1);
  expect(print.lines).toEqual([
    "problem: acme: no Docker engine answers (Cannot connect to the Docker daemon): start Docker, or set DOCKER_HOST to one that runs",
  ]);
  expect(programs.calls().filter((call) => !/version/.test(call))).toEqual([]);
});

test("a stack that was never synthesized here", async () => {
  rmSync(join(checkout.root, "cdktf.out"), { recursive: true });
  expect(await downs({})).toEqual({
    code: 1,
    lines: ["problem: acme: cdktf.out has no such stack: run npx cdktf synth first"],
    did: [],
  });
});
