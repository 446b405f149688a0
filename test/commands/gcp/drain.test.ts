import { Compute } from "../../../commands/gcp/compute";
import { drain } from "../../../commands/gcp/drain";
import type { Print } from "../../../commands/print";
import { ComputeServer, says } from "../../support/compute-server";

const server = new ComputeServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

let lines: string[] = [];
const print: Print = {
  step: (text) => lines.push(text),
  done: (text) => lines.push(`done: ${text}`),
  warn: (text) => lines.push(`notice: ${text}`),
  problem: (text) => lines.push(`problem: ${text}`),
  plain: (text) => lines.push(text),
};

const worker = (name: string, type: string, state = "healthy") => ({
  name,
  part: "main",
  type,
  document: "w1",
  says: says("w1", state) as string | undefined,
});

beforeEach(() => {
  lines = [];
  server.changes.length = 0;
  server.groups = [{ pool: "main", type: "e2-standard-8", size: 2, document: "w1" }];
  server.machines = [worker("gcp-main-x1", "e2-standard-2"), worker("gcp-main-x2", "e2-standard-8")];
  // What the server's machines do with what they are asked: finish their tasks, and be made anew.
  server.look = () => {
    const asked = (action: string, name: string) =>
      server.changes.some((change) => change.startsWith(action) && change.includes(name));
    for (const machine of server.machines) {
      if (machine.type === "e2-standard-2" && asked("setMetadata", machine.name)) machine.says = says("w1", "drained");
      if (machine.type === "e2-standard-2" && asked("applyUpdatesToInstances", machine.name)) {
        machine.type = "e2-standard-8";
        machine.says = says("w1", "healthy");
      }
    }
  };
});

const drains = (which?: string) =>
  drain(new Compute(), { project: "acme", stack: "gcp", pools: { main: 900 }, which, patience: 1, every: 20 }, print);

test("a machine of another kind than its group finishes its tasks first, and is replaced then", async () => {
  expect(await drains()).toBe(true);
  expect(server.changes.map((change) => change.split(" ").slice(0, 2).join(" "))).toEqual([
    "setMetadata gcp-main-x1",
    "applyUpdatesToInstances gcp-main",
  ]);
  expect(lines).toEqual([
    "gcp-main-x1 finishes its tasks, at most 1200 s",
    "done: gcp-main-x1 has finished its tasks",
    "done: gcp-main-x1 was replaced, and its pool is whole again",
  ]);
});

test("the request keeps the machine's other metadata, and carries its fingerprint", async () => {
  await drains();
  const body = JSON.parse(server.changes[0]?.split(" ").slice(2).join(" ") ?? "") as object;
  expect(body).toEqual({
    fingerprint: "f1",
    items: [
      { key: "airflow-machine", value: "w1" },
      { key: "airflow-references", value: "{}" },
      { key: "airflow-drain", value: "1" },
    ],
  });
});

test("the replacement may touch this machine only, and may remake it", async () => {
  await drains();
  expect(JSON.parse(server.changes[1]?.split(" ").slice(2).join(" ") ?? "")).toEqual({
    instances: ["projects/acme/zones/z-a/instances/gcp-main-x1"],
    minimalAction: "REPLACE",
    mostDisruptiveAllowedAction: "REPLACE",
  });
});

test("without a name, machines that are as their group asks are left alone", async () => {
  server.machines = [worker("gcp-main-x2", "e2-standard-8")];
  expect(await drains()).toBe(true);
  expect([server.changes, lines]).toEqual([
    [],
    [
      "gcp: every machine is of the kind that its group asks for; name a pool or a machine to replace one all the same.",
    ],
  ]);
});

test("a name that no machine and no pool has", async () => {
  expect(await drains("mian")).toBe(false);
  expect(lines).toEqual(["gcp: no machine of a pool is called mian, and no pool; there are main."]);
});

test("one that is not healthy in time ends the command, and the next machine is left alone", async () => {
  server.machines = [worker("gcp-main-x1", "e2-standard-2"), worker("gcp-main-x3", "e2-standard-2")];
  server.look = () => {
    for (const machine of server.machines)
      if (server.changes.some((change) => change.startsWith(`setMetadata ${machine.name}`)))
        machine.says = says("w1", "drained");
  };
  expect(await drains()).toBe(false);
  expect(server.changes.filter((change) => change.includes("setMetadata")).length).toBe(1);
  expect(lines.at(-1)).toBe(
    "problem: gcp-main-x1 was drained and is being replaced; nothing was healthy in its place within 1 s",
  );
});

test("a request that a deployment wrote over meanwhile is made again", async () => {
  const before = server.look;
  let looks = 0;
  server.look = () => {
    looks += 1;
    const [machine] = server.machines;
    if (looks === 3 && machine !== undefined) machine.metadata = {};
    if (looks > 5) before();
  };
  expect(await drains()).toBe(true);
  expect(server.changes.filter((change) => change.startsWith("setMetadata")).length).toBe(2);
});
