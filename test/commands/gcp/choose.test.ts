import { choose } from "../../../commands/gcp/choose";
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
const WAIT = { command: "wait", instead: { docker: (stack: string) => `nothing to wait for in ${stack}` } };
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
  expect(choose(checkout({ docker: file(), prod: gcp(POOLS) }), undefined, WAIT)).toEqual({
    stack: "prod",
    project: "acme-data",
    pools: { main: 3600, slow: 7260 },
  });
});

test("of several, one must be named", () => {
  const root = checkout({ prod: gcp(POOLS), test: gcp(POOLS) });
  expect(() => choose(root, undefined, WAIT)).toThrow(
    "several stacks have target: gcp-vms; name one: npm run wait with one of prod, test",
  );
  expect(choose(root, "test", WAIT).stack).toBe("test");
});

test("a stack of another target, with what to do there", () => {
  const root = checkout({ local: file(), prod: gcp(POOLS) });
  expect(() => choose(root, "local", WAIT)).toThrow(
    "configs/local.yaml has target: docker; nothing to wait for in local",
  );
});

test("a project without machines", () => {
  expect(() => choose(checkout({ local: file() }), undefined, WAIT)).toThrow(
    "no file in configs/ has target: gcp-vms; there are: local (docker)",
  );
});

test("a file with a problem is refused with its line", () => {
  expect(() => choose(checkout({ prod: gcp("workers: { main: { queues: [reports] } }") }), "prod", WAIT)).toThrow(
    /configs\/prod\.yaml:\d+:\d+ workers: .*default/,
  );
});
