import { file } from "../support/checkout";
import { fails, says } from "../support/programs";
import { change, row, type Scene, UpScene } from "../support/up-scene";

const scene = new UpScene();
const { checkout } = scene;
const ups = (what: Scene) => scene.run(what);
afterAll(() => scene.end());

const WELCOME = [
  "plain: \nAirflow answers at http://localhost:64998",
  "plain:   user      admin",
  "plain:   password  terraform -chdir=cdktf.out/stacks/acme output -raw admin_password",
];
const APPLY = [
  "terraform init -input=false -no-color",
  "terraform plan -input=false -no-color -out=plan",
  "terraform show -json plan",
  "terraform apply -input=false -json plan",
];

test("the first time: plan, apply, progress, and how to get in", async () => {
  const created = { resource_type: "docker_container", resource_name: "webserver-1" };
  const line = { type: "apply_complete", hook: { resource: created, action: "create", elapsed_seconds: 9 } };
  const { code, lines, did } = await ups({
    plan: [change("webserver-1", "create")],
    terraform: { "apply *": says(JSON.stringify(line)) },
  });
  expect([code, did]).toEqual([0, APPLY]);
  expect(lines).toEqual(["done: webserver-1 ready (9 s)", ...WELCOME]);
});

test("nothing to change", async () => {
  const { code, lines } = await ups({ plan: [change("webserver-1", "no-op"), change("scheduler-1", "read")] });
  expect([code, lines]).toEqual([0, ["plain: acme: nothing to change.", ...WELCOME]]);
});

const state = (name: string) => `{"state":"${name}","running":0,"reserved":0,"drained":true,"drain_seconds":60}`;

test("workers that this plan removes or replaces finish their tasks first; others are left alone", async () => {
  const { code, did } = await ups({
    plan: [
      change("worker-main-1", "delete", "create"),
      change("worker-main-2", "delete"),
      change("worker-gpu-1", "no-op"),
      change("scheduler-1", "delete", "create"),
    ],
    docker: { "exec * cat *": says(state("draining")) },
  });
  expect(code).toBe(0);
  const drained = did.filter((call) => call.includes("/drain"));
  expect(drained.sort()).toEqual([
    "docker exec acme-worker-main-1 touch /dev/shm/airflow-cdktf/drain",
    "docker exec acme-worker-main-2 touch /dev/shm/airflow-cdktf/drain",
  ]);
  expect(did.indexOf("terraform apply -input=false -json plan")).toBe(did.length - 1);
});

test("a failed apply: the cause, the last lines of what is sick, and workers take tasks again", async () => {
  const diagnostic = { severity: "error", summary: "container exited", detail: "code 1" };
  const { code, lines, did } = await ups({
    running: [
      row("webserver-1", "webserver", "3.3.2", "Up 9 seconds (unhealthy)"),
      row("scheduler-1", "scheduler", "3.3.2"),
      row("migration", "migration", "3.3.2", "Exited (0) 1 minute ago", "exited"),
    ],
    plan: [change("worker-main-1", "delete", "create")],
    terraform: { "apply *": `${says(JSON.stringify({ type: "diagnostic", diagnostic }))}; exit 1` },
    docker: { "logs *": says("line one\nline two"), "exec * cat *": says(state("draining")) },
  });
  expect(code).toBe(1);
  expect(lines.filter((line) => !line.startsWith("done:"))).toEqual([
    "problem: container exited: code 1",
    "problem: acme-webserver-1 is running, unhealthy; its last lines:",
    "problem:   line one\n  line two",
    "problem: Mend the cause and run the same command again: it goes on where this one stopped.",
    "step: acme-worker-main-1 takes tasks again",
  ]);
  expect(did.at(-1)).toBe("docker restart acme-worker-main-1");
});

test("a failed migration shows what it said", async () => {
  const hook = { resource: { resource_type: "terraform_data", resource_name: "migrated" } };
  const events = [
    { type: "provision_progress", hook: { ...hook, output: "cannot reach the database\n" } },
    { type: "apply_errored", hook },
  ];
  const { code, lines } = await ups({
    terraform: {
      "apply *": `${says(events.map((event) => JSON.stringify(event)).join("\n"))}; echo broken >&2; exit 1`,
    },
  });
  expect(code).toBe(1);
  expect(lines).toContain("problem: broken");
  expect(lines).toContain("problem: The migration said at last:\n  cannot reach the database");
});

test.each(["init", "plan"])("a failed %s is shown and nothing is applied", async (step) => {
  const { code, lines, did } = await ups({ terraform: { [`${step} *`]: fails("Error: no provider") } });
  expect([code, lines]).toEqual([1, ["problem: Error: no provider"]]);
  expect(did.filter((call) => call.includes("apply"))).toEqual([]);
});

test("what stands in the way is said before anything is done", async () => {
  checkout.write("configs/acme.yaml", file("flower: { password: { secret: flower } }"));
  const { code, lines, did } = await ups({});
  checkout.write("configs/acme.yaml", file());
  expect([code, did]).toEqual([1, []]);
  expect(lines).toEqual([
    "problem: acme: flower.password: the secret's file secrets/flower does not exist: write the secret into it",
  ]);
});

test("a file that synth refuses is refused here, in the same words", async () => {
  checkout.write("configs/acme.yaml", file("wokers: {}"));
  try {
    await expect(ups({})).rejects.toThrow(/^configs\/acme.yaml:\d+:1 unknown key "wokers"; did you mean "workers"\?$/);
  } finally {
    checkout.write("configs/acme.yaml", file());
  }
});
