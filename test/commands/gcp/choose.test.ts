import { choose, chooseAmongAll } from "../../../commands/gcp/choose";
import { Checkout, file } from "../../support/checkout";

const gcp = (...lines: string[]) =>
  [
    "target: gcp-vms",
    "project: acme-data",
    "zone: europe-west3-a",
    "state: { bucket: acme-terraform }",
    'airflow: { version: "3.3.2", image: "example.com/airflow@sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945" }',
    ...lines,
    "",
  ].join("\n");
const POOLS = "workers: { main: { queues: [default] }, slow: { queues: [slow], maxTaskDuration: 2h } }";

const folders: Checkout[] = [];
const checkout = (configs: Readonly<Record<string, string>>) => {
  const made = new Checkout(configs);
  folders.push(made);
  return made.root;
};
afterAll(() => {
  for (const folder of folders) folder.remove();
});

test("the only stack of machines need not be named, and carries how long its workers may take", () => {
  expect(choose(checkout({ docker: file(), prod: gcp(POOLS) }), undefined)).toEqual({
    stack: "prod",
    project: "acme-data",
    pools: { main: 3600, slow: 7260 },
  });
});

test("of several, one must be named", () => {
  const root = checkout({ prod: gcp(POOLS), test: gcp(POOLS) });
  expect(() => choose(root, undefined)).toThrow("several stacks run on gcp-vms; name one of: prod, test");
  expect(choose(root, "test").stack).toBe("test");
});

test("a name that no stack of machines has", () => {
  const root = checkout({ docker: file(), prod: gcp(POOLS) });
  expect(() => choose(root, "docker")).toThrow('no stack "docker" with target: gcp-vms in configs/; there are: prod');
});

test("a project without machines", () => {
  expect(() => choose(checkout({ docker: file() }), undefined)).toThrow("no file in configs/ has target: gcp-vms");
});

test("a file with a problem is refused with its line", () => {
  expect(() => choose(checkout({ prod: gcp("workers: { main: { queues: [reports] } }") }), "prod")).toThrow(
    /configs\/prod\.yaml:\d+:\d+ workers: .*default/,
  );
});

test("npm run up means machines where the file does, or where there is no other", () => {
  expect(chooseAmongAll(checkout({ prod: gcp(POOLS) }), undefined)?.stack).toBe("prod");
  const both = checkout({ docker: file(), prod: gcp(POOLS) });
  expect(chooseAmongAll(both, "prod")?.stack).toBe("prod");
  expect(chooseAmongAll(both, "docker")).toBeUndefined();
  expect(chooseAmongAll(both, undefined)).toBeUndefined();
});
