import { up } from "../../../commands/up";
import { Checkout } from "../../support/checkout";
import { ComputeServer, says as machineSays } from "../../support/compute-server";
import { recording } from "../../support/print";
import { fails, Programs, says } from "../../support/programs";

const FILE = [
  "target: gcp-vms",
  "project: acme-data",
  "zone: europe-west3-a",
  "state: { bucket: acme-terraform }",
  'airflow: { version: "3.3.2", image: "example.com/airflow@sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945" }',
  "workers: { main: { queues: [default] } }",
  "",
].join("\n");

const server = new ComputeServer("acme-data");
const checkout = new Checkout({ gcp: FILE });
const programs = new Programs(checkout.root);
beforeAll(() => server.start());
afterAll(async () => {
  programs.end();
  checkout.remove();
  await server.stop();
});

const change = (name: string, ...actions: string[]) => ({
  address: `google_compute_instance.${name}`,
  type: "google_compute_instance",
  name,
  change: { actions, before: null },
});

beforeEach(() => {
  server.groups = [{ pool: "main", type: "e2-standard-2", size: 1, document: "w1" }];
  server.machines = [
    { name: "gcp-master", part: "master", document: "m1", says: machineSays("m1", "healthy") },
    { name: "gcp-main-x1", part: "main", document: "w1", says: machineSays("w1", "healthy") },
  ];
});

async function ups(plan: readonly object[], yes: boolean, apply = "true", stack: string | undefined = "gcp") {
  programs.is("terraform", {
    "show *": says(JSON.stringify({ resource_changes: plan })),
    "apply *": apply,
    "output -raw url": says("http://localhost:8080"),
    "output -raw tunnel_command": says("gcloud compute start-iap-tunnel gcp-master 8080"),
  });
  programs.calls();
  const print = recording();
  const code = await up(checkout.root, stack, print, yes);
  return { code, lines: print.lines, did: programs.calls().map((call) => call.split(" ")[1]) };
}

test("deploys, waits for the machines, and says how to get in", async () => {
  const { code, lines, did } = await ups([change("master", "create")], true);
  expect(code).toBe(0);
  expect(did).toEqual(["init", "plan", "show", "apply", "output", "output", "output", "output"]);
  expect(lines).toContain("plain: gcp: 1 to make, 0 to change, 0 to remove.");
  expect(lines.at(-3)).toBe("plain: tunnel command          gcloud compute start-iap-tunnel gcp-master 8080");
});

test("names what is replaced, and changes nothing unless somebody says so", async () => {
  const { code, lines, did } = await ups([change("master", "delete", "create")], false);
  expect(code).toBe(1);
  expect(did).not.toContain("apply");
  expect(lines.slice(-3)).toEqual([
    "plain: gcp: 1 to make, 0 to change, 1 to remove.",
    "plain:   replaces google_compute_instance.master",
    "plain: Nothing was changed. (Without a terminal: --yes)",
  ]);
});

test("with nothing to change it still waits for the machines", async () => {
  server.machines = [];
  const later = server.look;
  let looks = 0;
  server.look = () => {
    looks += 1;
    if (looks === 1)
      server.machines = [
        {
          name: "gcp-master",
          part: "master",
          document: "m1",
          says: machineSays("m1", "failed", "no disk", ["line"], 99),
        },
      ];
  };
  const { code, lines } = await ups([], false);
  server.look = later;
  expect(code).toBe(1);
  expect(lines).toContain("plain: gcp: nothing to change.");
  expect(lines).toContain("problem: gcp-master: no disk");
});

test("an apply that fails is told in the provider's words", async () => {
  const diagnostic = { severity: "error", summary: "Error creating Instance", detail: "quota exceeded" };
  const { code, lines } = await ups(
    [change("master", "create")],
    true,
    `${says(JSON.stringify({ type: "diagnostic", diagnostic }))}; exit 1`,
  );
  expect(code).toBe(1);
  expect(lines.slice(-2)).toEqual([
    "problem: Error creating Instance: quota exceeded",
    "problem: Mend the cause and run the same command again: it goes on where this one stopped.",
  ]);
});

test("a provider that cannot be had ends it before anything is planned", async () => {
  programs.is("terraform", { "init *": fails("no such provider") });
  const print = recording();
  expect(await up(checkout.root, undefined, print, true)).toBe(1);
  expect(print.lines.at(-1)).toBe("problem: no such provider");
});
