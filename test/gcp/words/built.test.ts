import { parse } from "yaml";
import { gcpReviewed } from "../../support/gcp-reviewed";
import { only } from "../../support/reviewed";

const POOLS =
  "workers: { main: { queues: [default], replicas: 2 }, gpu: { queues: [gpu], machine: n2-standard-8, replicas: { min: 0, max: 4 } } }";
const PORTS = ["webserver: { port: 8988, baseUrl: 'https://airflow.example.com' }", "flower: { port: 15555 }"];
const PEOPLE = "access: { domain: airflow.example.com, members: ['group:data@example.com'] }";

const usual = gcpReviewed(POOLS, ...PORTS, PEOPLE);
const { review, stack } = usual;
const process = (name: string) => only(review.processes, (one) => one.name === name);
const port = (name: string, number: number) => only(review.ports, (one) => one.process === name && one.port === number);
const unitsOf = ({ content }: { readonly content: string }): string[] =>
  parse(content).units.map(({ name }: { readonly name: string }) => name);

test("every unit of every machine is a process of the review, and the other way round", () => {
  const documents = (stack.built.bootFiles ?? []).filter(({ name }) => name.endsWith(".machine"));
  const units = new Set(documents.flatMap(unitsOf));
  const told = review.processes.map(({ name }) => name).filter((name) => !["agent", "load-balancer"].includes(name));
  expect([...told].sort()).toEqual([...units].sort());
});

test("machines boot from the files that the review links", () => {
  const metadata = (json: unknown) => (json as { readonly metadata: Readonly<Record<string, string>> }).metadata;
  const master = metadata(usual.json.resource["google_compute_instance"]?.["master"]);
  const pool = metadata(usual.json.resource["google_compute_instance_template"]?.["gpu"]);
  const file = (name: string) => only(stack.built.bootFiles ?? [], (one) => one.name === name).content;
  const read = (text = "") => text.replaceAll("$${", "${").replaceAll("%%{", "%{");
  expect(file("master.user-data")).toBe(read(master["user-data"]));
  expect(file("master.machine")).toBe(read(master["airflow-machine"]));
  expect(file("gpu.machine")).toBe(read(pool["airflow-machine"]));
  expect(review.bootFiles?.map(({ name }) => name)).toEqual(
    ["master", "main", "gpu"].flatMap((machine) => [`${machine}.user-data`, `${machine}.machine`]),
  );
});

test("no boot file holds anything of Terraform's", () => {
  for (const { content } of stack.built.bootFiles ?? []) {
    expect(content).not.toMatch(/\$\{(google_|data\.|random_|ephemeral\.|local\.|var\.)/);
    expect(content).not.toContain("TfToken");
  }
});

test("a worker has its machine, and a stop waits for its tasks", () => {
  expect(process("worker-gpu").size).toBe("8 cores, 32GiB");
  expect(process("worker-main").size).toBe("2 cores, 8GiB");
  expect(process("worker-main").stopSeconds).toBe(3600);
  expect(process("worker-main").places.at(-1)).toBe("acme-main-..., e2-standard-2 in europe-west3-a");
});

test("a pool with a range starts with its least", () => {
  expect(only(review.pools, ({ name }) => name === "gpu").replicas).toEqual({ min: 0, max: 4 });
  expect(only(review.pools, ({ name }) => name === "main").replicas).toEqual({ min: 2, max: 2 });
});

test("people come by the domain or a tunnel, and to nothing else", () => {
  expect(port("load-balancer", 443).published?.address).toBe("https://airflow.example.com");
  expect(port("webserver", 8795).published).toEqual({
    address: "tunnel to acme-master:8988",
    reach: "Who may open a tunnel: group:data@example.com",
  });
  expect(port("flower", 5555).published?.address).toBe("tunnel to acme-master:15555");
  const outside = review.ports.filter(({ published }) => published !== undefined).map((one) => one.process);
  expect(new Set(outside)).toEqual(new Set(["load-balancer", "webserver", "flower"]));
});

test("stores answer the machines that need them, and no person", () => {
  expect(port("metadata-database", 5432)).toMatchObject({ callers: expect.arrayContaining(["worker", "scheduler"]) });
  expect(port("broker", 6379).callers).toEqual(["scheduler", "flower", "worker"]);
  const people = review.picture.links.filter(({ from }) => from === "people").map(({ to }) => to);
  expect(new Set(people)).toEqual(new Set(["load-balancer", "flower"]));
});

test("every place of the picture is there", () => {
  const ids = new Set(review.picture.places.map(({ id }) => id));
  for (const { place } of review.picture.nodes) if (place !== undefined) expect(ids).toContain(place);
});

test("what a change does is in the review, with the stack in its commands", () => {
  expect(review.changes?.rows.some(({ run }) => run.includes("npm run drain acme"))).toBe(true);
});

test("every secret says where it is kept", () => {
  expect(review.secrets.map(({ name, kept }) => [name, kept])).toEqual(
    expect.arrayContaining([
      ["metadata-database", "Secret Manager, acme-metadata-database"],
      ["fernet-1", "Secret Manager, acme-fernet-1"],
    ]),
  );
});
