import { confirm } from "../../commands/confirm";
import { chooseStack, type For } from "../../commands/stack";
import { fileOf as cloud } from "../aws/said";
import { Checkout, file } from "../support/checkout";

const checkouts: Checkout[] = [];
afterAll(() => {
  for (const checkout of checkouts) checkout.remove();
});

const FOR: For = {
  command: "up",
  targets: ["docker", "gcp-vms"],
  instead: { "aws-ecs": (stack) => `deploy ${stack} otherwise` },
};

function choose(configs: Readonly<Record<string, string>>, asked?: string, wanted: Partial<For> = {}) {
  const checkout = new Checkout(configs);
  checkouts.push(checkout);
  return chooseStack(checkout.root, asked, { ...FOR, ...wanted }).stack;
}

test("the only stack of this machine need not be named", () => {
  expect(choose({ acme: file() })).toBe("acme");
  expect(choose({ acme: file(), cloud: cloud() })).toBe("acme");
});

test("one of several by its name", () => {
  const configs = { acme: file(), beta: file() };
  expect(choose(configs, "beta")).toBe("beta");
  expect(() => choose(configs)).toThrow(
    "several stacks have target: docker; name one: npm run up with one of acme, beta",
  );
  expect(() => choose(configs, "gamma")).toThrow('no stack "gamma" in configs/; known: acme, beta');
  expect(() => choose(configs, "acne")).toThrow('no stack "acne" in configs/; did you mean "acme"?');
  expect(() => choose(configs, "constructor")).toThrow('no stack "constructor" in configs/; known: acme, beta');
});

test("a stack of another target, with what to do there; a project without a fitting one", () => {
  const configs = { cloud: cloud() };
  expect(() => choose(configs, "cloud")).toThrow("configs/cloud.yaml has target: aws-ecs; deploy cloud otherwise");
  expect(() => choose(configs)).toThrow(
    "no file in configs/ has target: docker or gcp-vms; there are: cloud (aws-ecs)",
  );
  const only = { targets: ["gcp-vms"], instead: {} };
  expect(() => choose({ acme: file() }, "acme", only)).toThrow(
    "configs/acme.yaml has target: docker; npm run up is for gcp-vms",
  );
});

test("files that are refused", () => {
  expect(() => choose({ acme: file("dockre: {}"), beta: file("flower: 3") }, "acme")).toThrow(
    /^configs\/acme\.yaml:5:1 unknown key "dockre"; did you mean "docker"\?\nconfigs\/beta\.yaml:5:9 flower: /,
  );
});

test("without a terminal nobody can say yes", async () => {
  const terminal = Object.getOwnPropertyDescriptor(process.stdin, "isTTY");
  Object.defineProperty(process.stdin, "isTTY", { value: undefined, configurable: true });
  expect(await confirm("Go on?")).toBe(false);
  if (terminal === undefined) Reflect.deleteProperty(process.stdin, "isTTY");
  else Object.defineProperty(process.stdin, "isTTY", terminal);
});
